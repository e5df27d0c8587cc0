import type { CellStatus, RowValue } from '$lib/domain';
import { cohortCost } from '../families/cohort-cost';
import { familyRows } from '../kept/family-rows';
import type { KeptRow } from '../kept/slice';
import type { Ask, Reply, StatedRow } from '../measure';
import { isHidden, NO_NUMBERS, placesOf } from '../rows/count-rows';

/** How the dollars of a cohort are published, said of every cost for one person. */
export const WITHHELD_COSTS =
	'Shown where the people who began may be shown and are at least as many as the threshold says, where the people it is divided by are too, and where the dollars that came or went since an earlier state are those of nobody or of as many people.';

/** What every cost of a cohort leaves out. */
const LEDGER_ONLY =
	'Dollars are those that the ledger names for single people; administration and whatever is not filed by person is left out.';

/** People to divide by, from protected counts: how many, or why that cannot be told. */
export type Counted = (row: KeptRow) => number | CellStatus;

/** Whom a cost is divided by, and whether those still in training may yet become one of them. */
export interface Divisor {
	counted: Counted;
	awaits: boolean;
}

/**
 * The dollars of each cohort, divided by some of its people. Dollars of a cohort whose people may not be told, and
 * costs for people who may not be told, are withheld; where as many are still in training, it is too early to tell.
 */
export async function costRows(ask: Ask, { counted, awaits }: Divisor): Promise<Reply> {
	const [people, dollars] = await Promise.all([familyRows(ask, 'training'), familyRows(ask, cohortCost.id)]);
	const spent = new Map(dollars.rows.map((row) => [placeKey(row, ask.by), toldDollars(row)]));
	const rows = people.rows.map((row) => costRow(row, ask, { counted, awaits, spent }));
	return { rows, notes: [LEDGER_ONLY, ...people.notes] };
}

/** A protected count of a kept row, unless it is withheld or too small to divide by. */
export function toldCount(
	row: KeptRow | undefined,
	variable: string,
	threshold: number
): number | CellStatus {
	if (!row) return 0;
	const count = Number(row[variable] ?? 0);
	return isHidden(row, [variable]) || (count > 0 && count < threshold) ? 'withheld' : count;
}

/** The dollars of a kept row, unless they are withheld. */
function toldDollars({ spent_usd }: KeptRow): number | null {
	return spent_usd == null ? null : Number(spent_usd);
}

/** The name of a row's place among the rows of a question. */
export function placeKey(row: KeptRow, by: readonly string[]): string {
	return by.map((name) => row[name]).join('/');
}

function costRow(
	row: KeptRow,
	ask: Ask,
	{ counted, awaits, spent }: Divisor & { spent: Map<string, number | null> }
): StatedRow {
	const places: Record<string, RowValue> = placesOf(row, ask.by);
	const started = toldCount(row, 'started', ask.context.threshold);
	const people = counted(row);
	if (typeof started !== 'number') return { ...places, ...NO_NUMBERS, status: started };
	if (typeof people !== 'number') return { ...places, ...NO_NUMBERS, status: people };
	if (people === 0) return { ...places, ...NO_NUMBERS, status: 'no_data' };
	const active = toldCount(row, 'active', ask.context.threshold);
	const isEarly = awaits && typeof active === 'number' && active >= people;
	if (isEarly) return { ...places, ...NO_NUMBERS, status: 'not_yet_observable' };
	const key = placeKey(row, ask.by);
	const numerator = spent.has(key) ? (spent.get(key) ?? null) : 0;
	if (numerator === null) return { ...places, ...NO_NUMBERS, status: 'withheld' };
	return {
		...places,
		...NO_NUMBERS,
		numerator,
		denominator: people,
		value: numerator / people,
		status: 'shown'
	};
}
