import type { Warehouse } from '$lib/server/warehouse';
import { isReady } from './is-ready';
import { readSubmission } from '$lib/server/warehouse';
import type { LoadedFile, LoadOptions } from './loaded-file';
import { placeOf, publishAll, publishedPlaces, refuseOver, type Placed } from './publish';
import { statusOf } from './transform';

/** What a submission is by now. */
export type Statuses = Map<string, Pick<LoadedFile, 'status' | 'supersedes'>>;

/** The places that a file takes: its own, or those of all submissions that were made of it. */
export function placed({ submission_id, partner, dataset, period, datasets }: LoadedFile): Placed[] {
	if (datasets) return datasets.map((one) => ({ ...one, partner }));
	return submission_id && dataset && period ? [{ submission_id, partner, dataset, period }] : [];
}

/** Submissions that several files of an archive share count once. */
export function eachOnce(all: Placed[]): Placed[] {
	return [...new Map(all.map((one) => [one.submission_id, one])).values()];
}

/** Publishes all submissions that were made of one source as one state, or, when one of them is not ready, none. */
export async function publishMade(
	w: Warehouse,
	files: LoadedFile[],
	options: LoadOptions
): Promise<LoadedFile[]> {
	if (!files.every(isReady)) return files;
	const all = eachOnce(files.flatMap(placed));
	const published = await publishedPlaces(w);
	const open = all.filter((one) => published.get(placeOf(one))?.submission_id !== one.submission_id);
	if (!options.replace) for (const one of open) refuseOver(one, published.get(placeOf(one)));
	options.progress?.('publish', files[0]?.file ?? '');
	const state = open.length > 0 ? await publishAll(w, open, options) : null;
	const now: Statuses = new Map();
	for (const { submission_id } of all) {
		const record = await readSubmission(w, submission_id);
		if (record) now.set(submission_id, { status: record.status, supersedes: record.supersedes });
	}
	return files.map((file) => asStored(file, now, state));
}

/** A file with the status that it, or what was made of it, has by now. */
export function asStored(file: LoadedFile, now: Statuses, state: number | null): LoadedFile {
	if (file.datasets) {
		const datasets = file.datasets.map((one) => ({ ...one, ...pick(now.get(one.submission_id)) }));
		if (datasets.length === 0) return { ...file, status: [...now.values()][0]?.status ?? file.status };
		const status = statusOf(datasets);
		return { ...file, datasets, status, state: status === 'published' ? state : null };
	}
	const stored = now.get(file.submission_id ?? '');
	if (!stored || stored.status === file.status) return file;
	return { ...file, ...stored, state: stored.status === 'published' ? state : null };
}

function pick(stored: { status: LoadedFile['status'] } | undefined): { status?: LoadedFile['status'] } {
	return stored ? { status: stored.status } : {};
}
