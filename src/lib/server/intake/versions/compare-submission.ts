import { addQuarters, type DatasetId, type Quarter } from '$lib/domain';
import { listSubmissions, removedOf, type SubmissionRecord, type Warehouse } from '$lib/server/warehouse';
import { findRecord } from '../list-submissions';
import { compareRows, type RowComparison } from './compare-rows';
import { rowNumbers, type RowNumber } from './row-numbers';

/** An earlier submission, and how the rows of the one that is looked at differ from it. */
export interface Earlier {
	submission_id: string;
	file: string;
	period: Quarter;
	received_at: string;
	rows: RowComparison;
	numbers: RowNumber[];
}

/** What publishing a submission would change, before it is published (or did, after). */
export interface Changes {
	/** The version whose place it takes: what is published there, or what it superseded. */
	replaces: Earlier | null;
	/** The partner's last published filing of the same kind for an earlier quarter, up to a year back. */
	lastQuarter: Earlier | null;
	numbers: RowNumber[];
}

const LOOK_BACK = 4;

/** Compares a submission whose rows are there with what it replaces and with the quarter before; nothing for others. */
export async function changesOf(w: Warehouse, id: string): Promise<Changes | null> {
	const record = await findRecord(w, id);
	const removed = await removedOf(w, 'rows');
	const isGone = removed.has(id);
	if (record.rows_loaded === 0 || !record.dataset || !record.period || isGone) return null;
	const isThere = (one: SubmissionRecord | null) => (one && !removed.has(one.submission_id) ? one : null);
	const [replaces, before] = [isThere(await replacedBy(w, record)), isThere(await quarterBefore(w, record))];
	return {
		replaces: replaces && (await earlier(w, record, replaces)),
		lastQuarter: before && (await earlier(w, record, before)),
		numbers: await rowNumbers(w, record.dataset as DatasetId, id)
	};
}

async function earlier(w: Warehouse, later: SubmissionRecord, old: SubmissionRecord): Promise<Earlier> {
	const dataset = later.dataset as DatasetId;
	const { submission_id, file, period, received_at } = old;
	return {
		submission_id,
		file,
		period,
		received_at,
		rows: await compareRows(w, dataset, { earlier: submission_id, later: later.submission_id }),
		numbers: await rowNumbers(w, dataset, submission_id)
	};
}

async function replacedBy(w: Warehouse, record: SubmissionRecord): Promise<SubmissionRecord | null> {
	const { partner, dataset, period } = record;
	const versions = await listSubmissions(w, { partner, dataset, period });
	const isBefore =
		record.status === 'published'
			? ({ submission_id }: SubmissionRecord) => submission_id === record.supersedes
			: ({ status }: SubmissionRecord) => status === 'published';
	return versions.find((one) => one.submission_id !== record.submission_id && isBefore(one)) ?? null;
}

async function quarterBefore(w: Warehouse, record: SubmissionRecord): Promise<SubmissionRecord | null> {
	const { partner, dataset, period } = record;
	const from = addQuarters(period, -LOOK_BACK);
	const published = await listSubmissions(w, { partner, dataset, status: 'published' });
	const older = published.filter((one) => one.period < period && one.period >= from);
	return older.sort((one, other) => (one.period < other.period ? 1 : -1))[0] ?? null;
}
