import type { Dataset } from '$lib/catalog';
import type { Transaction } from '$lib/server/warehouse';
import type { LocatedFinding } from '../read';
import { quoteText } from './sql-text';
import { sent } from './respell';
import { type ColumnSpelling, type WrongWhen } from './typing';
import { finding, valueFinding } from './value-finding';

/** What the findings about rows need to know of the file. */
export interface FileWords {
	dataset: Dataset;
	/** Our column -> their header. */
	headers: Map<string, string>;
	spellings: ColumnSpelling[];
	/** Populations of the sender's agreement, where it names any. */
	populations?: string;
}

/** Different values of one fault that are named one by one; the others are counted together. */
const ONE_BY_ONE = 20;
const KEPT_ROWS = 100;
/** Lines of the values that are counted together. */
const KEPT_OTHERS = 1000;

interface WrongGroup {
	rule: string;
	column: string;
	/** Rows, and different values. */
	count: number;
	kinds: number;
	first: { value: string | null; count: number; row: number; rows: number[] }[];
	/** Lines of all other values, the first ones. */
	others: number[];
}

/** Names every fault of every row that is not right, all at once: by rule, column and value, with lines. */
export async function findWrongRows(
	tx: Transaction,
	wrong: WrongWhen[],
	words: FileWords
): Promise<LocatedFinding[]> {
	const reasons = wrong.map(({ rule, column, when }) => {
		const declared = words.dataset.columns.find(({ name }) => name === column);
		const value = declared ? sent(declared) : 'NULL';
		return `CASE WHEN ${when} THEN {rule: ${quoteText(rule)}, "column": ${quoteText(column)}, value: ${value}} END`;
	});
	const groups = await tx.read<WrongGroup>(`
		WITH reasons AS (
			SELECT source_row, unnest(list_filter([${reasons.join(',\n')}], lambda reason: reason IS NOT NULL)) AS reason
			FROM temp.arrived WHERE NOT is_right
		), kinds AS (
			SELECT reason.rule AS rule, reason."column" AS "column", reason.value AS value, count(*)::INTEGER AS count,
				min(source_row) AS "row", arg_min(source_row, source_row, ${KEPT_ROWS}) AS rows
			FROM reasons GROUP BY ALL
		), ranked AS (
			SELECT *, row_number() OVER (PARTITION BY rule, "column" ORDER BY "row") AS place FROM kinds
		)
		SELECT rule, "column", sum(count)::INTEGER AS count, count(*)::INTEGER AS kinds,
			list({value: value, count: count, "row": "row", rows: rows} ORDER BY place) FILTER (place <= ${ONE_BY_ONE}) AS first,
			coalesce(list_sort(flatten(list(rows) FILTER (place > ${ONE_BY_ONE})))[:${KEPT_OTHERS}], []) AS others
		FROM ranked GROUP BY rule, "column" ORDER BY min("row"), rule, "column"`);
	return groups.flatMap((group) => describeGroup(group, words));
}

function describeGroup(group: WrongGroup, words: FileWords): LocatedFinding[] {
	const named = group.first.map((kind) => describe(group, kind, words));
	const rest = group.count - named.reduce((sum, { count }) => sum + count, 0);
	const last = named.at(-1);
	if (rest === 0 || !last) return named;
	const message = `${rest} more rows like this, with ${group.kinds - named.length} other values.`;
	return [
		...named,
		{ ...last, row: group.others[0] ?? null, rows: group.others, value: null, message, count: rest }
	];
}

function describe(
	{ rule, column: name }: WrongGroup,
	{ value, count, row, rows }: WrongGroup['first'][number],
	{ dataset, headers, spellings, populations }: FileWords
): LocatedFinding {
	const column = dataset.columns.find((candidate) => candidate.name === name) ?? null;
	const header = headers.get(name) ?? null;
	const order = spellings.find((spelling) => spelling.column.name === name)?.order ?? null;
	const places = {
		populations,
		order: order === 'mdy' ? ' with the month first' : order === 'dmy' ? ' with the day first' : ''
	};
	const sighting = { row, column, header, value, count, rows, places };
	const declared = dataset.checks.find(({ id }) => id === rule);
	return declared ? finding({ ...declared, rule }, sighting) : valueFinding(rule, sighting);
}

/** Rows whose key stands in an earlier row of the file; one finding for each key, the first rows named. */
export async function findDoubles(
	tx: Transaction,
	{ dataset, headers }: FileWords,
	submission: string
): Promise<{ rows: number[]; findings: LocatedFinding[] }> {
	const table = `staging.stg_${dataset.id}`;
	const key = dataset.primary_key.map((name) => `"${name}"`).join(', ');
	const shown = dataset.primary_key.map((name) => `"${name}"::VARCHAR`).join(` || ' / ' || `);
	const doubles = await tx.read<{ value: string; rows: number[] }>(
		`SELECT ${shown} AS value, list(source_row ORDER BY source_row)[2:] AS rows FROM ${table} WHERE submission_id = $1
		GROUP BY ${key} HAVING count(*) > 1 ORDER BY min(source_row)`,
		[submission]
	);
	const column = dataset.columns.find(({ name }) => name === dataset.primary_key[0]) ?? null;
	const findings = doubles.slice(0, KEPT_ROWS).map(({ value, rows }) =>
		valueFinding('duplicate_key', {
			row: rows[0],
			rows,
			column,
			header: headers.get(column?.name ?? '') ?? null,
			value,
			count: rows.length
		})
	);
	return { rows: doubles.flatMap(({ rows }) => rows), findings };
}
