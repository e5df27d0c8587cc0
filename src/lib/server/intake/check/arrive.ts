import type { Check, Dataset } from '$lib/catalog';
import type { Transaction } from '$lib/server/warehouse';
import { quoteName, quoteText, quoteTexts } from './sql-text';
import { sent, sentValue, typedValue, wrongValues, type ColumnSpelling, type WrongWhen } from './typing';

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
	lineEnd: '\\n' | '\\r\\n';
	/** Too large to be copied into memory: each question reads the text again. */
	isLarge: boolean;
}

/** A column of ours and the cell it is read from. */
export interface SentColumn {
	cell: number;
	column: Dataset['columns'][number];
	isPadded: boolean;
}

/** Longest line that the database takes: more than the scanner lets through. */
const LONGEST_LINE = 32 << 20;

/** Makes `temp.sent`: the sender's text by our columns (`x_…`), one row per row, with its line as `source_row`. */
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
	const empty = absent.map((column) => `NULL::VARCHAR AS ${sent(column)}`);
	const row = text.hasSourceRows
		? 'source_row'
		: `(row_number() OVER () + ${text.skip})::INTEGER AS source_row`;
	await tx.run('DROP VIEW IF EXISTS temp.arrived');
	await tx.run(
		`DROP VIEW IF EXISTS temp.sent_text; DROP TABLE IF EXISTS temp.sent_rows; DROP VIEW IF EXISTS temp.sent`
	);
	const [kind, name] = text.isLarge ? ['VIEW', 'sent_text'] : ['TABLE', 'sent_rows'];
	await tx.run(
		`CREATE TEMP ${kind} ${name} AS SELECT ${[row, ...cells, ...empty].join(', ')} FROM ${reading(text, dataset)}`
	);
	await tx.run(`CREATE TEMP VIEW sent AS SELECT * FROM temp.${name}`);
}

function reading(text: CleanText, dataset: Dataset): string {
	const cells = Array.from({ length: text.width }, (_, cell) => `'c${cell}': 'VARCHAR'`);
	const columns = text.hasSourceRows ? [`'source_row': 'INTEGER'`, ...cells] : cells;
	const options = [
		'auto_detect = false',
		'header = false',
		`skip = ${text.skip}`,
		`delim = ${quoteText(text.delimiter)}`,
		`quote = ${quoteText(text.quote)}`,
		`escape = ${quoteText(text.quote)}`,
		`new_line = ${quoteText(text.lineEnd)}`,
		`nullstr = ${quoteTexts(dataset.missing_values)}`,
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

/** Makes `temp.arrived`: the text and the typed value of every column; returns all reasons why a row may be wrong. */
export async function typeText(
	tx: Transaction,
	{ dataset, spellings, latestBirth }: { dataset: Dataset; spellings: ColumnSpelling[]; latestBirth: string }
): Promise<WrongWhen[]> {
	const typed = spellings.map((spelling) => `${typedValue(spelling)} AS ${quoteName(spelling.column.name)}`);
	const named = new Set(spellings.map(({ column }) => column.name));
	const absent = dataset.columns.filter(({ name }) => !named.has(name));
	const empty = absent.map((column) => `${emptyValue(column)} AS ${quoteName(column.name)}`);
	await tx.run(`CREATE TEMP VIEW arrived AS SELECT *, ${[...typed, ...empty].join(', ')} FROM temp.sent`);
	const values = spellings.flatMap((spelling) => wrongValues(spelling, latestBirth));
	return [...values, ...dataset.checks.filter(({ severity }) => severity === 'error').map(wrongTogether)];
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

/** SQL that is true for a row with nothing wrong. */
export function rightWhen(wrong: WrongWhen[]): string {
	return wrong.length === 0 ? 'true' : wrong.map(({ when }) => `NOT (${when})`).join(' AND ');
}
