import type { SubmissionClaim } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { findRecord } from './list-submissions';
import type { FileSource, LoadedFile, LoadOptions } from './loaded-file';
import { publish } from './publish';
import { keptPath } from './receive';
import { takeFile } from './take-file';

/** Receives, reads, detects, maps, checks and stages one file; publishes it when asked and nothing stands against it. */
export async function load(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<LoadedFile> {
	const file = await takeFile(w, source, claim, options);
	if (!options.publish || file.submission_id === null || !isReady(file)) return file;
	options.progress?.('publish', file.file);
	const published = await publish(w, file.submission_id, options);
	return { ...published, already_received: file.already_received };
}

/** Whether nothing stands against publishing; what was withdrawn is offered again. */
export function isReady({ status }: LoadedFile): boolean {
	return ['checked', 'checked_with_warnings', 'withdrawn', 'superseded'].includes(status);
}

/** Loads a submission that waits again, with answers to its questions. */
export async function answerQuestions(
	w: Warehouse,
	id: string,
	answers: Record<string, string>,
	options: LoadOptions
): Promise<LoadedFile> {
	const record = await findRecord(w, id);
	const claim = {
		partner: record.partner,
		...(record.dataset && { dataset: record.dataset }),
		...(record.period && { period: record.period })
	};
	const source = { name: record.file, path: keptPath(w.home, record.sha256) };
	const file = await load(w, source, claim, { ...options, answers: { ...options.answers, ...answers } });
	if (file.submission_id !== id && !record.dataset) await forget(w, id);
	return file;
}

async function forget(w: Warehouse, id: string): Promise<void> {
	await w.transaction((tx) => tx.run('DELETE FROM main.submissions WHERE submission_id = $1', [id]));
}
