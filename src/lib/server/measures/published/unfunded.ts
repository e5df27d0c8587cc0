import { NO_NUMBERS } from '../rows/count-rows';
import { knownCodes } from '../dimensions';
import { fundDemand, type FundedCell } from '../funding/fund-demand';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';

/** Said wherever money is given to demand. */
export const BEST_PLAN =
	'The money goes where the best plan under the rules, places and prices on file puts it; each service in full weighs alike, and earlier quarters come first.';

export const measure: Measure = {
	declaration: {
		id: 'unfunded',
		section: 'funding',
		title: 'Demand that nobody pays',
		question: 'What of the coming demand can no award pay?',
		definition:
			'Expected demand of each of the eight quarters after data end, less what the best allocation of all live awards pays of it: under their own rules (services, populations, shares, caps, match, payer order), the live offerings and their places, from the balances at data end; each service in full weighs alike, and earlier quarters come first. The range is from the least to the most that stays unpaid with the mean, the lowest and the highest of the last four published quarters. Without a population a person in several counts once; by population each counts in all of theirs, at the share of that population that stays unpaid. People without a payer are the same share of the expected people. The reason is that of most of the dollars.',
		unit: 'dollars',
		numerator: 'dollars of demand that no award pays',
		denominator: 'dollars of expected demand',
		tables: [['quarter', 'service', 'population']],
		family: 'need',
		disclosure: 'Computed only from protected counts, public prices and public balances.',
		source: 'Braidwork, definitions of measures: funding'
	},
	restsOn: ['needs', 'offerings', 'awards', 'expenditures', 'deliveries'],
	looksAhead: true,
	reply
};

type Place = 'quarter' | 'service' | 'population';

async function reply(ask: Ask): Promise<Reply> {
	for (const [name, value] of Object.entries(ask.where))
		if (name !== 'quarter') refuseUnknownValue(name, value, knownCodes(name));
	const { forecast, byService, byPopulation } = await fundDemand(ask);
	const isByPopulation = [...ask.by, ...Object.keys(ask.where)].includes('population');
	const cells = (isByPopulation ? byPopulation : byService).filter((cell) => fits(cell, ask));
	const places = Map.groupBy(cells, (cell) => ask.by.map((name) => cell[name as Place]).join('/'));
	const rows = [...places.values()].map((some) => unfundedRow(some, ask.by));
	return { rows: sortRows(rows, ask.by), notes: [...forecast.notes, BEST_PLAN], from: forecast.from };
}

function fits(cell: FundedCell, ask: Ask): boolean {
	const inRange = !ask.range || (cell.quarter >= ask.range.from && cell.quarter <= ask.range.to);
	return inRange && Object.entries(ask.where).every(([name, value]) => cell[name as Place] === value);
}

function unfundedRow(all: FundedCell[], by: string[]): StatedRow {
	const places = Object.fromEntries(by.map((name) => [name, all[0]?.[name as Place] ?? null]));
	const only = all.length === 1 ? all[0] : undefined;
	const cells = all.filter(({ priced }) => priced);
	const beside = { people: only?.people ?? null, assumed_quarters: sum(all, ({ assumed }) => assumed) };
	const nothing = { people_unpaid: null, because: null };
	if (cells.length === 0) return { ...places, ...beside, ...nothing, ...NO_NUMBERS, status: 'no_data' };
	const demand = sum(cells, (cell) => cell.demand);
	const open = sum(cells, (cell) => cell.open);
	return {
		...places,
		...NO_NUMBERS,
		numerator: open,
		denominator: demand,
		value: open,
		...rangeOf(cells, open),
		funded: demand - open,
		...beside,
		people_unpaid: only && only.demand > 0 ? (only.people * only.open) / only.demand : null,
		because: only?.because ?? null,
		status: 'shown'
	};
}

/** More people do not mean more dollars for each service: the best plan may move money to it from another. */
function rangeOf(cells: FundedCell[], open: number): { lower: number; upper: number } {
	const all = [open, sum(cells, ({ low }) => low.open), sum(cells, ({ high }) => high.open)];
	return { lower: Math.min(...all), upper: Math.max(...all) };
}

function sum(cells: FundedCell[], of: (cell: FundedCell) => number): number {
	return cells.reduce((total, cell) => total + of(cell), 0);
}
