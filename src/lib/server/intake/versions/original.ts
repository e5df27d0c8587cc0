import { stat } from 'node:fs/promises';
import { Refusal } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { findRecord } from '../list-submissions';
import { keptPath } from '../door/kept-file';

/** Where the kept bytes of a submission's file lie, what the sender called it, and how many bytes it has. */
export async function originalOf(
	w: Warehouse,
	id: string
): Promise<{ path: string; name: string; bytes: number }> {
	const record = await findRecord(w, id);
	const path = keptPath(w.home, record);
	const kept = await stat(path).catch(() => null);
	if (kept) return { path, name: record.file, bytes: kept.size };
	throw new Refusal(
		'no_original',
		`The original of ${id} is not kept any more.`,
		'Ask the partner for the file, or restore a backup that has it.'
	);
}
