import { NO_NUMBERS } from '../rows/count-rows';
import { knownCodes } from '../dimensions';
import type { FundedService } from '../funding/allocate-balances';
import { fundDemand } from '../funding/fund-demand';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';

/** Said wherever balances were allotted by the simple rule. */
export const SIMPLE_RULE =
	'Balances are allotted by payer order, quarter by quarter, without the administrative shares, caps and matches of the awards.';

export const measure: Measure = {
	declaration: {
		id: 'unfunded',
		section: 'funding',
		title: 'Demand that nobody pays',
		question: 'What of the coming demand can no award pay?',
		definition:
			'Expected demand of each of the eight quarters after data end, less what the balances of live awards reach that have a live offering for the service and population and whose own rules allow both. Balances are those at data end. Quarter by quarter the award that is first in the legal payer order pays first; one that cannot pay everything it may pay for pays everyone the same share.',
		unit: 'dollars',
		numerator: 'dollars of demand that no award pays',
		denominator: 'dollars of expected demand',
		tables: [['quarter', 'service']],
		family: 'need',
		disclosure: 'Computed only from protected counts, public prices and public balances.',
		source: 'Braidwork, definitions of measures: funding'
	},
	restsOn: ['needs', 'offerings', 'awards', 'expenditures', 'deliveries'],
	looksAhead: true,
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	if (ask.where.service) refuseUnknownValue('service', ask.where.service, knownCodes('service'));
	const { forecast, funded } = await fundDemand(ask);
	const cells = funded.filter((cell) => fits(cell, ask));
	const places = Map.groupBy(cells, (cell) =>
		ask.by.map((name) => cell[name as 'quarter' | 'service']).join('/')
	);
	const rows = [...places.values()].map((some) => unfundedRow(some, ask.by));
	return { rows: sortRows(rows, ask.by), notes: [...forecast.notes, SIMPLE_RULE], from: forecast.from };
}

function fits(cell: FundedService, ask: Ask): boolean {
	const inRange = !ask.range || (cell.quarter >= ask.range.from && cell.quarter <= ask.range.to);
	const { quarter = cell.quarter, service = cell.service } = ask.where;
	return inRange && cell.quarter === quarter && cell.service === service;
}

function unfundedRow(cells: FundedService[], by: string[]): StatedRow {
	const places = Object.fromEntries(
		by.map((name) => [name, cells[0]?.[name as 'quarter' | 'service'] ?? null])
	);
	const demand = cells.reduce((sum, cell) => sum + cell.demand, 0);
	const open = cells.reduce((sum, cell) => sum + cell.unfunded, 0);
	return {
		...places,
		...NO_NUMBERS,
		numerator: open,
		denominator: demand,
		value: open,
		funded: demand - open,
		status: 'shown'
	};
}
