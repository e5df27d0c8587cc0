import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, type IntakeQuestion, type SubmissionClaim } from '$lib/domain';
import { listSubmissions, type SubmissionRecord, type Warehouse } from '$lib/server/warehouse';
import { clearLeftovers } from './clear-leftovers';
import { detect, likeEarlier } from './detect';
import { cutOf, removeKept } from './door/kept-file';
import { AT_THE_DOOR, openDoor } from './door/open-door';
import type { FileSource, LoadedFile, LoadOptions } from './loaded-file';
import { matchFile } from './match-file';
import { addPartners, resolvePartner, unnamedPartner } from './partners';
import { openArchive } from './open-archive';
import { listTables, readTable, WhichSheet } from './read';
import { receive, recogniseOnly, type Received, type ReceivedFile } from './receive';
import { earlierHeaders } from './remember';
import { sheetChoice } from './remember-sheet';
import { emptyFile, refusedFile } from './refused-file';
import { resolveDataset, resolvePeriod } from './resolve-claim';
import { fromRecord, isSettled, mayCheckAgain } from './stored-file';
import { recogniseTable, takeSource } from './transform';
import { keepUnsorted, saveUnsorted } from './unsorted-file';

/** A file that was received and read, and waits to be checked and kept. */
export interface PreparedFile {
	/** One entry, or one for each file of an archive. */
	finish(): Promise<LoadedFile[]>;
	/** Forgets the file instead. */
	discard(): Promise<void>;
}

