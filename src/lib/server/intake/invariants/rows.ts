import { DATASET_IDS } from '$lib/domain';
import {
	countUnnotedRepeats,
	removedOf,
	stagedCounts,
	type SubmissionRecord,
	type Warehouse
} from '$lib/server/warehouse';
import { fromRecord } from '../stored-file';

/** Every record of a file is loaded, rejected, waiting or ignored. */
export function checkSums(records: SubmissionRecord[]): string[] {
	return records.flatMap((record) => {
		const file = fromRecord(record);
		const ignored = file.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0);
		const sum = file.rows_loaded + file.rows_rejected + file.rows_waiting + ignored;
		if (sum === file.rows_in_file) return [];
		return [`${file.submission_id} has ${file.rows_in_file} rows, and ${sum} of them are accounted for.`];
	});
}

/** What a submission says it loaded is there, and nothing else is; what was removed at the end of its retention is gone. */
export async function checkStaged(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const found = await stagedCounts(w);
	const known = new Set(records.map(({ submission_id }) => submission_id));
	const removed = await removedOf(w, 'rows');
	const expected = ({ submission_id, rows_loaded }: SubmissionRecord) =>
		removed.has(submission_id) ? 0 : rows_loaded;
	return [
		...records
			.filter((record) => (found.get(record.submission_id) ?? 0) !== expected(record))
			.map(({ submission_id, rows_loaded }) =>
				removed.has(submission_id)
					? `The rows of ${submission_id} were removed at the end of their retention, and ${found.get(submission_id) ?? 0} are there.`
					: `${submission_id} loaded ${rows_loaded} rows, and ${found.get(submission_id) ?? 0} are there.`
			),
		...[...found.keys()]
			.filter((id) => !known.has(id))
			.map((id) => `There are rows of ${id}, and no such submission.`)
	];
}

/** A key that a partner filed in several published files counts once, because it is noted. */
export async function checkRepeats(w: Warehouse): Promise<string[]> {
	const problems: string[] = [];
	for (const id of DATASET_IDS) {
		const count = await countUnnotedRepeats(w, id);
		if (count > 0)
			problems.push(`${count} keys of ${id} were filed more than once and would be counted twice.`);
	}
	return problems;
}
