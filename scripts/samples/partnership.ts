/** The eight partners, by the id that their folders bear. */
export const PARTNERS = [
	'workforce-partnership',
	'navigators',
	'county-human-services',
	'tanf-contractor-north',
	'tanf-contractor-south',
	'city-housing-authority',
	'county-housing-authority',
	'training-college'
] as const;

export type PartnerId = (typeof PARTNERS)[number];

/** The first letter of a partner's own ids. */
export const LETTER: Record<PartnerId, string> = {
	'workforce-partnership': 'W',
	navigators: 'V',
	'county-human-services': 'H',
	'tanf-contractor-north': 'N',
	'tanf-contractor-south': 'S',
	'city-housing-authority': 'C',
	'county-housing-authority': 'Y',
	'training-college': 'T'
};

const NAMED: Record<PartnerId, [name: string, role: string]> = {
	'workforce-partnership': ['Harbor County Workforce Partnership', 'Workforce partnership'],
	navigators: ['Health Career Navigators', 'Navigators'],
	'county-human-services': ['Harbor County Human Services', 'County human services'],
	'tanf-contractor-north': ['Northern TANF Employment Services', 'TANF contractor'],
	'tanf-contractor-south': ['Southern TANF Employment Services', 'TANF contractor'],
	'city-housing-authority': ['City Housing Authority', 'Housing authority'],
	'county-housing-authority': ['County Housing Authority', 'Housing authority'],
	'training-college': ['Training College', 'Training provider']
};

/** What a demo home needs to know of the partnership; the shape of `config.json` with the partners beside. */
export function partnershipDocument(): string {
	const document = {
		settings: {
			demo: true,
			name: 'Harbor County Health Careers',
			logo: null,
			calendar: 'calendar',
			focus_award: 'HPOG-2010',
			goals: [
				{ measure: 'people_served', target: 900 },
				{ measure: 'need_coverage', target: 0.8 },
				{ measure: 'completion_rate', target: 0.7 },
				{ measure: 'employed_at_exit', target: 0.65 }
			],
			threshold: 11,
			upload_limit_mb: 2048,
			accept_good_rows: true
		},
		partners: PARTNERS.map((partner) => ({ partner, name: NAMED[partner][0], role: NAMED[partner][1] }))
	};
	return JSON.stringify(document, null, '\t') + '\n';
}
