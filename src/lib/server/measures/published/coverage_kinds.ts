import type { RowValue, SafeRow, SafeTable } from '$lib/domain';
import { NO_NUMBERS } from '../rows/count-rows';
import { aheadNotes, quartersAsked, supplyOf } from '../coverage/pair-places';
import { publicFigures } from '../counting/public-figures';
import { WITHHELD_RATES, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import type { MatrixLine } from '../counting/read-public';
import { sortRows } from '../rows/sort-rows';

export const measure: Measure = {
	declaration: {
		id: 'coverage_kinds',
		section: 'coverage',
		title: 'Three kinds of coverage',
		question: 'May anybody pay, is there room, and did it happen?',
		definition:
			'Beside one another: nominal coverage (what the best live line of the service matrix says, or the share of pairs in need with a line that may pay), coverage by capacity (the share of people in need for whom live paying offerings have a place) and realised coverage (the share to whom it was delivered), which is the value. Each as its own measure defines it. For a quarter to come the first two are known already, and the third is not yet observable.',
		unit: 'percent',
		numerator: 'persons in need to whom the service was delivered by the end of the quarter',
		denominator: 'persons with an open need for the service',
		tables: [['quarter', 'service', 'population']],
		family: 'need',
		disclosure: WITHHELD_RATES,
		source: 'Braidwork, definitions of measures: three kinds of coverage'
	},
	restsOn: ['participants', 'needs', 'deliveries', 'offerings', 'awards'],
	looksAhead: true,
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const isToCome = ask.where.quarter !== undefined && !ask.facts.quarters.includes(ask.where.quarter);
	const [capacity, nominal, realised] = await Promise.all([
		ask.also('capacity_coverage', ask.by, ask.where),
		ask.also('nominal_coverage', ask.by, ask.where),
		isToCome ? null : ask.also('need_coverage', ask.by, ask.where)
	]);
	const says = isPair(ask) ? await bestLines(ask) : null;
	const asked = quartersAsked(ask);
	const rows = (realised ?? capacity).rows.filter(
		(row) => !ask.by.includes('quarter') || asked.includes(String(row.quarter))
	);
	const merged = rows.map((row) => mergedRow(row, ask, { capacity, nominal, says, isToCome }));
	const from = [capacity, ...(realised ? [realised] : [])];
	return { rows: sortRows(merged, ask.by), notes: aheadNotes(asked, ask), from };
}

function isPair({ by, where }: Ask): boolean {
	return ['service', 'population'].every((name) => by.includes(name) || name in where);
}

interface Kinds {
	capacity: SafeTable;
	nominal: SafeTable;
	says: Map<string, string> | null;
	isToCome: boolean;
}

function mergedRow(row: SafeRow, ask: Ask, { capacity, nominal, says, isToCome }: Kinds): StatedRow {
	const same = (other: SafeRow) => ask.by.every((name) => other[name] === row[name]);
	const room = capacity.rows.find(same);
	const pairs = nominal.rows.find(same);
	const at = Object.fromEntries(ask.by.map((name) => [name, row[name] ?? null]));
	const realised = isToCome
		? { ...NO_NUMBERS, status: 'not_yet_observable' as const }
		: { ...fiveOf(row), told: row.told ?? null, status: row.status };
	return {
		...at,
		...(says
			? { nominal: says.get(pairKey({ ...ask.where, ...at })) ?? 'none' }
			: { nominal_share: pairs?.value ?? null }),
		capacity_share: room?.value ?? null,
		places: room?.places ?? null,
		...realised
	};
}

function fiveOf({ numerator, denominator, value, lower, upper }: SafeRow) {
	return { numerator, denominator, value, lower, upper };
}

/** What the best live line of each pair says; without a quarter of the latest one. */
async function bestLines(ask: Ask): Promise<Map<string, string>> {
	const { matrix } = await publicFigures(ask);
	const latest = ask.facts.quarters.at(-1) ?? '';
	const isDated = ask.by.includes('quarter') || ask.where.quarter !== undefined;
	const lines = (matrix.objects() as MatrixLine[]).filter((line) => isDated || line.quarter === latest);
	const pairs = Map.groupBy(lines, ({ quarter, service, population }) =>
		pairKey(isDated ? { quarter, service, population } : { service, population })
	);
	return new Map([...pairs].map(([key, some]) => [key, supplyOf(some).nominal]));
}

function pairKey({ quarter = '', service = '', population = '' }: Record<string, RowValue>): string {
	return [quarter, service, population].join('/');
}
