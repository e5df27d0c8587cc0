import { Refusal, type LeftBecause, type State } from '$lib/domain';
import {
	leftBecause,
	listStates,
	listSubmissions,
	listFilings,
	readSubmission,
	unlessWritten,
	type Filing,
	type SubmissionFilter,
	type SubmissionRecord,
	type Warehouse
} from '$lib/server/warehouse';
import type { LoadedFile } from './loaded-file';
import { fromRecord } from './stored-file';

/** Submissions that fit the filter, newest last. */
export async function submissions(w: Warehouse, filter: SubmissionFilter = {}): Promise<LoadedFile[]> {
	const [records, left] = await Promise.all([listSubmissions(w, filter), leftBecause(w)]);
	return records.map((record) => withReason(record, left));
}

/** Who filed what for which quarter, and how it stands: a line of every submission without what its file says. */
export function filings(w: Warehouse): Promise<readonly Filing[]> {
	return unlessWritten(w, 'filings', () => listFilings(w));
}

/** One submission; refused with a sentence when there is none of that id. */
export async function submission(w: Warehouse, id: string): Promise<LoadedFile> {
	const record = await findRecord(w, id);
	return withReason(record, await leftBecause(w, id));
}

function withReason(record: SubmissionRecord, left: Map<string, LeftBecause>): LoadedFile {
	return { ...fromRecord(record), left_because: left.get(record.submission_id) ?? null };
}

/** All states, the first one first. */
export function states(w: Warehouse): Promise<State[]> {
	return listStates(w);
}

/** One submission as the warehouse keeps it; refused when there is none of that id. */
export async function findRecord(w: Warehouse, id: string): Promise<SubmissionRecord> {
	const record = await readSubmission(w, id);
	if (record) return record;
	throw unknownSubmission(id);
}

/** What is said of a submission that does not exist, and of one that whoever asks may not see. */
export function unknownSubmission(id: string): Refusal {
	return new Refusal(
		'no_submission',
		`There is no submission ${id}.`,
		'List them with "braidwork submissions".'
	);
}
