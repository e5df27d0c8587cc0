import type { Check, Dataset } from '$lib/catalog';
import type { Transaction } from '$lib/server/warehouse';
import { quoteName, quoteText, quoteTexts } from './sql-text';
import { sent, spelledText } from './respell';
import { dayParts, sentValue, typedValue, wrongValues, type ColumnSpelling, type WrongWhen } from './typing';

/** Text that the database is to read, in exactly this way; its first column may be the line in the file as sent. */
export interface CleanText {
	path: string;
	delimiter: string;
	quote: string;
	/** Lines above the first row. */
	skip: number;
	/** Number of columns, and whether one with the line comes before them. */
	width: number;
	hasSourceRows: boolean;
	/** Too large to be copied into memory: each question reads the text again. */
	isLarge: boolean;
}

/** A column of ours and the cell it is read from. */
export interface SentColumn {
	cell: number;
	column: Dataset['columns'][number];
	isPadded: boolean;
}

/** Longest line that the database takes; its buffers are sixteen times that. The scan rejects longer rows (`LONGEST_ROW`). */
const LONGEST_LINE = 2 << 20;

/**
 * Makes `temp.sent`: the sender's text by our columns (`x_…`), one row per row, with its line as `source_row`. A small
 * file is copied into a table, a large one is a view that reads the text again for each question.
 */
export async function takeText(
	tx: Transaction,
	text: CleanText,
	columns: SentColumn[],
	dataset: Dataset
): Promise<void> {
	const cells = columns.map(({ cell, column, isPadded }) =>
		sentValue(`c${cell}`, column, { isPadded, missing: dataset.missing_values })
	);
	const absent = dataset.columns.filter(({ name }) => !columns.some(({ column }) => column.name === name));
	const values = [...cells, ...absent.map((column) => `NULL::VARCHAR AS ${sent(column)}`)];
	const row = text.hasSourceRows ? ['source_row'] : [];
	const read = `SELECT ${[...row, ...values].join(', ')} FROM ${readingOf(text, dataset.missing_values)}`;
	if (text.isLarge) {
		await tx.run(`CREATE OR REPLACE TEMP VIEW cells AS ${read}`);
		await tx.run(`CREATE OR REPLACE TEMP VIEW sent AS ${numbered('temp.cells', text)}`);
	} else {
		await tx.run(`CREATE OR REPLACE TEMP TABLE sent_rows AS ${numbered(`(${read})`, text)}`);
		await tx.run('CREATE OR REPLACE TEMP VIEW sent AS SELECT * FROM temp.sent_rows');
	}
}

/** Rows with their line: as the clean copy says, or counted in the order of the file. */
function numbered(rows: string, { hasSourceRows, skip }: CleanText): string {
	return `SELECT *${hasSourceRows ? '' : `, (row_number() OVER () + ${skip})::INTEGER AS source_row`} FROM ${rows}`;
}

/** SQL that reads the text as it is: columns `c0`, `c1` …, before them `source_row` where it is written; `missing` is null. */
export function readingOf(text: CleanText, missing: string[]): string {
	const cells = Array.from({ length: text.width }, (_, cell) => `'c${cell}': 'VARCHAR'`);
	const columns = text.hasSourceRows ? [`'source_row': 'INTEGER'`, ...cells] : cells;
	const options = [
		'auto_detect = false',
		'header = false',
		`skip = ${text.skip}`,
		`delim = ${quoteText(text.delimiter)}`,
		`quote = ${quoteText(text.quote)}`,
		`escape = ${quoteText(text.quote)}`,
		`nullstr = ${quoteTexts(missing)}`,
		`columns = {${columns.join(', ')}}`,
		`compression = 'none'`,
		`encoding = 'utf-8'`,
		`max_line_size = ${LONGEST_LINE}`,
		'strict_mode = true',
		'null_padding = false',
		'ignore_errors = false'
	];
	return `read_csv(${quoteText(text.path)}, ${options.join(', ')})`;
}

