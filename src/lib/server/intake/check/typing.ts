import { codeList, type Column, type DateOrder } from '$lib/catalog';
import { HOLDS } from '../read';
import { isEmpty, isOneOf, isRespelled, sent, textOf } from './respell';
import { quoteMap, quoteName, quoteText, quoteTexts } from './sql-text';

/** A way of writing a date: numbers with slashes, the year first, eight digits, a spreadsheet's count, or a month's name. */
export type DayShape = 'slashes' | 'year_first' | 'digits' | 'serial' | 'named';

/** How the sender writes one column, as far as it must be known to type it. */
export interface ColumnSpelling {
	column: Column;
	/** Kinds of characters that occur in it, of `HOLDS`. */
	holds: number;
	/** Month or day first, where the dates do not tell by themselves. */
	order: DateOrder | null;
	/** How its dates are written; none when every one is YYYY-MM-DD. */
	shapes: DayShape[];
	/** Some amounts may have more than two decimals. */
	hasFineCents: boolean;
	/** The comma separates decimals. */
	decimalComma: boolean;
	/** Their code -> ours, from the format or from answers; '' where the cell counts as empty. */
	codes: Record<string, string>;
	/** Their codes whose rows are left out, as was decided. */
	leftOut: string[];
	/** What the sender writes before each id; '' for nothing. */
	prefix: string;
	/** Year of the period: two digits of a year are read near it. */
	year: number;
}

/** A reason why a row cannot be loaded, as SQL that is true when it holds. */
export interface WrongWhen {
	rule: string;
	column: string;
	when: string;
}

/** SQL of a column's typed value, from its text `x_<column>`. */
export function typedValue(spelling: ColumnSpelling): string {
	const value = typed(spelling, textOf(spelling));
	const { column } = spelling;
	if (column.default === null) return value;
	return `CASE WHEN ${isEmpty(spelling)} THEN ${quoteText(column.default)}::${SQL_TYPES[column.type]} ELSE ${value} END`;
}

const SQL_TYPES = {
	string: 'VARCHAR',
	integer: 'INTEGER',
	number: 'DOUBLE',
	boolean: 'BOOLEAN',
	date: 'DATE',
	list: 'VARCHAR[]'
};

/** The shape and the numbers of a date, as columns of their own, so that each is found once. */
export function dayParts({ column, shapes }: ColumnSpelling): string[] {
	if (shapes.length === 0) return [];
	const day = quoteName(`t_${column.name}`);
	return [
		`day_shape(${day}) AS ${quoteName(`s_${column.name}`)}`,
		`day_parts(${day}) AS ${quoteName(`p_${column.name}`)}`
	];
}

function typed(spelling: ColumnSpelling, text: string): string {
	const { column } = spelling;
	switch (column.type) {
		case 'boolean':
			return `yes_or_no(${text})`;
		case 'integer':
			return wholeNumber(spelling, text);
		case 'number':
			return `TRY_CAST(${plainNumber(spelling)} AS ${column.money ? 'DECIMAL(18,2)' : 'DOUBLE'})`;
		case 'date':
			return spelling.shapes.length === 0 ? `iso_day(${text})` : anyDay(spelling);
		case 'list':
			return listOf(column, text);
		default:
			return column.name === 'zip' ? zipCode(spelling, text) : stringOf(column, text);
	}
}

function isPlain(holds: number, allowed: number): boolean {
	return (holds & ~allowed) === 0;
}

/** A column of digits, points and signs is a number as it stands; others take a longer look. */
export function plainNumber(spelling: ColumnSpelling): string {
	const { column, holds, decimalComma } = spelling;
	const text = textOf(spelling);
	if (decimalComma) return `plain_comma_number(${text})`;
	const isDigits = isPlain(holds, HOLDS.digit | HOLDS.dot | HOLDS.sign);
	return isDigits && column.type === 'number' ? text : `plain_number(${text})`;
}

function wholeNumber(spelling: ColumnSpelling, text: string): string {
	const isDigits = isPlain(spelling.holds, HOLDS.digit | HOLDS.sign) && !isRespelled(spelling);
	return isDigits ? `TRY_CAST(${text} AS INTEGER)` : `whole_number(${plainNumber(spelling)})`;
}

/** A day in any of the ways that occur in the column. */
function anyDay(spelling: ColumnSpelling): string {
	const { column, shapes } = spelling;
	const cases = shapes.map((shape) => `WHEN '${shape}' THEN ${dayOf(shape, spelling)}`);
	return `likely_day(CASE ${quoteName(`s_${column.name}`)} ${cases.join(' ')} END)`;
}

