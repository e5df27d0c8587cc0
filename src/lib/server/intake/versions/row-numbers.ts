import { codeList, dataset, type Dataset } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/** A number of a partner's own rows: how many, of whom, at which standing, how many dollars. */
export interface RowNumber {
	id: string;
	/** What is counted, as the declaration titles it. */
	title: string;
	unit: 'count' | 'usd';
	value: number;
}

/** Columns by which rows are told apart in their numbers, where a dataset has them. */
const STANDINGS = ['status', 'point', 'fund_type'];

/**
 * The headline numbers of a submission's own rows, from its declaration: rows, participants, rows at each standing and
 * the dollars of each money column. They are the sender's own and not protected, so only who may read the partner's
 * rows may read them.
 */
export async function rowNumbers(w: Warehouse, id: DatasetId, submissionId: string): Promise<RowNumber[]> {
	const numbers = numbersOf(dataset(id));
	const selected = numbers.map(({ sql }, at) => `(${sql})::DOUBLE AS n${at}`);
	const [row] = await w.read<Record<string, number>>(
		`SELECT ${selected.join(', ')} FROM staging.stg_${id} WHERE submission_id = $1`,
		[submissionId]
	);
	return numbers.map(({ id: name, title, unit }, at) => ({
		id: name,
		title,
		unit,
		value: row?.[`n${at}`] ?? 0
	}));
}

type Counted = Omit<RowNumber, 'value'> & { sql: string };

function numbersOf({ columns }: Dataset): Counted[] {
	const rows: Counted = { id: 'rows', title: 'Rows', unit: 'count', sql: 'count(*)' };
	const people = columns.filter(({ name }) => name === 'participant_id').map(peopleIn);
	const standings = columns.filter(({ name, codes }) => codes !== null && STANDINGS.includes(name));
	const money = columns.filter((column) => column.money).map(dollarsOf);
	return [rows, ...people, ...standings.flatMap(rowsAtEach), ...money];
}

function peopleIn(): Counted {
	return { id: 'participants', title: 'Participants', unit: 'count', sql: 'count(DISTINCT participant_id)' };
}

function rowsAtEach({ name, title, codes }: Dataset['columns'][number]): Counted[] {
	return codeList(codes ?? '').codes.map(({ code, label }) => ({
		id: `${name} ${code}`,
		title: `${title}: ${label}`,
		unit: 'count',
		sql: `count(*) FILTER ("${name}" = '${code}')`
	}));
}

function dollarsOf({ name, title }: Dataset['columns'][number]): Counted {
	return { id: name, title, unit: 'usd', sql: `coalesce(sum("${name}"), 0)` };
}
