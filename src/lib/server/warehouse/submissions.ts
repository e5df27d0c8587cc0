import type { Submission } from '$lib/domain';
import type { Warehouse } from './open-warehouse';
import type { Transaction } from './write';

/** A submission with everything that intake noted about its file. */
export interface SubmissionRecord extends Submission {
	rows_waiting: number;
	/** Container, encoding, header row, mapping, findings, ignored rows, questions: as intake wrote them. */
	details: Record<string, unknown>;
}

/** Which submissions to list; what is left out is not asked for. */
export type SubmissionFilter = Partial<
	Pick<SubmissionRecord, 'partner' | 'dataset' | 'period' | 'status' | 'sha256'>
>;

const COLUMNS = [
	'submission_id',
	'partner',
	'dataset',
	'period',
	'status',
	'file',
	'sha256',
	'format',
	'rows_in_file',
	'rows_loaded',
	'rows_rejected',
	'rows_waiting',
	'received_at',
	'supersedes',
	'details'
] as const;

const FILTERS = ['partner', 'dataset', 'period', 'status', 'sha256'] as const;

type Reader = Pick<Warehouse, 'read'> | Transaction;

/** Submissions that fit the filter, by time of receipt. */
export async function listSubmissions(
	from: Reader,
	filter: SubmissionFilter = {}
): Promise<SubmissionRecord[]> {
	const asked = FILTERS.filter((name) => filter[name] !== undefined);
	const where = asked.map((name, at) => `${name} = $${at + 1}`).join(' AND ');
	const sql = `SELECT ${COLUMNS.join(', ')} FROM main.submissions ${where && `WHERE ${where}`} ORDER BY received_at, submission_id`;
	const rows = await from.read<StoredSubmission>(
		sql,
		asked.map((name) => filter[name])
	);
	return rows.map(unpack);
}

/** A submission as a calendar of filing needs it. */
export type Filing = Pick<SubmissionRecord, 'partner' | 'dataset' | 'period' | 'status'>;

/** A line of every submission, by time of receipt, without the notes on its file, which may be long. */
export function listFilings(from: Reader): Promise<Filing[]> {
	return from.read<Filing>(
		'SELECT partner, dataset, period, status FROM main.submissions ORDER BY received_at, submission_id'
	);
}

/** One submission, or null when there is none of that id. */
export async function readSubmission(from: Reader, id: string): Promise<SubmissionRecord | null> {
	const sql = `SELECT ${COLUMNS.join(', ')} FROM main.submissions WHERE submission_id = $1`;
	const [row] = await from.read<StoredSubmission>(sql, [id]);
	return row ? unpack(row) : null;
}

/** Writes a submission, new or known by its id. */
export async function saveSubmission(tx: Transaction, submission: SubmissionRecord): Promise<void> {
	const places = COLUMNS.map((_, at) => `$${at + 1}`).join(', ');
	const changes = COLUMNS.filter((name) => !FIXED.includes(name)).map((name) => `${name} = excluded.${name}`);
	const values = { ...submission, details: JSON.stringify(submission.details ?? {}) };
	await tx.run(
		`INSERT INTO main.submissions (${COLUMNS.join(', ')}) VALUES (${places})
		ON CONFLICT (submission_id) DO UPDATE SET ${changes.join(', ')}`,
		COLUMNS.map((name) => values[name])
	);
}

/** What makes a submission the one it is; never rewritten. */
const FIXED: string[] = ['submission_id', 'partner', 'dataset', 'period', 'sha256'];

type StoredSubmission = Omit<SubmissionRecord, 'details'> & { details: string };

function unpack(row: StoredSubmission): SubmissionRecord {
	return { ...row, details: JSON.parse(row.details) as Record<string, unknown> };
}
