import type { Column } from '$lib/catalog';
import type { Transaction } from '$lib/server/warehouse';
import { HOLDS } from '../read';
import { quoteName } from './sql-text';
import { sent } from './respell';

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
	const dates = columns.filter(({ column }) => column.type === 'date');
	const iso = await surelyIso(tx, dates, isLarge);
	const numbers = columns.filter(({ column, holds }) => isNumber(column) && (holds & HOLDS.other) !== 0);
	return profileOf(tx, [...dates.filter(({ column }) => !iso.includes(column.name)), ...numbers]);
}

function isNumber({ type }: Column): boolean {
	return type === 'number' || type === 'integer';
}

/** Rows that stand for a large file. */
const FIRST_ROWS = 2000;

/** Date columns of digits and hyphens only that are all YYYY-MM-DD; of a large file the first rows are looked at. */
async function surelyIso(tx: Transaction, dates: LookedColumn[], isLarge: boolean): Promise<string[]> {
	const hyphens = dates.filter(({ holds }) => (holds & ~(HOLDS.digit | HOLDS.sign)) === 0);
	if (hyphens.length === 0) return [];
	const asked = hyphens.map(({ column }) => {
		const isOther = `${sent(column)} IS NOT NULL AND iso_day(${sent(column)}) IS NULL`;
		return `count(*) FILTER (${isOther})::INTEGER AS ${quoteName(column.name)}`;
	});
	const [row] = await tx.read<Record<string, number>>(
		`SELECT ${asked.join(', ')} FROM (SELECT * FROM temp.sent ${isLarge ? `LIMIT ${FIRST_ROWS}` : ''})`
	);
	return hyphens.map(({ column }) => column.name).filter((name) => row?.[name] === 0);
}

/** What the values of one column look like. */
export interface Profile {
	/** How many dates are written in each way. */
	slashes: number;
	year_first: number;
	digits: number;
	serial: number;
	named: number;
	/** First date with slashes: its line and text. */
	row: number | null;
	sample: string | null;
	/** Dates whose first (second) number is over 12, and the first line of one. */
	first_over: number;
	first_row: number | null;
	second_over: number;
	second_row: number | null;
	short_years: number;
	short_row: number | null;
	timed: number;
	timed_row: number | null;
	/** Numbers that only a decimal comma explains. */
	commas: number;
	comma_row: number | null;
	comma_sample: string | null;
}

async function profileOf(tx: Transaction, columns: LookedColumn[]): Promise<Map<string, Profile>> {
	if (columns.length === 0) return new Map();
	const dates = columns.filter(({ column }) => column.type === 'date').map(({ column }) => column);
	const asked = columns.map(({ column }) =>
		column.type === 'date' ? dateProfile(column) : numberProfile(column)
	);
	const bare = ['*', ...dates.map((column) => `without_time(${sent(column)}) AS ${part(column, 'day')}`)];
	const parts = dates.flatMap((column) => [
		`day_shape(${part(column, 'day')}) AS ${part(column, 'shape')}`,
		`day_parts(${part(column, 'day')}) AS ${part(column, 'parts')}`
	]);
	const [row] = await tx.read<Record<string, Profile>>(
		`SELECT ${asked.join(',\n')} FROM (SELECT ${['*', ...parts].join(', ')} FROM (SELECT ${bare.join(', ')} FROM temp.sent))`
	);
	return new Map(columns.map(({ column }) => [column.name, (row ?? {})[column.name] as Profile]));
}

function part(column: Column, name: string): string {
	return quoteName(`${column.name} ${name}`);
}

function dateProfile(column: Column): string {
	const x = sent(column);
	const [day, shape, parts] = [part(column, 'day'), part(column, 'shape'), part(column, 'parts')];
	// 13/45 is no day in either order, and so proves none.
	const between = (at: number, low: number, high: number) =>
		`TRY_CAST(${parts}[${at}] AS INTEGER) BETWEEN ${low} AND ${high}`;
	const over = (at: 1 | 2) => `${shape} = 'slashes' AND ${between(at, 13, 31)} AND ${between(3 - at, 1, 12)}`;
	const short = `${shape} = 'slashes' AND length(${parts}[3]) = 2`;
	const timed = `${day} <> ${x} AND NOT regexp_matches(${x}, '[ T](00:00|12:00:00 AM|0:00)')`;
	const shapes = ['slashes', 'year_first', 'digits', 'serial', 'named'];
	return structOf(column, {
		...Object.fromEntries(shapes.map((name) => [name, `count(*) FILTER (${shape} = '${name}')`])),
		row: `min(source_row) FILTER (${shape} = 'slashes')`,
		sample: `arg_min(${x}, source_row) FILTER (${shape} = 'slashes')`,
		first_over: `count(*) FILTER (${over(1)})`,
		first_row: `min(source_row) FILTER (${over(1)})`,
		second_over: `count(*) FILTER (${over(2)})`,
		second_row: `min(source_row) FILTER (${over(2)})`,
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
	return `{${fields.join(', ')}} AS ${quoteName(column.name)}`;
}
