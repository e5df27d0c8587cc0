import { join } from 'node:path';
import type { DateOrder } from '$lib/catalog';
import { quarterEnd, type IntakeQuestion, type Quarter } from '$lib/domain';
import { keepIdentifiers } from '$lib/server/people';
import { statement, stagingColumns, type Transaction, type Warehouse } from '$lib/server/warehouse';
import { takeText, typeText, type CleanText, type SentColumn } from './check/arrive';
import { compareAwards } from './check/compare-awards';
import { compareQuarters } from './check/compare-quarters';
import { lookAgain } from './check/find-odd-rows';
import { findDoubles, findWrongRows } from './check/find-wrong-rows';
import { inferSpelling, type ColumnToInfer } from './check/infer-spelling';
import { outsideAgreement } from './check/outside-agreement';
import { quoteName, quoteText } from './check/sql-text';
import { valueFinding } from './check/value-finding';
import { HOLDS, writeClean, type LocatedFinding, type ReadTable } from './read';
import type { Known, Mapping } from './map-columns';
import { codesOf } from './match/codes-of';
import { lineId } from './number-lines';

/** A file that was read and matched, on its way into the staging table. */
export interface Arriving {
	submission_id: string;
	partner: string;
	period: Quarter;
	known: Known;
	mapping: Mapping;
	table: ReadTable;
	/** Where the bytes as sent are kept, and a folder for a clean copy. */
	kept: string;
	folder: string;
}

/** What came of checking and staging. */
export interface Staged {
	loaded: number;
	questions: IntakeQuestion[];
	findings: LocatedFinding[];
	proven: Record<string, DateOrder>;
}

/** Above this size the text is read again for each question instead of being copied into memory. */
const LARGE = 32 * 1024 * 1024;

const prepared = new WeakSet<Warehouse>();

/** Makes the macros of typing known to the one connection that writes. */
export async function prepareTyping(w: Warehouse): Promise<void> {
	if (prepared.has(w)) return;
	await w.transaction((tx) => tx.run(statement('staging/typing')));
	prepared.add(w);
}

/** How the database is to read the file: the kept original when it is plain, else a clean copy with line numbers. */
export async function cleanText(
	arriving: Pick<Arriving, 'table' | 'kept' | 'folder'>,
	{ copy }: { copy: boolean }
): Promise<CleanText> {
	const { table, kept, folder } = arriving;
	const { dialect, header } = table.layout;
	const isLarge = table.text.size > LARGE;
	if (table.isPlain && !copy) {
		return {
			path: kept,
			delimiter: String.fromCharCode(dialect.delimiter),
			quote: String.fromCharCode(dialect.quote),
			skip: header.row,
			width: header.cells.length,
			hasSourceRows: false,
			isLarge
		};
	}
	const path = table.isMade ? table.text.path : join(folder, 'clean.csv');
	if (!table.isMade) await writeClean(table, path, { header: false, sourceRows: true });
	const width = table.headers.length;
	return { path, delimiter: ',', quote: '"', skip: 0, width, hasSourceRows: true, isLarge };
}

/** Types all rows, puts those that are right into the staging table, and finds everything that is wrong or odd. */
export async function stage(tx: Transaction, arriving: Arriving, text: CleanText): Promise<Staged> {
	const { known, mapping, table } = arriving;
	const { dataset } = known;
	await takeText(tx, text, sentColumns(arriving), dataset);
	const inferred = await inferSpelling(tx, columnsToInfer(arriving), text);
	const { spellings } = inferred;
	const unagreed = await outsideAgreement(tx, dataset, arriving);
	const outside = unagreed ? [unagreed.wrong] : [];
	const latestBirth = quarterEnd(arriving.period);
	const wrong = await typeText(tx, text, { dataset, spellings, latestBirth, outside });
	const words = { dataset, headers: mapping.headers, spellings, populations: unagreed?.populations };
	const inserted = await insert(tx, arriving, text);
	const findings = [...inferred.findings];
	if (inserted !== table.sorted.rows) {
		await compareCounts(tx, table.sorted.rows);
		findings.push(...(await findWrongRows(tx, wrong, words)));
	}
	const look = await lookAgain(tx, words, { ...arriving, isLarge: text.isLarge });
	const hasKey = dataset.primary_key.every((name) => mapping.cells.has(name));
	const doubles =
		hasKey && look.hasDoubles
			? await findDoubles(tx, words, arriving.submission_id)
			: { rows: [], findings: [] };
	await remove(tx, arriving, doubles.rows);
	const loaded = inserted - doubles.rows.length;
	const now = { submission_id: arriving.submission_id, loaded };
	const changed = await compareQuarters(tx, words, { now, last: look.last });
	const beside = await compareAwards(tx, words, arriving);
	const found = [
		...findings,
		...doubles.findings,
		...look.findings,
		...padded(arriving),
		...changed,
		...beside
	];
	return {
		loaded,
		questions: inferred.questions,
		findings: withoutGuesses(found, inferred.questions),
		proven: inferred.proven
	};
}

