import type { Actor, Partner, State, SubmissionClaim } from '$lib/domain';
import type { SubmissionFilter, Warehouse } from '$lib/server/warehouse';
import type { FileSource, LoadedFile, LoadOptions } from './loaded-file';
import type { ReadReport } from './read/read-report';

export type { FileSource, LoadedFile, LoadOptions, MappedColumn } from './loaded-file';
export type { LeftOutLine, ReadReport } from './read/read-report';

/** What intake sees in a file; with `csv` it also writes the table it understood there, as clean UTF-8 CSV. */
export async function readFile(
	path: string,
	_options: { csv?: string; partner?: string; dataset?: string } = {}
): Promise<ReadReport> {
	throw new Error(`Reading ${path} is not possible yet.`);
}

/** Receives, reads, detects, maps, checks and stages one file; publishes it when asked and nothing stands against it. */
export async function load(
	_w: Warehouse,
	source: FileSource,
	_claim: SubmissionClaim,
	_options: LoadOptions
): Promise<LoadedFile> {
	throw new Error(`Loading ${source.name} is not possible yet.`);
}

/** Loads files and folders (`<partner>/<period>/<dataset>.<ext>`), oldest period first, one state for each period. */
export async function loadPaths(
	_w: Warehouse,
	_paths: string[],
	_claim: Partial<SubmissionClaim>,
	_options: LoadOptions
): Promise<{ files: LoadedFile[]; state: number }> {
	throw new Error('Loading is not possible yet.');
}

/** Loads a submission that waits again, with answers to its questions. */
export async function answerQuestions(
	_w: Warehouse,
	id: string,
	_answers: Record<string, string>,
	_options: LoadOptions
): Promise<LoadedFile> {
	throw new Error(`Answering ${id} is not possible yet.`);
}

/** Publishes a checked submission; over a published one only with `replace`. */
export async function publish(
	_w: Warehouse,
	id: string,
	_options: { replace?: boolean; actor: Actor; now: Date }
): Promise<LoadedFile> {
	throw new Error(`Publishing ${id} is not possible yet.`);
}

/** Withdraws a published submission; the one it superseded, if any, is published again. */
export async function withdraw(
	_w: Warehouse,
	id: string,
	_options: { actor: Actor; now: Date }
): Promise<LoadedFile> {
	throw new Error(`Withdrawing ${id} is not possible yet.`);
}

/** Submissions that fit the filter, newest last. */
export async function submissions(_w: Warehouse, _filter: SubmissionFilter = {}): Promise<LoadedFile[]> {
	return [];
}

/** One submission; refused with a sentence when there is none of that id. */
export async function submission(_w: Warehouse, id: string): Promise<LoadedFile> {
	throw new Error(`There is no submission ${id}.`);
}

/** All states, the first one first. */
export async function states(_w: Warehouse): Promise<State[]> {
	return [];
}

/** The findings of a submission as CSV in the sender's words, formulas neutralised. */
export async function findingsCsv(_w: Warehouse, id: string): Promise<string> {
	throw new Error(`There is no submission ${id}.`);
}

/** Whether everything that must hold in a home holds, and what does not. */
export async function checkInvariants(_w: Warehouse): Promise<{ ok: boolean; problems: string[] }> {
	return { ok: true, problems: [] };
}

/** All partners in their order. */
export async function partners(_w: Warehouse): Promise<Partner[]> {
	return [];
}

/** Adds a partner or renames one. */
export async function savePartner(_w: Warehouse, partner: Partner): Promise<Partner> {
	return partner;
}
