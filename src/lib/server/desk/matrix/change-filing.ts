import { createHash } from 'node:crypto';
import { quarterOf } from '$lib/domain';
import { listSubmissions, type Warehouse } from '$lib/server/warehouse';
import { currentRows, rowsOf, type OfferingRow } from './offering-rows';
import { writeOfferings } from './write-offerings';

/** A partner's file of the matrix with one line changed or added, ready for intake. */
export interface ChangedFiling {
	/** The quarter that the file is for: the latest that the partner filed the matrix for. */
	period: string;
	/** The submission that it takes the place of; null where none is published. */
	over: string | null;
	rows: OfferingRow[];
	bytes: Uint8Array;
}

/**
 * The next version of a partner's latest file of the matrix: its rows as they are, with this line in place of the one of
 * its id, or behind them. What an earlier quarter's file says of other lines stays where it is.
 */
export async function changeFiling(
	w: Warehouse,
	{ partner, line, today }: { partner: string; line: OfferingRow; today: string }
): Promise<ChangedFiling> {
	const published = await listSubmissions(w, { partner, dataset: 'offerings', status: 'published' });
	const latest = published.sort((one, other) => (one.period < other.period ? 1 : -1))[0];
	const before = latest ? await rowsOf(w, latest.submission_id) : [];
	const isKnown = before.some((row) => isSame(row, line));
	const rows = isKnown ? before.map((row) => (isSame(row, line) ? line : row)) : [...before, line];
	const period = latest?.period ?? (await latestPeriod(w)) ?? quarterOf(today);
	const sent = await listSubmissions(w, { partner, dataset: 'offerings', period });
	const order = unlike(rows, new Set(sent.map(({ sha256 }) => sha256)));
	return { period, over: latest?.submission_id ?? null, rows, bytes: Buffer.from(writeOfferings(order)) };
}

function isSame(one: Pick<OfferingRow, 'offering_id'>, other: Pick<OfferingRow, 'offering_id'>): boolean {
	return one.offering_id === other.offering_id;
}

/** The latest quarter of the partnership's files, for a partner that never filed the matrix. */
async function latestPeriod(w: Warehouse): Promise<string | null> {
	const [row] = await w.read<{ period: string | null }>(
		`SELECT max(period) AS period FROM main.submissions WHERE status = 'published'`
	);
	return row?.period ?? null;
}

/**
 * A change that is taken back by another makes the file of before, and the same bytes would be the earlier submission
 * again. The order of its rows says nothing, so another order makes it a file of its own.
 */
function unlike(rows: OfferingRow[], known: Set<string>): OfferingRow[] {
	const orders = rows.map((_, first) => [...rows.slice(first), ...rows.slice(0, first)]);
	const printOf = (order: OfferingRow[]) => createHash('sha256').update(writeOfferings(order)).digest('hex');
	return orders.find((order) => !known.has(printOf(order))) ?? rows;
}

/** The line of this id as it counts now, or null. */
export async function lineNow(
	w: Warehouse,
	{ partner, offering_id }: { partner: string; offering_id: string },
	state?: number
): Promise<OfferingRow | null> {
	const rows = await currentRows(w, partner, state);
	return rows.find((row) => row.offering_id === offering_id) ?? null;
}

/** Whether a submission holds exactly these rows, in whatever order. */
export async function holdsRows(w: Warehouse, submission: string, rows: OfferingRow[]): Promise<boolean> {
	const written = (all: OfferingRow[]) => writeOfferings(all).split('\r\n').sort().join('\n');
	return written(await rowsOf(w, submission)) === written(rows);
}
