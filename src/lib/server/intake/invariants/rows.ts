import { DATASET_IDS } from '$lib/domain';
import { countUnnotedRepeats, type SubmissionRecord, type Warehouse } from '$lib/server/warehouse';
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

/** What a submission says it loaded is there, and nothing else is. */
export async function checkStaged(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const counts = DATASET_IDS.map(
		(id) => `SELECT submission_id, count(*)::INTEGER AS rows FROM staging.stg_${id} GROUP BY submission_id`
	);
	const staged = await w.read<{ submission_id: string; rows: number }>(counts.join(' UNION ALL '));
	const found = new Map(staged.map(({ submission_id, rows }) => [submission_id, rows]));
	const known = new Set(records.map(({ submission_id }) => submission_id));
	return [
		...records
			.filter(({ submission_id, rows_loaded }) => (found.get(submission_id) ?? 0) !== rows_loaded)
			.map(
				({ submission_id, rows_loaded }) =>
					`${submission_id} loaded ${rows_loaded} rows, and ${found.get(submission_id) ?? 0} are there.`
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
