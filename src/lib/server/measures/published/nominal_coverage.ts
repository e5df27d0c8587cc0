import { NO_NUMBERS } from '../rows/count-rows';
import { aheadNotes, quarterOfNeed, quartersAsked } from '../coverage/pair-places';
import { keptFamily } from '../kept/prepare';
import { publicFigures } from '../counting/public-figures';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import type { MatrixLine } from '../counting/read-public';
import { sliceFamily, type KeptRow } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';

export const measure: Measure = {
	declaration: {
		id: 'nominal_coverage',
		section: 'coverage',
		title: 'Needs that somebody may pay for',
		question: 'For which needs does the service matrix have a payer at all?',
		definition:
			'Pairs of service and population with at least one live offering that pays, or pays with conditions, of the pairs in which anybody has an open need in the quarter. An offering is live when its own dates and those of its award both include a day of the quarter; one for anyone is open to every population. Without a quarter: a pair counts once, and has a payer when it had one in any quarter in which somebody was in need. A quarter to come is judged by the pairs in need in the latest published one.',
		unit: 'percent',
		numerator: 'pairs in need with a live offering that may pay',
		denominator: 'pairs in need',
		tables: [['quarter', 'service', 'population']],
		family: 'need',
		disclosure: 'Pairs of service and population are no people; they are not withheld.',
		source: 'Braidwork, definitions of measures: nominal coverage'
	},
	restsOn: ['participants', 'needs', 'offerings', 'awards'],
	looksAhead: true,
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const kept = await keptFamily(ask.w, ask.facts.state, 'need', ask.context);
	const { quarter: named, ...where } = ask.where;
	const quarters = quartersAsked(ask);
	const inNeed = sliceFamily(
		{ ...ask, range: null, where, by: ['quarter', 'service', 'population'] },
		kept
	).filter((row) => row.need !== 0);
	const cells = quarters.flatMap((quarter) =>
		inNeed.filter((row) => row.quarter === quarterOfNeed(quarter, ask)).map((row) => ({ ...row, quarter }))
	);
	const payers = await pairsWithPayer(ask);
	const places = [
		...Map.groupBy(cells, (row) => ask.by.map((name) => (row as KeptRow)[name]).join('/')).values()
	];
	const rows = places.map((some) => pairRow(some, payers, ask.by));
	const all = rows.length === 0 && ask.by.length === 0 ? [noPairs()] : sortRows(rows, ask.by);
	return { rows: all, notes: aheadNotes(named ? [named] : quarters, ask) };
}

async function pairsWithPayer(ask: Ask): Promise<Set<string>> {
	const { matrix } = await publicFigures(ask);
	const paying = (matrix.objects() as MatrixLine[]).filter((line) => line.may_pay);
	return new Set(paying.map(({ quarter, service, population }) => `${quarter}/${service}/${population}`));
}

function pairRow(cells: KeptRow[], payers: Set<string>, by: string[]): StatedRow {
	const pair = (row: KeptRow) => `${row.service}/${row.population}`;
	const needed = new Set(cells.map(pair));
	const paid = new Set(cells.filter((row) => payers.has(`${row.quarter}/${pair(row)}`)).map(pair));
	const places = Object.fromEntries(by.map((name) => [name, cells[0]?.[name] ?? null]));
	const counts = { numerator: paid.size, denominator: needed.size };
	return { ...places, ...NO_NUMBERS, ...counts, value: paid.size / needed.size, status: 'shown' };
}

function noPairs(): StatedRow {
	return { ...NO_NUMBERS, numerator: 0, denominator: 0, status: 'no_data' };
}
