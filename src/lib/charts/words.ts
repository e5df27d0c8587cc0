/** Every word that a chart writes by itself. Labels of codes and titles come with the table. */
export const CHART_WORDS = {
	withheld: 'withheld to protect privacy',
	zero: 'none',
	noData: 'no data',
	notYet: 'not yet observable',
	others: 'all others',
	month: 'Month',
	atRisk: 'Still observed',
	months: 'Months since training start',
	goal: 'goal',
	ends: 'ends',
	unmet: 'unmet',
	people: 'people',
	needed: 'needed',
	funded: 'funded',
	unfunded: 'unfunded',
	interval: '95% interval',
	range: 'range',
	gapMonths: 'months between are withheld',
	nothingToDraw: 'Nothing to draw: no number of this table can be shown.',
	of: 'of'
} as const;
