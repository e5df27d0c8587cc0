/** The words of the bar of filters. */
export const FILTER_WORDS = {
	label: 'Filters',
	show: 'Show',
	clear: 'Clear all',
	quarter: 'Quarter',
	population: 'Population',
	service: 'Service',
	partner: 'Partner',
	compare: 'Compare with',
	breakdown: 'Groups',
	award: 'Award',
	all: {
		population: 'All populations',
		service: 'All services',
		partner: 'All partners',
		compare: 'Nothing',
		before: 'The quarter before',
		breakdown: 'Everybody together',
		award: 'All awards'
	}
} as const;