/** Findings about values that cannot be judged before a question is answered. */
const AFTER_ANSWER = [
	'not_a_date',
	'not_a_number',
	'below_minimum',
	'above_maximum',
	'birth_in_future',
	'later_than_period',
	'before_intake',
	'rounded_cents'
];

function withoutGuesses(findings: LocatedFinding[], questions: IntakeQuestion[]): LocatedFinding[] {
	const asked = new Set(questions.map(({ column }) => column));
	return findings.filter(({ rule, column }) => !asked.has(column) || !AFTER_ANSWER.includes(rule));
}

/** Moves what identifies people from the rows that were staged into the vault. */
export async function keepPeople(tx: Transaction, arriving: Arriving): Promise<void> {
	if (!arriving.known.dataset.columns.some(({ identifying }) => identifying)) return;
	await tx.run(
		`CREATE OR REPLACE TEMP VIEW identified AS SELECT * FROM temp.arrived SEMI JOIN (
			SELECT source_row FROM w.staging.stg_${arriving.known.dataset.id} WHERE submission_id = ${quoteText(arriving.submission_id)}
		) AS staged USING (source_row)`
	);
	await keepIdentifiers(tx, arriving, 'temp.identified');
}

function sentColumns({ known, mapping, table }: Arriving): SentColumn[] {
	return known.dataset.columns.flatMap((column) => {
		const cell = mapping.cells.get(column.name);
		if (cell === undefined) return [];
		return [{ cell, column, isPadded: table.sorted.columns.fact(cell).padded > 0 }];
	});
}

function columnsToInfer({ known, mapping, table, period }: Arriving): ColumnToInfer[] {
	const { dataset, format, given, remembered } = known;
	return dataset.columns.flatMap((column) => {
		const cell = mapping.cells.get(column.name);
		if (cell === undefined) return [];
		const { holds, fine } = table.sorted.columns.fact(cell);
		const answer = (code: string) =>
			given[`${code}.${column.name}`] ?? given[code] ?? remembered[`${code}.${column.name}`]?.choice;
		return {
			column,
			header: mapping.headers.get(column.name) ?? column.name,
			holds,
			year: Number(period.slice(0, 4)),
			hasFineCents: column.money && (fine > 0 || (holds & HOLDS.other) !== 0),
			...codesOf(known, column.name),
			prefix: answer('strip_prefix') ?? format.prefixes[column.name] ?? '',
			declared: typeof format.dates === 'string' ? format.dates : (format.dates?.[column.name] ?? null),
			answered: {
				order: answer('date_order'),
				comma: answer('decimal_comma') ?? (format.decimal_commas.includes(column.name) ? 'comma' : undefined)
			},
			seen: (remembered[`seen_order.${column.name}`]?.choice ?? null) as DateOrder | null
		};
	});
}

async function insert(tx: Transaction, arriving: Arriving, { isLarge }: CleanText): Promise<number> {
	const { submission_id, partner, period, known } = arriving;
	const origin: Record<string, string> = {
		submission_id: quoteText(submission_id),
		partner: quoteText(partner),
		period: quoteText(period),
		...(arriving.mapping.byLine !== null && { [arriving.mapping.byLine]: lineId(period) })
	};
	const names = stagingColumns(known.dataset.id).map(({ name }) => name);
	const statement = `INSERT INTO staging.stg_${known.dataset.id} (${names.map(quoteName).join(', ')})
		SELECT ${names.map((name) => origin[name] ?? quoteName(name)).join(', ')} FROM temp.arrived WHERE is_right`;
	const [row] = await (isLarge
		? tx.readAside<{ Count: number }>(statement)
		: tx.read<{ Count: number }>(statement));
	return row?.Count ?? 0;
}

/** The database must see exactly the rows that the scan saw. */
async function compareCounts(tx: Transaction, expected: number): Promise<void> {
	const [row] = await tx.read<{ rows: number }>('SELECT count(*)::INTEGER AS rows FROM temp.sent');
	if (row?.rows === expected) return;
	throw new Error(`The scan saw ${expected} rows and the database ${row?.rows}.`);
}

/** Takes out the later rows of a key; of a line that became several rows, only these. */
async function remove(tx: Transaction, { submission_id, known }: Arriving, rows: number[]): Promise<void> {
	if (rows.length === 0) return;
	const table = `staging.stg_${known.dataset.id}`;
	const key = known.dataset.primary_key.map((name) => `one.${quoteName(name)} = double.${quoteName(name)}`);
	await tx.run(
		`DELETE FROM ${table} AS double WHERE submission_id = $1 AND source_row IN (${rows.join(', ')})
		AND EXISTS (SELECT 1 FROM ${table} AS one WHERE one.submission_id = $1
			AND one.source_row < double.source_row AND ${key.join(' AND ')})`,
		[submission_id]
	);
}

function padded({ known, mapping, table }: Arriving): LocatedFinding[] {
	return known.dataset.columns.flatMap((column) => {
		const cell = mapping.cells.get(column.name);
		const fact = cell === undefined ? null : table.sorted.columns.fact(cell);
		if (!fact || fact.padded === 0) return [];
		const header = mapping.headers.get(column.name) ?? null;
		return [valueFinding('padded_values', { row: fact.firstPadded, column, header, count: fact.padded })];
	});
}
