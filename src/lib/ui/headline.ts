import {
	STATUS_WORDS,
	isQuarter,
	quarterLabel,
	writeCount,
	writePercent,
	writeShortDollars,
	writeValue,
	type Quarter,
	type SafeRow,
	type SafeTable
} from '$lib/domain';
import { HEADLINE_WORDS } from './words/headline';

/** One number of the overview, written out. */
export interface Headline {
	id: string;
	label: string;
	/** The number, or the words that stand in its place. */
	value: string;
	isShown: boolean;
	/** The quarter that it is of; nothing where there is none. */
	quarter: Quarter | null;
	/** Of what, when, and the interval. */
	beneath: string;
	change: string;
	direction: 'up' | 'down' | 'same' | null;
	goal: HeadlineGoal | null;
	href: string;
}

/** The target beside the actual; both as fractions of the longer of the two, for the bar. */
export interface HeadlineGoal {
	text: string;
	actual: number | null;
	target: number;
}

export interface HeadlineOptions {
	id: string;
	label: string;
	/** Column of quarters that the number moves along. */
	along: 'quarter' | 'start_quarter';
	href: string;
	goal?: number | null;
	/** The last quarter that may be told; later ones are too young. */
	until?: Quarter;
	/** What an earlier brief told, to compare with in place of the quarter before. */
	against?: { table: SafeTable | null; until?: Quarter };
}

/** The latest number of a table in time that is known, and how it changed since the one before. */
export function headlineOf(table: SafeTable, options: HeadlineOptions): Headline {
	const { id, label, along, href, goal, against } = options;
	const rows = rowsInTime(table, options);
	const place = lastKnown(rows);
	const row = rows[place];
	const before = against ? lastTold(against, along) : rows[place - 1];
	const from = before ? quarterLabel(String(before[along]), table.calendar) : '';
	const isShown = row?.status === 'shown' && row.value !== null;
	const when = row ? quarterLabel(String(row[along]), table.calendar) : '';
	return {
		id,
		label,
		value: row ? valueText(row, table) : STATUS_WORDS.no_data,
		isShown,
		quarter: row ? String(row[along]) : null,
		beneath: row ? beneathOf(row, table, HEADLINE_WORDS.when[along](when)) : '',
		...changeOf(row, before, table, against ? HEADLINE_WORDS.lastBrief(from) : from),
		goal: goal === null || goal === undefined ? null : goalOf(goal, isShown ? row.value : null, table),
		href
	};
}

/** How a table writes the number of one quarter; nothing where it has no row of it. */
export function headlineAt(
	table: SafeTable,
	along: HeadlineOptions['along'],
	quarter: Quarter
): string | null {
	const row = table.rows.find((candidate) => String(candidate[along]) === quarter);
	return row ? valueText(row, table) : null;
}

function lastKnown(rows: SafeRow[]): number {
	return rows.findLastIndex((row) => row.status !== 'not_yet_observable' && row.status !== 'no_data');
}

function lastTold(
	{ table, until }: NonNullable<HeadlineOptions['against']>,
	along: HeadlineOptions['along']
): SafeRow | undefined {
	if (!table) return undefined;
	const rows = rowsInTime(table, { along, until });
	return rows[lastKnown(rows)];
}

function rowsInTime(table: SafeTable, { along, until }: Pick<HeadlineOptions, 'along' | 'until'>): SafeRow[] {
	const rows = table.rows.filter((row) => isQuarter(String(row[along])));
	const told = until ? rows.filter((row) => String(row[along]) <= until) : rows;
	return (told.length > 0 ? told : rows).sort((a, b) => (String(a[along]) < String(b[along]) ? -1 : 1));
}

function valueText(row: SafeRow, table: SafeTable): string {
	if (row.status !== 'shown') return STATUS_WORDS[row.status];
	return row.value === null ? STATUS_WORDS.no_data : shortValue(row.value, table.unit);
}

/** Dollars are rounded: a headline is read, not reckoned with. */
function shortValue(value: number, unit: SafeTable['unit']): string {
	return unit === 'dollars' ? writeShortDollars(value) : writeValue(value, unit);
}

function beneathOf(row: SafeRow, table: SafeTable, when: string): string {
	const isShare = table.unit === 'percent' || table.unit === 'probability';
	const of =
		isShare && row.numerator !== null && row.denominator !== null
			? HEADLINE_WORDS.of(writeCount(row.numerator), writeCount(row.denominator))
			: '';
	const interval =
		isShare && row.lower !== null && row.upper !== null
			? HEADLINE_WORDS.interval(writePercent(row.lower), writePercent(row.upper))
			: '';
	return [when, of, interval].filter(Boolean).join(' · ');
}

function changeOf(
	row: SafeRow | undefined,
	before: SafeRow | undefined,
	table: SafeTable,
	since: string
): Pick<Headline, 'change' | 'direction'> {
	const now = row?.status === 'shown' ? row.value : null;
	const then = before?.status === 'shown' ? before.value : null;
	if (now === null || then === null || before === undefined) return { change: '', direction: null };
	const isShare = table.unit === 'percent' || table.unit === 'probability';
	const moved = isShare ? Math.round(now * 100) - Math.round(then * 100) : Math.round(now - then);
	if (moved === 0) return { change: HEADLINE_WORDS.same(since), direction: 'same' };
	const size = isShare ? HEADLINE_WORDS.points(Math.abs(moved)) : shortValue(Math.abs(moved), table.unit);
	return moved > 0
		? { change: HEADLINE_WORDS.up(size, since), direction: 'up' }
		: { change: HEADLINE_WORDS.down(size, since), direction: 'down' };
}

function goalOf(target: number, actual: number | null, table: SafeTable): HeadlineGoal {
	const longest = Math.max(target, actual ?? 0, Number.EPSILON);
	const written = writeValue(target, table.unit);
	const reached = actual === null ? null : actual >= target;
	return {
		text: reached === null ? HEADLINE_WORDS.goal(written) : HEADLINE_WORDS.goalReached(written, reached),
		actual: actual === null ? null : actual / longest,
		target: target / longest
	};
}