/** Frees the memory of a small file's rows once they are staged. */
export async function letGo(tx: Transaction): Promise<void> {
	await tx.run(`DROP TABLE IF EXISTS temp.sent_rows; DROP TABLE IF EXISTS temp.arrived_rows`);
}

/** How the columns of a file are to be typed. */
export interface Typing {
	dataset: Dataset;
	spellings: ColumnSpelling[];
	/** Last day on which anybody in the file can have been born. */
	latestBirth: string;
	/** Rows that the sender's agreement does not allow to be kept. */
	outside: WrongWhen[];
}

/**
 * Makes `temp.arrived`: the text and the typed value of every column, and whether the row `is_right`; returns all
 * reasons why it may not be.
 */
export async function typeText(
	tx: Transaction,
	text: CleanText,
	{ dataset, spellings, latestBirth, outside }: Typing
): Promise<WrongWhen[]> {
	const values = spellings.flatMap((spelling) => wrongValues(spelling, latestBirth));
	const wrong = [
		...values,
		...dataset.checks.filter(({ severity }) => severity === 'error').map(wrongTogether),
		...outside
	];
	const right = wrong.length === 0 ? 'true' : wrong.map(({ when }) => `NOT (${when})`).join(' AND ');
	const judged = `SELECT *, ${right} AS is_right FROM (${typedRows({ dataset, spellings }, text)})`;
	if (text.isLarge) await tx.run(`CREATE OR REPLACE TEMP VIEW arrived AS ${numbered(`(${judged})`, text)}`);
	else if (!isAskedAgain(dataset)) await tx.run(`CREATE OR REPLACE TEMP VIEW arrived AS ${judged}`);
	else {
		await tx.run(`CREATE OR REPLACE TEMP TABLE arrived_rows AS ${judged}`);
		await tx.run('CREATE OR REPLACE TEMP VIEW arrived AS SELECT * FROM temp.arrived_rows');
	}
	return wrong;
}

/** Whether typed rows are asked again once they are staged: for what identifies people, which is staged nowhere. */
export function isAskedAgain({ columns }: Dataset): boolean {
	return columns.some(({ identifying }) => identifying);
}

/** Text as it is spelled first, then typed: an expression that stands for a column is written once. */
function typedRows(
	{ dataset, spellings }: Pick<Typing, 'dataset' | 'spellings'>,
	{ isLarge }: CleanText
): string {
	const spelled = ['*', ...spellings.flatMap(spelledText)];
	const parts = ['*', ...spellings.flatMap(dayParts)];
	const typed = spellings.map((spelling) => `${typedValue(spelling)} AS ${quoteName(spelling.column.name)}`);
	const named = new Set(spellings.map(({ column }) => column.name));
	const absent = dataset.columns.filter(({ name }) => !named.has(name));
	const empty = absent.map((column) => `${emptyValue(column)} AS ${quoteName(column.name)}`);
	const from = isLarge ? 'temp.cells' : 'temp.sent_rows';
	return `SELECT *, ${[...typed, ...empty].join(', ')}
		FROM (SELECT ${parts.join(', ')} FROM (SELECT ${spelled.join(', ')} FROM ${from}))`;
}

/** What a column counts as that the file does not have. */
function emptyValue({ type, money, default: fallback }: Dataset['columns'][number]): string {
	const types = {
		string: 'VARCHAR',
		integer: 'INTEGER',
		number: money ? 'DECIMAL(18,2)' : 'DOUBLE',
		boolean: 'BOOLEAN',
		date: 'DATE',
		list: 'VARCHAR[]'
	};
	return `${fallback === null ? 'NULL' : quoteText(fallback)}::${types[type]}`;
}

function wrongTogether({ id, column, when }: Check): WrongWhen {
	return { rule: id, column, when: `coalesce(${when}, false)` };
}
