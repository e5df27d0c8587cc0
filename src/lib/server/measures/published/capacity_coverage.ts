import type { Quarter, SafeRow, SafeTable } from '$lib/domain';
import { NO_NUMBERS } from '../rows/count-rows';
import { aheadNotes, quarterOfNeed, quartersAsked, supplyOf } from '../coverage/pair-places';
import { knownCodes } from '../dimensions';
import { publicFigures } from '../counting/public-figures';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import type { MatrixLine } from '../counting/read-public';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';

export const measure: Measure = {
	declaration: {
		id: 'capacity_coverage',
		section: 'coverage',
		title: 'Needs that there is room for',
		question: 'How much of the need can the offerings carry?',
		definition:
			'Places of live offerings that pay, or pay with conditions, of the persons with an open need for the service in the quarter; never more than all of them. A place is one person in a quarter; an offering whose capacity is not limited has room for everybody. An offering for anyone counts in full for each population, and once over all of them. Without a service or a quarter: places that are needed, and needs, added up. A quarter to come is held against the need of the latest published one.',
		unit: 'percent',
		numerator: 'persons in need for whom there is a place',
		denominator: 'persons with an open need for the service',
		tables: [['quarter', 'service', 'population']],
		family: 'need',
		disclosure:
			'Places are public; needs are the protected ones. Where the need is withheld, only "all" or "none" may be said.',
		source: 'Braidwork, definitions of measures: coverage by capacity'
	},
	restsOn: ['participants', 'needs', 'offerings', 'awards'],
	looksAhead: true,
	reply
};

/** The need and the places of one service, and perhaps population, in one quarter. */
interface Cell {
	quarter: string;
	service: string;
	population: string | null;
	need: SafeRow;
	places: number | null;
}

async function reply(ask: Ask): Promise<Reply> {
	for (const [name, value] of Object.entries(ask.where))
		if (name !== 'quarter') refuseUnknownValue(name, value, knownCodes(name));
	const quarters = quartersAsked(ask);
	const byPopulation = [...ask.by, ...Object.keys(ask.where)].includes('population');
	const needs = await ask.also('service_need', [
		'quarter',
		'service',
		...(byPopulation ? ['population'] : [])
	]);
	const { matrix } = await publicFigures(ask);
	const lines = matrix.objects() as MatrixLine[];
	const cells = cellsOf(quarters, needs, { ask, lines });
	const groups = Map.groupBy(cells, (cell) => ask.by.map((name) => cell[name as Place]).join('/'));
	const rows = [...groups.values()].map((some) => capacityRow(some, ask.by));
	const all = rows.length === 0 && ask.by.length === 0 ? [noNeed(ask, lines)] : sortRows(rows, ask.by);
	return { rows: all, notes: aheadNotes(quarters, ask), from: [needs] };
}

type Place = 'quarter' | 'service' | 'population';

function cellsOf(
	quarters: Quarter[],
	needs: SafeTable,
	{ ask, lines }: { ask: Ask; lines: MatrixLine[] }
): Cell[] {
	const supplies = Map.groupBy(lines, (line) => `${line.quarter}/${line.service}`);
	const inQuarter = Map.groupBy(needs.rows, (row) => String(row.quarter));
	return quarters.flatMap((quarter) =>
		(inQuarter.get(quarterOfNeed(quarter, ask)) ?? [])
			.filter((row) => fits(row, ask))
			.map((need) => {
				const [service, population] = [String(need.service), need.population ?? null];
				const live = (supplies.get(`${quarter}/${service}`) ?? []).filter(
					(line) => population === null || line.population === population
				);
				return {
					quarter,
					service,
					population: population as string | null,
					need,
					places: supplyOf(live).places
				};
			})
	);
}

function fits(need: SafeRow, { where }: Ask): boolean {
	return Object.entries(where).every(([name, value]) => name === 'quarter' || need[name] === value);
}

function capacityRow(cells: Cell[], by: string[]): StatedRow {
	const [first] = cells as [Cell];
	const at = Object.fromEntries(by.map((name) => [name, first[name as Place]]));
	const limited = cells.map(({ places }) => places).filter((places) => places !== null);
	const places = limited.length < cells.length ? null : limited.reduce((sum, one) => sum + one, 0);
	const row = { ...at, ...NO_NUMBERS, places };
	const known = cells.flatMap((cell) =>
		cell.need.value === null ? [] : [{ ...cell, people: cell.need.value }]
	);
	if (known.length < cells.length) {
		const share = cells.length === 1 ? shareOfAny(first.places) : null;
		return share === null ? { ...row, status: 'withheld' } : { ...row, value: share, status: 'shown' };
	}
	const needed = known.reduce((sum, { people }) => sum + people, 0);
	const carried = known.reduce((sum, cell) => sum + Math.min(cell.people, cell.places ?? Infinity), 0);
	const counts = { numerator: carried, denominator: needed };
	if (needed === 0) return { ...row, ...counts, status: 'no_data' };
	return { ...row, ...counts, value: carried / needed, status: 'shown' };
}

/** Of a need that is withheld: all of it where places are not limited, none of it where there are none. */
function shareOfAny(places: number | null): number | null {
	if (places === null) return 1;
	return places === 0 ? 0 : null;
}

/** Places there are, though nobody needs them. */
function noNeed({ where }: Ask, lines: MatrixLine[]): StatedRow {
	const live = lines.filter((line) =>
		Object.entries(where).every(([name, value]) => line[name as Place] === value)
	);
	const isOne = 'quarter' in where && 'service' in where;
	const { places } = isOne ? supplyOf(live) : { places: null };
	return { ...NO_NUMBERS, numerator: 0, denominator: 0, places, status: 'no_data' };
}
