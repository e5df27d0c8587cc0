import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '$lib/domain';
import type { SubmissionRecord, Warehouse } from '$lib/server/warehouse';
import { findRecord } from '../list-submissions';
import { keptPath } from '../door/kept-file';

/** Where the kept bytes of a submission's file lie, what the sender called it, and how many bytes it has. */
export async function originalOf(
	w: Warehouse,
	id: string
): Promise<{ path: string; name: string; bytes: number }> {
	const record = await findRecord(w, id);
	const path = originalPath(w.home, record);
	return { path, name: record.file, bytes: (await stat(path)).size };
}

/** Where the kept bytes of a submission's file lie; refused when they are not kept any more. */
export function originalPath(
	home: string,
	record: Pick<SubmissionRecord, 'submission_id' | 'sha256' | 'partner'>
): string {
	const path = keptPath(home, record);
	if (existsSync(path)) return path;
	throw new Refusal(
		'no_original',
		`The original of ${record.submission_id} is not kept any more.`,
		'Originals go at the end of the retention that the agreement names. Ask the partner for the file.'
	);
}