/** Everything but publishing: from the bytes to the staged rows, or to what stands against them. */
export async function takeFile(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<LoadedFile[]> {
	return (await prepareFile(w, source, claim, options)).finish();
}

/** Receives and reads a file, which changes nothing, so that the next one can be read while this one is checked. */
export async function prepareFile(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<PreparedFile> {
	const answers = options.answers ?? {};
	options.progress?.('receive', source.name);
	await clearLeftovers(w);
	const whose = await resolvePartner(w, claim.partner, answers.new_partner);
	const limit = options.settings.upload_limit_mb * 1024 * 1024;
	if ('question' in whose) {
		const asked = emptyFile(await recogniseOnly(source, { limit }), claim, options.now);
		return done({ ...asked, status: 'needs_answer', questions: [whose.question] });
	}
	const own = { ...claim, partner: whose.partner };
	const file = await receiveThroughDoor(w, source, own, options);
	if ('status' in file) return done(file);
	const received: Received = { w, file, claim, options, answers };
	const folder = await workFolder(w);
	const discard = () => rm(folder, { recursive: true, force: true });
	const orRefuse = async (error: unknown) => [await refuse(received, whose.partner, error)];
	options.progress?.('read', source.name);
	try {
		const next = await readIn(received, { ...whose, folder });
		return { finish: () => next().catch(orRefuse).finally(discard), discard };
	} catch (error) {
		await discard();
		return done(...(await orRefuse(error)));
	}
}

/** Receives a file by its partner's agreement; what the agreement refuses is said of this file, and others go on. */
async function receiveThroughDoor(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<ReceivedFile | LoadedFile> {
	const limit = options.settings.upload_limit_mb * 1024 * 1024;
	try {
		const door = await openDoor(w, source, claim, options);
		return await receive(w.home, source, {
			limit,
			signal: options.signal,
			door,
			partner: claim.partner
		});
	} catch (error) {
		if (!(error instanceof Refusal) || !AT_THE_DOOR.includes(error.code)) throw error;
		const nothing = { name: source.name, path: '', sha256: '', bytes: 0, removed: [] };
		return refusedFile(nothing, claim, { refusal: error, now: options.now });
	}
}

function done(...files: LoadedFile[]): PreparedFile {
	return { finish: async () => files, discard: async () => undefined };
}

async function workFolder(w: Warehouse): Promise<string> {
	const work = join(w.home, 'work');
	await mkdir(work, { recursive: true });
	return mkdtemp(join(work, 'intake-'));
}

/** A file that is no table is not kept, unless an earlier submission has the same bytes. */
async function refuse(
	{ w, file, claim, options }: Received,
	partner: string,
	error: unknown
): Promise<LoadedFile> {
	const isStopped = options.signal?.aborted ?? false;
	if (!isStopped && !(error instanceof Refusal)) throw error;
	const same = await listSubmissions(w, { sha256: file.sha256 });
	const isShared = cutOf(file.path) === null;
	if (!same.some((one) => isShared || one.partner === partner)) await removeKept(file.path);
	if (isStopped || !(error instanceof Refusal)) throw options.signal?.reason;
	return refusedFile(file, { ...claim, partner }, { refusal: error, now: options.now });
}

interface Whose {
	partner: string;
	isNew: boolean;
	folder: string;
}

/** Reads a file and finds out what it is about; what is returned matches, checks and keeps it. */
async function readIn(
	received: Received,
	{ partner, isNew, folder }: Whose
): Promise<() => Promise<LoadedFile[]>> {
	const { w, file, claim, options, answers } = received;
	const period = resolvePeriod(claim, { name: file.name, answer: answers.period, now: options.now });
	const quarter = 'period' in period ? period.period : null;
	const known = await listSubmissions(w, { partner, sha256: file.sha256 });
	const claimed = known.find((one) => one.dataset === claim.dataset && one.period === quarter);
	if (claimed && isSettled(claimed) && !mayCheckAgain(claimed, answers))
		return async () => [alreadyReceived(claimed)];
	const limit = options.settings.upload_limit_mb * 1024 * 1024;
	const content = await listTables(file.path, file.name);
	if (content) {
		const place = { partner, period, folder, known };
		const take = await openArchive(received, { place, ...content, limit }, prepareFile);
		return async () => {
			if (isNew) await addPartners(w, [unnamedPartner(partner)]);
			return 'question' in take ? [await saveUnsorted(w, take.file)] : take();
		};
	}
	const earlier = await earlierHeaders(w, partner);
	const choice = await sheetChoice(w, { partner, dataset: claim.dataset, answered: answers.sheet, earlier });
	const onRead = (share: number) => {
		options.signal?.throwIfAborted();
		options.progress?.('read', file.name, share);
	};
	const reading = { name: file.name, folder, limit, onRead, ...choice };
	const table = await readTable(file.path, reading).catch(orQuestion);
	if ('question' in table) {
		const asked = { ...emptyFile(file, { ...claim, partner }, options.now), container: 'xlsx' };
		const questions = [table.question];
		return async () => {
			if (isNew) await addPartners(w, [unnamedPartner(partner)]);
			return [await saveUnsorted(w, { ...asked, period: quarter, status: 'needs_answer', questions })];
		};
	}
	const recognised = recogniseTable(table);
	const guesses = detect(table.headers, { partner });
	const about = resolveDataset(claim.dataset, guesses, {
		answer: answers.dataset,
		earlier: likeEarlier(table.headers, earlier)
	});
	return async () => {
		if (isNew) await addPartners(w, [unnamedPartner(partner)]);
		if (recognised && quarter !== null)
			return takeSource(received, recognised, { partner, period: quarter, folder, known });
		if ('question' in about || quarter === null) {
			const asked = {
				about: 'question' in about && !recognised ? about.question : null,
				period: 'question' in period ? period.question : null
			};
			return [await keepUnsorted(received, { partner, quarter, table, folder }, asked)];
		}
		const place = { partner, dataset: about.dataset, period: quarter };
		const same = known.find((one) => one.dataset === place.dataset && one.period === place.period) ?? null;
		if (same && isSettled(same) && !mayCheckAgain(same, answers)) return [alreadyReceived(same)];
		return [await matchFile(received, { ...place, table, folder, guesses, same, wrong: about.wrong })];
	};
}

function alreadyReceived(record: SubmissionRecord): LoadedFile {
	return { ...fromRecord(record), already_received: true };
}

/** A workbook whose sheet must be asked for; every other error goes on. */
function orQuestion(error: unknown): { question: IntakeQuestion } {
	if (error instanceof WhichSheet) return { question: error.question };
	throw error;
}
