import type { SubmissionClaim } from '$lib/domain';
import type { SubmissionRecord, Warehouse } from '$lib/server/warehouse';
import { findRecord } from './list-submissions';
import type { FileSource, LoadedFile, LoadOptions } from './loaded-file';
import { isReady } from './is-ready';
import { publish } from './publish';
import { publishMade } from './publish-made';
import { takeFile } from './take-file';
import { originalPath } from './versions/original';

/** Receives, reads, detects, maps, checks and stages one file; publishes it when asked and nothing stands against it. */
export async function load(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<LoadedFile> {
	const files = await loadAll(w, source, claim, options);
	const [first] = files.filter(({ dataset }) => claim.dataset === undefined || dataset === claim.dataset);
	return first ?? (files[0] as LoadedFile);
}

/** The same for a file that may hold several: one entry for each file of an archive. */
export async function loadAll(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<LoadedFile[]> {
	const files = await takeFile(w, source, claim, options);
	if (!options.publish) return files;
	if (files.some(({ datasets }) => datasets)) return publishMade(w, files, options);
	const published: LoadedFile[] = [];
	for (const file of files) published.push(await publishOne(w, file, options));
	return published;
}

async function publishOne(w: Warehouse, file: LoadedFile, options: LoadOptions): Promise<LoadedFile> {
	if (file.submission_id === null || !isReady(file)) return file;
	options.progress?.('publish', file.file);
	const published = await publish(w, file.submission_id, options);
	return { ...published, already_received: file.already_received };
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
	const source = { name: record.file, path: originalPath(w.home, record) };
	const file = await load(w, source, claim, { ...options, answers: { ...options.answers, ...answers } });
	if (file.submission_id !== id && isUnsorted(record)) await forget(w, id);
	return file;
}

/** Whether nothing but its questions is kept of a file; once they are answered it stands elsewhere. */
function isUnsorted({ dataset, period, status, rows_loaded }: SubmissionRecord): boolean {
	return status === 'needs_answer' && rows_loaded === 0 && !(dataset && period);
}

async function forget(w: Warehouse, id: string): Promise<void> {
	await w.transaction((tx) => tx.run('DELETE FROM main.submissions WHERE submission_id = $1', [id]));
}
