import { writeDay } from '$lib/domain';

/** Every word that a chart writes by itself. Labels of codes and titles come with the table. */
export const CHART_WORDS = {
	withheld: 'withheld to protect privacy',
	zero: 'none',
	noData: 'no data',
	notYet: 'not yet observable',
	provisional: 'provisional: may still change',
	knownOn: (day: string) => `known after ${writeDay(day)}`,
	others: 'all others',
	month: 'Month',
	atRisk: 'Still observed',
	months: 'Months since training start',
	quartersSince: 'Quarters since the one in which they began',
	goal: 'goal',
	ends: 'ends',
	needed: 'needed',
	funded: 'funded',
	unfunded: 'unfunded',
	interval: '95% interval',
	rateWithInterval: 'rate, and the line of its 95% interval',
	range: 'range',
	got: 'got it',
	wentWithout: 'went without',
	inNeed: 'in need',
	noOutlines: 'No outline of these ZIP codes is known.',
	notOnMap: (count: number, some: string) =>
		`Not on the map: ${some}${count > 4 ? ` and ${count - 4} more` : ''}`,
	nothingToDraw: 'Nothing to draw: the table has no rows.',
	drawnOf: (drawn: number, all: number) => `Drawn: ${drawn} of ${all}; the table holds all`,
	of: 'of',
	room: 'room for that part of the need',
	roomFor: (share: string, places: string) => `Room for ${share} (${places})`,
	places: (count: string) => `${count} places`,
	notLimited: 'places not limited',
	roomUnknown: 'Room withheld with the need',
	says: {
		pays: 'a partner pays',
		pays_with_conditions: 'pays with conditions',
		unknown: 'nobody has said',
		refers_only: 'refers only',
		none: 'nobody may pay'
	}
} as const;
