import type { Column } from '$lib/catalog';
import type { Transaction } from '$lib/server/warehouse';
import { HOLDS } from '../read';
import { sent } from './typing';

/** A column that may have to be looked at, and the kinds of characters in it. */
interface LookedColumn {
	column: Column;
	holds: number;
}

/** Looks at all values of each column that does not tell by itself how it is written. */
export async function profileValues(
	tx: Transaction,
	columns: LookedColumn[],
	isLarge: boolean
): Promise<Map<string, Profile>> {
	const sure = isLarge ? await surelyIso(tx, columns) : [];
	return profileOf(
		tx,
		columns.filter((column) => !sure.includes(column.column.name) && needsLook(column))
	);
}

/** Dates, and numbers with something beside digits, points and signs. */
function needsLook({ column, holds }: LookedColumn): boolean {
	const isNumber = column.type === 'number' || column.type === 'integer';
	return column.type === 'date' || (isNumber && (holds & HOLDS.other) !== 0);
}

/** Rows that stand for a large file. */
const FIRST_ROWS = 2000;

/** Date columns of a large file of digits and hyphens only, whose first rows are all YYYY-MM-DD. */
async function surelyIso(tx: Transaction, columns: LookedColumn[]): Promise<string[]> {
	const hyphens = columns.filter(
		({ column, holds }) => column.type === 'date' && (holds & ~(HOLDS.digit | HOLDS.sign)) === 0
	);
	if (hyphens.length === 0) return [];
	const names = hyphens.map(({ column }) => column.name);
	const asked = hyphens.map(({ column }) => {
		const isOther = `${sent(column)} IS NOT NULL AND iso_day(${sent(column)}) IS NULL`;
		return `count(*) FILTER (${isOther})::INTEGER AS "${column.name}"`;
	});
	const [row] = await tx.read<Record<string, number>>(
		`SELECT ${asked.join(', ')} FROM (SELECT * FROM temp.sent LIMIT ${FIRST_ROWS})`
	);
	return names.filter((name) => row?.[name] === 0);
}

/** What the values of one column look like. */
export interface Profile {
	slashes: number;
	/** First slash date, its line. */
	row: number | null;
	sample: string | null;
	/** Dates whose first (second) number is over 12, and the first line of one. */
	first_over: number;
	first_row: number | null;
	second_over: number;
	second_row: number | null;
	iso: number;
	others: number;
	digits: number;
	serial: number;
	short_years: number;
	short_row: number | null;
	timed: number;
	timed_row: number | null;
	commas: number;
	comma_row: number | null;
	comma_sample: string | null;
}

async function profileOf(tx: Transaction, columns: LookedColumn[]): Promise<Map<string, Profile>> {
	if (columns.length === 0) return new Map();
	const asked = columns.map(({ column }) =>
		column.type === 'date' ? dateProfile(column) : numberProfile(column)
	);
	const [row] = await tx.read<Record<string, Profile>>(`SELECT ${asked.join(',\n')} FROM temp.sent`);
	return new Map(columns.map(({ column }) => [column.name, (row ?? {})[column.name] as Profile]));
}

function dateProfile(column: Column): string {
	const x = `without_time(${sent(column)})`;
	const slash = `is_slash_day(${x})`;
	const over = (part: number) => `${slash} AND slash_part(${x}, ${part}) > 12`;
	const short = `${slash} AND regexp_full_match(${x}, '.*[/.-][0-9]{2}')`;
	const timed = `${x} <> ${sent(column)} AND NOT regexp_matches(${sent(column)}, '[ T](00:00|12:00:00 AM|0:00)')`;
	return structOf(column, {
		slashes: `count(*) FILTER (${slash})`,
		row: `min(source_row) FILTER (${slash})`,
		sample: `arg_min(${sent(column)}, source_row) FILTER (${slash})`,
		first_over: `count(*) FILTER (${over(1)})`,
		first_row: `min(source_row) FILTER (${over(1)})`,
		second_over: `count(*) FILTER (${over(2)})`,
		second_row: `min(source_row) FILTER (${over(2)})`,
		iso: `count(*) FILTER (regexp_full_match(${x}, '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}'))`,
		others: `count(*) FILTER (${sent(column)} IS NOT NULL AND length(${sent(column)}) <> 10)`,
		digits: `count(*) FILTER (regexp_full_match(${x}, '[0-9]{8}'))`,
		serial: `count(*) FILTER (regexp_full_match(${x}, '[0-9]{5}(\\.[0-9]+)?'))`,
		short_years: `count(*) FILTER (${short})`,
		short_row: `min(source_row) FILTER (${short})`,
		timed: `count(*) FILTER (${timed})`,
		timed_row: `min(source_row) FILTER (${timed})`
	});
}

function numberProfile(column: Column): string {
	const comma = `has_decimal_comma(${sent(column)})`;
	return structOf(column, {
		commas: `count(*) FILTER (${comma})`,
		comma_row: `min(source_row) FILTER (${comma})`,
		comma_sample: `arg_min(${sent(column)}, source_row) FILTER (${comma})`
	});
}

function structOf(column: Column, parts: Record<string, string>): string {
	const fields = Object.entries(parts).map(
		([name, sql]) => `${name}: ${sql.startsWith('arg_min') ? sql : `(${sql})::INTEGER`}`
	);
	return `{${fields.join(', ')}} AS "${column.name}"`;
}
