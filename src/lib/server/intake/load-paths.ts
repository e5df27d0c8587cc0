import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { DATASET_IDS, isQuarter, Refusal, type Partner, type SubmissionClaim } from '$lib/domain';
import { latestState, type Warehouse } from '$lib/server/warehouse';
import { isReady } from './is-ready';
import type { LoadedFile, LoadOptions } from './loaded-file';
import { addPartners, partnerId, unnamedPartner } from './partners';
import { datasetIn } from './resolve-claim';
import { placeOf, publishAll, publishedPlaces, type Placed } from './publish';
import { asStored, eachOnce, placed, type Statuses } from './publish-made';
import { prepareFile, type PreparedFile } from './take-file';
import { valueFinding } from './check/value-finding';

/** A file to load and what its place in the folder says of it. */
interface Found {
	path: string;
	claim: SubmissionClaim;
	/** Place in the order: period, then dataset, then name. */
	order: string;
}

/** Loads files and folders (`<partner>/<period>/<dataset>.<ext>`), oldest period first, one state for each period. */
export async function loadPaths(
	w: Warehouse,
	paths: string[],
	claim: Partial<SubmissionClaim>,
	options: LoadOptions
): Promise<{ files: LoadedFile[]; state: number }> {
	const found = (await Promise.all(paths.map((path) => findFiles(path, claim)))).flat();
	if (found.length === 0) throw nothingThere(paths);
	refuseOthersFiles(found, options.actor);
	await addPartners(w, foldersOf(paths, found));
	const files: LoadedFile[] = [];
	for (const batch of byPeriod(found)) files.push(...(await loadBatch(w, batch, options)));
	const single = found.length === 1 ? files[0] : undefined;
	if (single) refuseUnpublished(single, options);
	return { files, state: await latestState(w) };
}

/** Refuses all of it where one file is of a partner for which the actor does not file. */
function refuseOthersFiles(found: Found[], { partners }: LoadOptions['actor']): void {
	if (partners === null || found.every(({ claim }) => partners.includes(claim.partner))) return;
	const own = partners.join(', ') || 'no partner';
	throw new Refusal('not_allowed', `You file for ${own} only.`, 'Choose that partner.');
}

/** Takes the files of a period one after another; while one is checked, the next is read. */
async function loadBatch(w: Warehouse, batch: Found[], options: LoadOptions): Promise<LoadedFile[]> {
	const files: LoadedFile[] = [];
	const prepare = (found: Found | undefined) =>
		found && prepareFile(w, { name: basename(found.path), path: found.path }, found.claim, options);
	let next = prepare(batch[0]);
	for (let at = 0; next; at++) {
		const prepared: PreparedFile = await next;
		next = prepare(batch[at + 1]);
		next?.catch(() => undefined);
		try {
			files.push(...(await prepared.finish()));
		} catch (error) {
			await next?.then((waiting) => waiting.discard());
			throw error;
		}
	}
	return options.publish ? publishBatch(w, files, options) : files;
}

/** Publishes what is ready as one state; what stands in the way of one file stays with that file. */
async function publishBatch(w: Warehouse, files: LoadedFile[], options: LoadOptions): Promise<LoadedFile[]> {
	const ready = eachOnce(files.filter((file) => isReady(file) && !isPassedOver(file)).flatMap(placed));
	const inPlace = options.replace ? new Map<string, Placed>() : await publishedPlaces(w);
	const free = ready.filter((one) => !inPlace.has(placeOf(one)));
	const state = free.length > 0 ? await publishAll(w, free, options) : null;
	const now = await statusesOf(w, files);
	return files.map((file) => {
		const old = ready.find(
			(one) =>
				inPlace.has(placeOf(one)) && placed(file).some((own) => own.submission_id === one.submission_id)
		);
		if (old) return leftUnpublished(file, old.submission_id, inPlace.get(placeOf(old)) as Placed);
		return asStored(file, now, state);
	});
}

/** A superseded file sent again changes nothing in a folder; by itself it may be published again. */
function isPassedOver({ status, already_received }: LoadedFile): boolean {
	return already_received && status === 'superseded';
}

