import { forgetIdentifiers } from '$lib/server/people';
import { readSubmission, saveSubmission, type Transaction, type Warehouse } from '$lib/server/warehouse';
import { letGo } from './check/arrive';
import type { Guess } from './detect';
import { judge } from './judge';
import type { LoadedFile, LoadOptions } from './loaded-file';
import type { LocatedFinding } from './read';
import { keepAnswers } from './remember';
import { cleanText, keepPeople, prepareTyping, stage, type Arriving, type Staged } from './stage';
import { fromRecord, isSettled, mayBeCheckedAgain, mayCheckAgain, toRecord } from './stored-file';

/** A file that was read and matched, what is said of it so far, and the dataset it rather is. */
export interface MatchedFile {
	file: LoadedFile;
	arriving: Arriving;
	wrong: Guess | null;
	/** Says of findings about rows that were made of others where these stand. */
	relabel?: (findings: LocatedFinding[]) => LocatedFinding[];
}

/** Checks a file and keeps, in one transaction, its typed rows, identifiers and answers; or only what stands against them. */
export async function checkAndKeep(
	w: Warehouse,
	matched: MatchedFile,
	options: LoadOptions
): Promise<LoadedFile> {
	await prepareTyping(w);
	try {
		return await stageOrCopy(w, matched, options);
	} catch (error) {
		if (error instanceof AlreadyKept) return error.file;
		if (!(error instanceof NotLoaded)) throw error;
		await w.transaction(async (tx) => {
			if (await isCounted(tx, matched.arriving)) return;
			await unstage(tx, matched.arriving);
			await keep(tx, matched, { file: error.file, staged: null, options });
		});
		return error.file;
	}
}

/** Thrown inside the transaction so that no row of a file that is not loaded stays. */
class NotLoaded extends Error {
	constructor(readonly file: LoadedFile) {
		super('The file is not loaded.');
	}
}

/** Thrown inside the transaction when the same file was kept meanwhile. */
class AlreadyKept extends Error {
	constructor(readonly file: LoadedFile) {
		super('The file was kept meanwhile.');
	}
}

/** What the database says when it reads a text otherwise than the scan did. */
const DISAGREES = /csv|read_csv|the scan saw/i;

/** Lets the database read the kept file itself where that is plain; if it stumbles all the same, a clean copy. */
async function stageOrCopy(w: Warehouse, matched: MatchedFile, options: LoadOptions): Promise<LoadedFile> {
	try {
		return await stageOnce(w, matched, { options, copy: false });
	} catch (error) {
		if (!mayReadAgain(error, matched)) throw error;
		return stageOnce(w, matched, { options, copy: true });
	}
}

function mayReadAgain(error: unknown, { arriving }: MatchedFile): boolean {
	const isOurs = [NotLoaded, AlreadyKept, TriedOut].some((kind) => error instanceof kind);
	return !isOurs && arriving.table.isPlain && DISAGREES.test(String(error));
}

function rulesOf({ answers = {}, settings }: LoadOptions) {
	return { answers, acceptGoodRows: settings.accept_good_rows };
}

async function stageOnce(
	w: Warehouse,
	matched: MatchedFile,
	{ options, copy }: { options: LoadOptions; copy: boolean }
): Promise<LoadedFile> {
	const text = await cleanText(matched.arriving, { copy });
	return w.transaction(async (tx) => {
		await refuseTwin(tx, matched.arriving, options);
		await unstage(tx, matched.arriving);
		const staged = await stage(tx, matched.arriving, text);
		const file = relabelled(judge({ ...matched, staged }, rulesOf(options)), matched);
		if (file.status === 'needs_answer' || file.status === 'rejected') throw new NotLoaded(file);
		await keepPeople(tx, matched.arriving);
		await keep(tx, matched, { file, staged, options });
		await letGo(tx);
		return file;
	}, options.signal);
}

function relabelled(file: LoadedFile, { relabel }: MatchedFile): LoadedFile {
	return relabel ? { ...file, findings: relabel(file.findings) } : file;
}

/** Checks a file and keeps nothing: what would become of it, and what `look` saw of its typed rows. */
export async function tryOut<Seen>(
	w: Warehouse,
	matched: MatchedFile,
	{ options, look }: { options: LoadOptions; look: (tx: Transaction) => Promise<Seen> }
): Promise<{ file: LoadedFile; seen: Seen }> {
	await prepareTyping(w);
	const tried: { file: LoadedFile; seen: Seen }[] = [];
	const once = async (copy: boolean) => {
		const text = await cleanText(matched.arriving, { copy });
		await w.transaction(async (tx) => {
			await unstage(tx, matched.arriving);
			const staged = await stage(tx, matched.arriving, text);
			tried.push({ file: judge({ ...matched, staged }, rulesOf(options)), seen: await look(tx) });
			throw new TriedOut();
		});
	};
	await once(false)
		.catch((error) => (mayReadAgain(error, matched) ? once(true) : Promise.reject(error)))
		.catch((error) => {
			if (!(error instanceof TriedOut)) throw error;
		});
	const [result] = tried;
	if (!result) throw new Error('Nothing was tried.');
	return result;
}

/** Thrown inside the transaction of a trial so that nothing of it stays. */
class TriedOut extends Error {}

/** The same bytes may have been kept by another request while this one was reading. */
async function refuseTwin(
	tx: Transaction,
	{ submission_id }: Arriving,
	{ answers = {} }: LoadOptions
): Promise<void> {
	const stored = await readSubmission(tx, submission_id);
	if (!stored || !isSettled(stored) || mayCheckAgain(stored, answers)) return;
	throw new AlreadyKept({ ...fromRecord(stored), already_received: true });
}

/** Whether the same file was published meanwhile: a state holds its rows. */
async function isCounted(tx: Transaction, { submission_id }: Arriving): Promise<boolean> {
	const stored = await readSubmission(tx, submission_id);
	return stored !== null && isSettled(stored) && !mayBeCheckedAgain(stored);
}

/** Takes away what an earlier check of the same file staged; it was never published. */
async function unstage(tx: Transaction, { submission_id, known }: Arriving): Promise<void> {
	const stored = await readSubmission(tx, submission_id);
	if (!stored || stored.rows_loaded === 0) return;
	await tx.run(`DELETE FROM staging.stg_${known.dataset.id} WHERE submission_id = $1`, [submission_id]);
	await forgetIdentifiers(tx, submission_id);
}

async function keep(
	tx: Transaction,
	{ arriving }: MatchedFile,
	{ file, staged, options }: { file: LoadedFile; staged: Staged | null; options: LoadOptions }
): Promise<void> {
	await saveSubmission(tx, toRecord(file));
	const { partner, known } = arriving;
	const of = { partner, dataset: known.dataset.id, at: options.now.toISOString(), who: options.actor.who };
	await keepAnswers(tx, of, { given: options.answers ?? {}, proven: staged?.proven ?? {} });
}
