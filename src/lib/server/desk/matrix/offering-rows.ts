import type { Offering } from '$lib/domain';
import { stagingColumns, type Warehouse } from '$lib/server/warehouse';

/** A line as its partner's file has it: each column as text, null where the cell is empty. */
export type OfferingRow = Record<keyof Offering, string | null>;

/** The columns of the offerings in the order of the template: all but those that say where a row comes from. */
export function offeringColumns(): (keyof Offering)[] {
	const origin = ['submission_id', 'partner', 'period', 'source_row'];
	const own = stagingColumns('offerings').filter(({ name }) => !origin.includes(name));
	return own.map(({ name }) => name as keyof Offering);
}

/** The rows of one submission in the order of its file. */
export function rowsOf(w: Pick<Warehouse, 'read'>, submission: string): Promise<OfferingRow[]> {
	return w.read<OfferingRow>(
		`SELECT ${columnsAsText()} FROM staging.stg_offerings WHERE submission_id = $1 ORDER BY source_row`,
		[submission]
	);
}

/** The rows of a partner that count in a state, by their id. */
export function currentRows(w: Warehouse, partner: string, state?: number): Promise<OfferingRow[]> {
	const sql = `SELECT ${columnsAsText()} FROM staging.current_offerings WHERE partner = $1 ORDER BY offering_id`;
	return w.read<OfferingRow>(sql, [partner], state);
}

/** SQL of every column as text; whole dollars without their cents. */
export function columnsAsText(): string {
	const types = new Map(stagingColumns('offerings').map(({ name, type }) => [name, type]));
	return offeringColumns()
		.map((name) => {
			const text = `"${name}"::VARCHAR`;
			const isMoney = types.get(name)?.startsWith('DECIMAL') ?? false;
			return `${isMoney ? `regexp_replace(${text}, '\\.00$', '')` : text} AS "${name}"`;
		})
		.join(', ');
}

/** Columns in which two rows differ, with what stands in the one and in the other; `before` null is a row that is new. */
export interface ColumnChange {
	column: keyof Offering;
	before: string | null;
	after: string | null;
}

/** What was changed between two versions of a line. */
export function changedColumns(before: OfferingRow | null, after: OfferingRow): ColumnChange[] {
	return offeringColumns()
		.map((column) => ({ column, before: before?.[column] ?? null, after: after[column] }))
		.filter((change) => change.before !== change.after);
}
