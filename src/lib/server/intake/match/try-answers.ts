import type { Column } from '$lib/catalog';
import type { SubmissionStatus } from '$lib/domain';
import type { Transaction, Warehouse } from '$lib/server/warehouse';
import { tryOut, type MatchedFile } from '../check-and-keep';
import { sent } from '../check/respell';
import { quoteName, quoteText } from '../check/sql-text';
import { masked } from '../check/value-finding';
import { findRecord } from '../list-submissions';
import type { LoadOptions } from '../loaded-file';
import { readAgain } from './read-again';

/** What answers would change: rows now and then, and some rows of each column concerned. Nothing is stored. */
export interface Effect {
	now: RowCounts;
	then: RowCounts & { status: SubmissionStatus; questions: number; errors: number; warnings: number };
	columns: ChangedColumn[];
}

interface RowCounts {
	loaded: number;
	rejected: number;
	waiting: number;
}

/** A column whose values are read otherwise, with rows of it: as sent, as read now, as read then. */
export interface ChangedColumn {
	column: string;
	title: string;
	header: string;
	rows: ChangedRow[];
}

interface ChangedRow {
	row: number;
	sent: string;
	/** Null where the row is not loaded. */
	now: string | null;
	then: string | null;
}

const SHOWN_ROWS = 5;
const SHOWN_COLUMNS = 8;

/** Checks a submission with other answers and keeps nothing of it; says what would be different. */
export async function tryAnswers(
	w: Warehouse,
	id: string,
	{ answers, options }: { answers: Record<string, string>; options: LoadOptions }
): Promise<Effect> {
	const record = await findRecord(w, id);
	const asked = { ...options, answers };
	return readAgain(w, record, {
		options: asked,
		work: async (matched) => {
			const columns = concerned(matched, answers);
			const look = (tx: Transaction) => lookAt(tx, columns, { matched, answers });
			const { file, seen } = await tryOut(w, matched, { options: asked, look });
			const count = (severity: string) =>
				file.findings.filter((finding) => finding.severity === severity).length;
			const isLoaded = file.rows_loaded > 0;
			return {
				now: rowsOf(record),
				then: {
					...rowsOf(file),
					status: file.status,
					questions: file.questions.length,
					errors: count('error'),
					warnings: count('warning')
				},
				columns: await besideNow(w, matched, { seen, isLoaded })
			};
		}
	});
}

function rowsOf(file: { rows_loaded: number; rows_rejected: number; rows_waiting: number }): RowCounts {
	return { loaded: file.rows_loaded, rejected: file.rows_rejected, waiting: file.rows_waiting };
}

/** Columns that an answer names and the file has. */
function concerned({ arriving }: MatchedFile, answers: Record<string, string>): Column[] {
	const names = new Set(Object.keys(answers).map((code) => code.split('.')[1] ?? ''));
	const { mapping, known } = arriving;
	return known.dataset.columns
		.filter(({ name }) => names.has(name) && mapping.cells.has(name))
		.slice(0, SHOWN_COLUMNS);
}

interface SeenRow {
	row: number;
	sent: string;
	value: string | null;
	is_right: boolean;
}

type Seen = { column: Column; header: string; rows: SeenRow[] }[];

async function lookAt(
	tx: Transaction,
	columns: Column[],
	{ matched, answers }: { matched: MatchedFile; answers: Record<string, string> }
): Promise<Seen> {
	const seen: Seen = [];
	for (const column of columns) {
		const rows = await tx.read<SeenRow>(
			`SELECT source_row AS "row", ${sent(column)} AS sent, ${quoteName(column.name)}::VARCHAR AS value, is_right
			FROM temp.arrived WHERE ${isConcerned(column, answers)} ORDER BY source_row LIMIT ${SHOWN_ROWS}`
		);
		seen.push({ column, header: matched.arriving.mapping.headers.get(column.name) ?? '', rows });
	}
	return seen;
}

/** SQL that is true for rows that an answer is about: those with its codes or prefix, or any that are filled. */
function isConcerned(column: Column, answers: Record<string, string>): string {
	const x = sent(column);
	const start = `code.${column.name}.`;
	const codes = Object.keys(answers).flatMap((code) =>
		code.startsWith(start) ? [quoteText(code.slice(start.length).toLowerCase())] : []
	);
	const isOfAll = [`column.${column.name}`, `date_order.${column.name}`, `decimal_comma.${column.name}`];
	if (codes.length > 0 && !isOfAll.some((code) => code in answers))
		return `lower(${x}) IN (${codes.join(', ')})`;
	const prefix = answers[`strip_prefix.${column.name}`];
	return prefix ? `starts_with(lower(${x}), ${quoteText(prefix.toLowerCase())})` : `${x} IS NOT NULL`;
}

/** Beside what would be read, what is read now: from the staged rows, which hold no identifying column. */
async function besideNow(
	w: Warehouse,
	{ arriving }: MatchedFile,
	{ seen, isLoaded }: { seen: Seen; isLoaded: boolean }
): Promise<ChangedColumn[]> {
	const changed: ChangedColumn[] = [];
	for (const { column, header, rows } of seen) {
		const before = column.identifying ? new Map() : await stagedNow(w, arriving, { column, rows });
		const told = rows.map(({ row, sent, value, is_right }) => ({
			row,
			sent: masked(sent, column) ?? '',
			now: before.get(row) ?? null,
			then: isLoaded && is_right ? (masked(value, column) ?? '') : null
		}));
		changed.push({ column: column.name, title: column.title, header, rows: told });
	}
	return changed;
}

async function stagedNow(
	w: Warehouse,
	{ submission_id, known }: MatchedFile['arriving'],
	{ column, rows }: { column: Column; rows: SeenRow[] }
): Promise<Map<number, string>> {
	if (rows.length === 0) return new Map();
	const staged = await w.read<{ row: number; value: string | null }>(
		`SELECT source_row AS "row", ${quoteName(column.name)}::VARCHAR AS value FROM staging.stg_${known.dataset.id}
		WHERE submission_id = $1 AND source_row IN (${rows.map(({ row }) => row).join(', ')})`,
		[submission_id]
	);
	return new Map(staged.map(({ row, value }) => [row, value ?? '']));
}