function dayOf(shape: DayShape, { column, order, year }: ColumnSpelling): string {
	const day = quoteName(`t_${column.name}`);
	const parts = quoteName(`p_${column.name}`);
	const latest = latestYear(column, year);
	if (shape === 'year_first') return `year_first_day(${parts})`;
	if (shape === 'digits') return `digits_day(${day})`;
	if (shape === 'serial') return `serial_day(${day})`;
	if (shape === 'named') return `named_day(${day}, ${latest})`;
	if (order !== 'mdy' && order !== 'dmy') return 'NULL::DATE';
	return `slash_day(${parts}, ${order === 'mdy' ? '1, 2' : '2, 1'}, ${latest})`;
}

/** Nobody in training is under ten, and nothing is planned more than twenty years ahead. */
function latestYear(column: Column, year: number): number {
	return column.name === 'birth_date' ? year - 10 : year + 20;
}

function zipCode({ holds }: ColumnSpelling, text: string): string {
	return isPlain(holds, HOLDS.digit) ? `zip_digits(${text})` : `zip_code(${text})`;
}

function stringOf(column: Column, text: string): string {
	if (column.codes === null) return text;
	const codes = codeList(column.codes).codes.map(({ code }) => code);
	const isCode = `${text} IN (${codes.map(quoteText).join(', ')})`;
	return `CASE WHEN ${isCode} THEN ${text} WHEN ${text} IS NOT NULL THEN ${labels(column.codes)}[bare_label(${text})] END`;
}

function listOf(column: Column, text: string): string {
	const items = `list_filter(list_transform(string_split(${text}, ';'), lambda v: bare_text(v)), lambda v: v <> '')`;
	if (column.codes === null) return items;
	const coded = `list_transform(${items}, lambda v: ${labels(column.codes)}[bare_label(v)])`;
	return `CASE WHEN len(list_filter(${coded}, lambda v: v IS NULL)) = 0 THEN ${coded} END`;
}

/** Codes and labels of a list, however they are spelled -> the code. */
function labels(list: string): string {
	const bare = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
	const { codes } = codeList(list);
	const entries = [
		...codes.map(({ code, label }) => [label, code]),
		...codes.map(({ code }) => [code, code])
	];
	return quoteMap(entries.map(([name = '', code = '']) => [bare(name), code]));
}

const UNTYPED = {
	string: 'unknown_code',
	integer: 'not_a_whole_number',
	number: 'not_a_number',
	boolean: 'not_yes_or_no',
	date: 'not_a_date',
	list: 'unknown_code_in_list'
};

/** Reasons why a value of this column cannot be loaded. */
export function wrongValues(spelling: ColumnSpelling, latestBirth: string): WrongWhen[] {
	const { column, holds, leftOut } = spelling;
	const [x, y] = [sent(column), quoteName(column.name)];
	const because = (rule: string, when: string) => ({ rule, column: column.name, when });
	const reasons: WrongWhen[] = [];
	if (column.required) reasons.push(because('required_missing', isEmpty(spelling)));
	if (leftOut.length > 0) reasons.push(because('row_left_out', isOneOf(x, leftOut)));
	const isDecided = leftOut.length > 0 ? ` AND NOT ${isOneOf(x, leftOut)}` : '';
	const rule = column.name === 'zip' ? 'wrong_pattern' : UNTYPED[column.type];
	if (column.type !== 'string' || column.codes !== null || column.name === 'zip') {
		reasons.push(because(rule, `NOT ${isEmpty(spelling)} AND ${y} IS NULL${isDecided}`));
	} else if (isId(column) && holds & HOLDS.exponent && holds & HOLDS.plus) {
		reasons.push(because('lost_digits', `coalesce(is_lost_id(${x}), false)`));
	}
	if (column.pattern !== null && column.name !== 'zip') {
		reasons.push(
			because('wrong_pattern', `NOT coalesce(regexp_matches(${y}, ${quoteText(column.pattern)}), true)`)
		);
	}
	if (column.minimum !== null)
		reasons.push(because('below_minimum', `coalesce(${y} < ${bound(column, column.minimum)}, false)`));
	if (column.maximum !== null)
		reasons.push(because('above_maximum', `coalesce(${y} > ${bound(column, column.maximum)}, false)`));
	if (column.name === 'birth_date') {
		reasons.push(because('birth_in_future', `coalesce(${y} > DATE ${quoteText(latestBirth)}, false)`));
	}
	return reasons;
}

function isId({ name, codes }: Column): boolean {
	return codes === null && /(_id|_hash|_soc|^ssn|_listing)$/.test(name);
}

function bound(column: Column, value: number | string): string {
	return column.type === 'date' ? `DATE ${quoteText(String(value))}` : String(Number(value));
}

/** SQL of a cell's text: without padding, null where the declaration says that it means nothing. */
export function sentValue(
	cell: string,
	column: Column,
	{ isPadded, missing }: { isPadded: boolean; missing: string[] }
): string {
	if (!isPadded) return `${cell} AS ${sent(column)}`;
	const bare = `bare_text(${cell})`;
	return `CASE WHEN list_contains(${quoteTexts(missing)}, ${bare}) THEN NULL ELSE ${bare} END AS ${sent(column)}`;
}
