import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listSubmissions, removedOf, type SubmissionRecord, type Warehouse } from '$lib/server/warehouse';
import { cutOf, keptPath } from '../door/kept-file';
import { fingerprint } from '../receive';

/** The kept originals are there, but for those past their retention, and their bytes are what was sent, or what the agreement left of it. */
export async function checkOriginals(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const problems: string[] = [];
	const removed = await removedOf(w, 'original');
	const due = records.filter(({ submission_id }) => !removed.has(submission_id));
	const paths = new Map(due.map((record) => [keptPath(w.home, record), record]));
	for (const [path, { sha256, file }] of paths) {
		const place = `The original of ${file} (files/${sha256.slice(0, 8)}…)`;
		if (!existsSync(path)) problems.push(`${place} is missing.`);
		else if ((await fingerprint(path)).sha256 !== (cutOf(path)?.kept ?? sha256)) {
			problems.push(`${place} has changed.`);
		}
	}
	return problems;
}

/** Files among the originals that no submission knows, as a load leaves them whose process was killed. */
export async function findStrays(w: Warehouse): Promise<string[]> {
	const folder = join(w.home, 'files');
	const records = await listSubmissions(w);
	const known = new Set(records.map((record) => basename(keptPath(w.home, record))));
	const found = existsSync(folder) ? readdirSync(folder) : [];
	return found
		.filter((name) => !name.startsWith('.draft-') && !known.has(name.replace(/\.cut\.json$/, '')))
		.map((name) => `files/${name} belongs to no submission; whoever sent it may send it again.`);
}
