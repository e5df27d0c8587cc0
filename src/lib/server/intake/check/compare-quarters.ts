import { codeList, type Column } from '$lib/catalog';
import { quarterLabel, type DatasetId, type Quarter } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';
import type { LocatedFinding } from '../read';
import type { FileWords } from './find-wrong-rows';
import { quoteName, quoteText } from './sql-text';
import { valueFinding } from './value-finding';

/** The partner's own last filing of a dataset. */
export interface LastQuarter {
	submission_id: string;
	period: Quarter;
	rows: number;
}

/** What is compared: the rows staged now, and how many they are. */
interface Now {
	submission_id: string;
	loaded: number;
}

/** Below this many rows shares and codes change by chance. */
const ENOUGH_ROWS = 50;
/** A code that is new counts from this share of the rows and this many on; a share that changed, from this much on. */
const NEW_SHARE = 0.02;
const NEW_ROWS = 10;
const SHIFT = 0.2;
const EXAMPLES = 5;

/** Rows of people that are not finished: what was so last quarter should be here again, finished or not. */
const OPEN: Partial<Record<DatasetId, string>> = {
	enrollments: `status = 'active'`,
	needs: `status = 'open'`,
	participants: 'exit_date IS NULL'
};

/** Warns of what changed against the partner's own last quarter more than a quarter explains. */
export async function compareQuarters(
	tx: Transaction,
	words: FileWords,
	{ now, last }: { now: Now; last: LastQuarter | null }
): Promise<LocatedFinding[]> {
	if (!last) return [];
	const counted = compareCounts(now.loaded, last);
	const vanished = await findVanished(tx, words, { now, last });
	const isLarge = now.loaded >= ENOUGH_ROWS && last.rows >= ENOUGH_ROWS;
	return [...counted, ...vanished, ...(isLarge ? await compareCodes(tx, words, { now, last }) : [])];
}

function compareCounts(rows: number, last: LastQuarter): LocatedFinding[] {
	const places = { before: quarterLabel(last.period), rows: last.rows };
	if (rows < last.rows * 0.8) return [valueFinding('fewer_rows', { value: String(rows), places })];
	if (rows < ENOUGH_ROWS || rows <= last.rows * 2) return [];
	return [valueFinding('many_more_rows', { value: String(rows), places })];
}

/**
 * Keys that were open last quarter and are in no row now. Where most of them are missing, the partner sends only what is
 * new each quarter, and nothing has vanished.
 */
async function findVanished(
	tx: Transaction,
	{ dataset, headers }: FileWords,
	{ now, last }: { now: Now; last: LastQuarter }
): Promise<LocatedFinding[]> {
	const open = OPEN[dataset.id];
	const key = dataset.columns.find(({ name }) => name === dataset.primary_key[0]);
	if (!open || !key) return [];
	const name = quoteName(key.name);
	const rowsOf = (id: string) => `staging.stg_${dataset.id} WHERE submission_id = ${quoteText(id)}`;
	const [seen] = await tx.read<{ open: number; gone: number; examples: string[] }>(
		`SELECT count(*)::INTEGER AS open, (count(*) FILTER (is_gone))::INTEGER AS gone,
			(list(${name} ORDER BY ${name}) FILTER (is_gone))[:${EXAMPLES}] AS examples
		FROM (
			SELECT ${name}, ${name} NOT IN (SELECT ${name} FROM ${rowsOf(now.submission_id)}) AS is_gone
			FROM ${rowsOf(last.submission_id)} AND ${open}
		)`
	);
	if (!seen || seen.gone === 0 || seen.gone > seen.open / 2) return [];
	const places = { before: quarterLabel(last.period), open: seen.open };
	const header = headers.get(key.name) ?? null;
	const value = seen.examples.join(', ') + (seen.gone > EXAMPLES ? ' …' : '');
	return [valueFinding('open_rows_vanished', { column: key, header, value, count: seen.gone, places })];
}

interface CodeCount {
	column: string;
	code: string;
	now: number;
	last: number;
	first: number | null;
}

async function compareCodes(
	tx: Transaction,
	{ dataset, headers }: FileWords,
	{ now, last }: { now: Now; last: LastQuarter }
): Promise<LocatedFinding[]> {
	const coded = dataset.columns.filter(
		({ codes, type, name, identifying }) =>
			codes !== null && type !== 'list' && !identifying && headers.has(name)
	);
	if (coded.length === 0) return [];
	const [isNow, isLast] = [now, last].map((one) => `submission_id = ${quoteText(one.submission_id)}`);
	const counts = coded.map(
		({ name }) => `SELECT ${quoteText(name)} AS "column", coalesce(${quoteName(name)}::VARCHAR, '') AS code,
			(count(*) FILTER (is_now))::INTEGER AS now, (count(*) FILTER (NOT is_now))::INTEGER AS last,
			min(source_row) FILTER (is_now) AS first
		FROM two GROUP BY ALL`
	);
	const rows = await tx.read<CodeCount>(
		`WITH two AS MATERIALIZED (
			SELECT ${coded.map(({ name }) => quoteName(name)).join(', ')}, source_row, ${isNow} AS is_now
			FROM staging.stg_${dataset.id} WHERE ${isNow} OR ${isLast}
		)
		${counts.join(' UNION ALL ')} ORDER BY "column", now DESC, code`
	);
	return rows.flatMap((row) => {
		const column = coded.find(({ name }) => name === row.column) as Column;
		return judgeCode(row, { column, header: headers.get(row.column) ?? null, now, last });
	});
}

function judgeCode(
	row: CodeCount,
	{ column, header, now, last }: { column: Column; header: string | null; now: Now; last: LastQuarter }
): LocatedFinding[] {
	const [share, before] = [row.now / now.loaded, row.last / last.rows];
	const label = codeList(column.codes ?? '').codes.find(({ code }) => code === row.code)?.label;
	const value = row.code === '' ? 'an empty cell' : (label ?? row.code);
	const places = {
		before: quarterLabel(last.period),
		share: percent(share),
		share_before: percent(before)
	};
	const at = { row: row.first, rows: [], column, header, value, count: row.now, places };
	if (Math.abs(share - before) >= SHIFT) return [valueFinding('share_changed', at)];
	const isNew = row.last === 0 && row.code !== '' && share >= NEW_SHARE && row.now >= NEW_ROWS;
	return isNew ? [valueFinding('new_code', at)] : [];
}

function percent(share: number): string {
	return `${Math.round(share * 100)}%`;
}