async function statusesOf(w: Warehouse, files: LoadedFile[]): Promise<Statuses> {
	const rows = await w.read<Pick<LoadedFile, 'status' | 'supersedes'> & { submission_id: string }>(
		'SELECT submission_id, status, supersedes FROM main.submissions WHERE list_contains($1::VARCHAR[], submission_id)',
		[files.flatMap(placed).map(({ submission_id }) => submission_id)]
	);
	return new Map(rows.map(({ submission_id, ...stored }) => [submission_id, stored]));
}

function leftUnpublished(file: LoadedFile, id: string, old: Placed): LoadedFile {
	const said = valueFinding('already_published', { value: old.submission_id, places: { id } });
	return { ...file, findings: [...file.findings, said] };
}

/** One file that was to be published over another one: refused, as a command of its own would be. */
function refuseUnpublished(file: LoadedFile, options: LoadOptions): void {
	const said = file.findings.find(({ rule }) => rule === 'already_published');
	if (!options.publish || !said) return;
	throw new Refusal('already_published', said.message, said.fix);
}

function byPeriod(found: Found[]): Found[][] {
	const sorted = [...found].sort((one, other) =>
		one.order < other.order ? -1 : one.order > other.order ? 1 : 0
	);
	const batches = new Map<string, Found[]>();
	for (const file of sorted) {
		const period = file.claim.period ?? '';
		batches.set(period, [...(batches.get(period) ?? []), file]);
	}
	return [...batches.values()];
}

async function findFiles(path: string, claim: Partial<SubmissionClaim>): Promise<Found[]> {
	if (!statSync(path).isDirectory()) return [asFound(path, claim, true)].flatMap((one) => one ?? []);
	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && !isHidden(path, entry.parentPath, entry.name));
	return files.flatMap((entry) => asFound(join(entry.parentPath, entry.name), claim, false) ?? []);
}

function isHidden(root: string, folder: string, name: string): boolean {
	return (
		name.startsWith('.') ||
		relative(root, folder)
			.split(sep)
			.some((part) => part.startsWith('.') || part === '__MACOSX')
	);
}

const TABLE = /\.(csv|txt|tsv|tab|gz|zip|xlsx?)$/i;

/** What the place of a file says: partner and period from its folders, the dataset from its name. */
function asFound(path: string, claim: Partial<SubmissionClaim>, isNamed: boolean): Found | null {
	const folder = dirname(resolve(path));
	const period = isQuarter(basename(folder)) ? basename(folder) : undefined;
	const partner = claim.partner ?? (period === undefined ? undefined : basename(dirname(folder)));
	if (partner === undefined || (!isNamed && period === undefined && !TABLE.test(path))) {
		if (isNamed) throw noPartner(path);
		return null;
	}
	const dataset = claim.dataset ?? datasetIn(basename(path));
	const full: SubmissionClaim = { ...claim, partner };
	if (dataset !== undefined) full.dataset = dataset;
	const quarter = claim.period ?? period;
	if (quarter !== undefined) full.period = quarter;
	const place = dataset === undefined ? 9 : DATASET_IDS.indexOf(dataset);
	return { path, claim: full, order: [quarter ?? '', place, partnerId(partner), basename(path)].join('\n') };
}

/** Partners that a folder names by its structure are meant as they are; `partnership.json` beside them gives their names. */
function foldersOf(paths: string[], found: Found[]): Partner[] {
	const isFolder = (path: string) => statSync(path).isDirectory();
	if (!paths.some(isFolder)) return [];
	const named = paths.filter(isFolder).flatMap(namedPartners);
	const ids = new Set(found.map(({ claim }) => partnerId(claim.partner)));
	const unnamed = [...ids].filter((id) => !named.some(({ partner }) => partner === id));
	return [...named.filter(({ partner }) => ids.has(partner)), ...unnamed.map(unnamedPartner)];
}

function namedPartners(folder: string): Partner[] {
	try {
		const text = readFileSync(join(folder, 'partnership.json'), 'utf8');
		return (JSON.parse(text) as { partners?: Partner[] }).partners ?? [];
	} catch {
		return [];
	}
}

function nothingThere(paths: string[]): Refusal {
	return new Refusal(
		'nothing_to_load',
		`There is no file to load in ${paths.join(', ')}.`,
		'Files lie at <partner>/<period>/<dataset>.csv, or are named one by one with --partner.'
	);
}

function noPartner(path: string): Refusal {
	return new Refusal(
		'no_partner',
		`It is not known whose file ${basename(path)} is.`,
		'Name the partner, like --partner navigators.'
	);
}
