import { Refusal, type State } from '$lib/domain';
import {
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
	return (await listSubmissions(w, filter)).map(fromRecord);
}

/** Who filed what for which quarter, and how it stands: a line of every submission without what its file says. */
export function filings(w: Warehouse): Promise<readonly Filing[]> {
	return unlessWritten(w, 'filings', () => listFilings(w));
}

/** One submission; refused with a sentence when there is none of that id. */
export async function submission(w: Warehouse, id: string): Promise<LoadedFile> {
	return fromRecord(await findRecord(w, id));
}

/** All states, the first one first. */
export function states(w: Warehouse): Promise<State[]> {
	return listStates(w);
}

/** One submission as the warehouse keeps it; refused when there is none of that id. */
export async function findRecord(w: Warehouse, id: string): Promise<SubmissionRecord> {
	const record = await readSubmission(w, id);
	if (record) return record;
	throw new Refusal(
		'no_submission',
		`There is no submission ${id}.`,
		'List them with "braidwork submissions".'
	);
}
