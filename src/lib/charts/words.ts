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
	needed: 'needed',
	funded: 'funded',
	unfunded: 'unfunded',
	interval: '95% interval',
	range: 'range',
	got: 'got it',
	wentWithout: 'went without',
	inNeed: 'in need',
	noOutlines: 'No outline of these ZIP codes is known.',
	notOnMap: (count: number, some: string) =>
		`Not on the map: ${some}${count > 4 ? ` and ${count - 4} more` : ''}`,
	nothingToDraw: 'Nothing to draw: the table has no rows.',
	drawnOf: (drawn: number, all: number) => `Drawn: ${drawn} of ${all}; the table holds all`,
	of: 'of'
} as const;
