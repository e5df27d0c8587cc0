import { dataset, type Column } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import { stagingColumns, type Warehouse } from '$lib/server/warehouse';

/** A cell that differs between two versions of a row. */
export interface ChangedCell {
	key: string;
	/** The line in the newer file. */
	row: number | null;
	column: string;
	before: string | null;
	after: string | null;
}

/** How the rows of one submission differ from those of an earlier one, told apart by the dataset's key. */
export interface RowComparison {
	before: number;
	after: number;
	added: number;
	vanished: number;
	changed: number;
	same: number;
	/** Titles of columns in which rows changed, and in how many of them. */
	columns: { title: string; rows: number }[];
	/** Keys of some added and vanished rows, and some changed cells. */
	examples: { added: string[]; vanished: string[]; changed: ChangedCell[] };
}

const EXAMPLES = 5;

/** Columns that say where a row comes from, not what it says. */
const ORIGIN = ['submission_id', 'partner', 'period', 'source_row'];

interface Compared {
	id: DatasetId;
	/** Columns beside the key. */
	columns: Column[];
	sql: string;
}

/** Compares two submissions row by row. What identifies people is not staged and so not compared. */
export async function compareRows(
	w: Warehouse,
	id: DatasetId,
	{ earlier, later }: { earlier: string; later: string }
): Promise<RowComparison> {
	const compared = pairsOf(id);
	const counts = await countPairs(w, compared, [earlier, later]);
	return {
		...counts.rows,
		columns: counts.columns.filter(({ rows }) => rows > 0).sort((one, other) => other.rows - one.rows),
		examples: await examplesOf(w, compared, [earlier, later])
	};
}

/** Both versions of each row side by side, `a` the earlier one and `b` the later one. */
function pairsOf(id: DatasetId): Compared {
	const { primary_key, columns } = dataset(id);
	const staged = new Set(
		stagingColumns(id)
			.map(({ name }) => name)
			.filter((name) => !ORIGIN.includes(name))
	);
	const open = columns.filter(({ name }) => staged.has(name) && !primary_key.includes(name));
	const keys = primary_key.map((name) => `"${name}"`);
	const version = (place: string) => `(SELECT * FROM staging.stg_${id} WHERE submission_id = ${place})`;
	const sql = `(SELECT concat_ws(' · ', ${keys.join(', ')}) AS key, a.submission_id IS NOT NULL AS was, b.submission_id IS NOT NULL AS is_now,
		b.source_row AS line, a, b FROM ${version('$1')} AS a FULL JOIN ${version('$2')} AS b USING (${keys.join(', ')}))`;
	return { id, columns: open, sql };
}

function differs({ name }: Column): string {
	return `a."${name}" IS DISTINCT FROM b."${name}"`;
}

async function countPairs(w: Warehouse, { columns, sql }: Compared, versions: string[]) {
	const each = columns.map(
		(column, at) => `(count(*) FILTER (was AND is_now AND ${differs(column)}))::INTEGER AS c${at}`
	);
	const changed = columns.map((column) => differs(column)).join(' OR ') || 'false';
	const [row] = await w.read<Record<string, number>>(
		`SELECT (count(*) FILTER (was))::INTEGER AS before, (count(*) FILTER (is_now))::INTEGER AS after,
			(count(*) FILTER (NOT was))::INTEGER AS added, (count(*) FILTER (NOT is_now))::INTEGER AS vanished,
			(count(*) FILTER (was AND is_now AND (${changed})))::INTEGER AS changed,
			(count(*) FILTER (was AND is_now AND NOT (${changed})))::INTEGER AS same
			${each.length > 0 ? `, ${each.join(', ')}` : ''}
		FROM ${sql} AS pairs`,
		versions
	);
	const count = (name: string) => row?.[name] ?? 0;
	return {
		rows: {
			before: count('before'),
			after: count('after'),
			added: count('added'),
			vanished: count('vanished'),
			changed: count('changed'),
			same: count('same')
		},
		columns: columns.map(({ title }, at) => ({ title, rows: count(`c${at}`) }))
	};
}

async function examplesOf(
	w: Warehouse,
	{ columns, sql }: Compared,
	versions: string[]
): Promise<RowComparison['examples']> {
	const cells = columns.map(
		(
			column
		) => `SELECT key, line, '${column.name}' AS name, a."${column.name}"::VARCHAR AS before, b."${column.name}"::VARCHAR AS after
			FROM pairs WHERE was AND is_now AND ${differs(column)}`
	);
	const rows = await w.read<{
		kind: string;
		key: string;
		line: number | null;
		name: string;
		before: string | null;
		after: string | null;
	}>(
		`WITH pairs AS (SELECT * FROM ${sql})
		(SELECT 'added' AS kind, key, line, '' AS name, NULL AS before, NULL AS after FROM pairs WHERE NOT was ORDER BY line LIMIT ${EXAMPLES})
		UNION ALL (SELECT 'vanished', key, NULL, '', NULL, NULL FROM pairs WHERE NOT is_now ORDER BY key LIMIT ${EXAMPLES})
		${cells.length > 0 ? `UNION ALL (SELECT 'changed', * FROM (${cells.join(' UNION ALL ')}) ORDER BY line, name LIMIT ${EXAMPLES})` : ''}`,
		versions
	);
	const titles = new Map(columns.map(({ name, title }) => [name, title]));
	const keys = (kind: string) => rows.filter((row) => row.kind === kind).map(({ key }) => key);
	return {
		added: keys('added'),
		vanished: keys('vanished'),
		changed: rows
			.filter(({ kind }) => kind === 'changed')
			.map(({ key, line, name, before, after }) => ({
				key,
				row: line,
				column: titles.get(name) ?? name,
				before,
				after
			}))
	};
}
