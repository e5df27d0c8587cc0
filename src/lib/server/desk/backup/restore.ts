import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '$lib/domain';
import { holdHome, placeOfSecret, printOfSecret, SCHEMA_VERSION } from '$lib/server/warehouse';
import { closeHome, openHome, type OpenHome } from '../open-home';
import { copyFile } from './copy-file';
import { damagedBackup, homeIn, readManifest, type Manifest } from './manifest';
import { putInPlace } from './put-in-place';

/** How a backup is restored. */
export interface RestoreOptions {
	now: Date;
	/** Whether a home that stands at the place may be moved aside. */
	replace: boolean;
	tell: (sentence: string) => void;
	progress?: (done: number, total: number, what: string) => void;
	/** Looks at the restored home before it is put in its place; what it answers is handed on. */
	prove: (home: OpenHome) => Promise<string[]>;
}

/** A home that was put back. */
export interface Restored extends Pick<Manifest, 'made_at' | 'state' | 'secret'> {
	home: string;
	files: number;
	bytes: number;
	/** Where the home that stood there before lies now. */
	moved_aside: string | null;
	problems: string[];
}

/**
 * Puts a backup back as a home. Every file is compared with the manifest and the home is opened and proved beside its
 * place; only then does anything at the place itself change. Refuses a damaged backup, naming the file.
 */
export async function restoreHome(backup: string, place: string, options: RestoreOptions): Promise<Restored> {
	const [from, home] = [resolve(backup), resolve(place)];
	const manifest = readManifest(from);
	refuseNewer(manifest);
	refuseTaken(home, options.replace);
	compareSizes(from, manifest);
	const draft = `${home}.restoring`;
	const letGo = await makeDraft(draft);
	try {
		await copyAll(from, draft, { manifest, options }).finally(letGo);
		options.tell('Every file is as it was when the backup was made. Opening the home and checking it ...');
		const found = [...secretProblems(manifest, draft), ...(await prove(draft, options))];
		const problems = found.map((problem) => problem.replaceAll(draft, home));
		const moved = await putInPlace(draft, home, options.now);
		const { made_at, state, secret, files } = manifest;
		const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
		return { home, made_at, state, secret, files: files.length, bytes, moved_aside: moved, problems };
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		throw error;
	}
}

function refuseNewer({ schema_version: version }: Manifest): void {
	if (version <= SCHEMA_VERSION) return;
	throw new Refusal(
		'newer_home',
		`This backup was made by a newer Braidwork (tables of version ${version}, this one knows ${SCHEMA_VERSION}).`,
		'Use the newer Braidwork to restore it.'
	);
}

function refuseTaken(home: string, replace: boolean): void {
	const found = statSync(home, { throwIfNoEntry: false });
	if (!found || (found.isDirectory() && readdirSync(home).length === 0)) return;
	if (replace && existsSync(join(home, 'config.json'))) return;
	const hint = existsSync(join(home, 'config.json'))
		? 'Name another folder with --home, or move that home aside with --replace; it is kept.'
		: 'Name an empty or a new folder with --home.';
	throw new Refusal('home_exists', `There is something at ${home} already; it was left as it is.`, hint);
}

/** What is missing or cut short is told before anything is copied. */
function compareSizes(backup: string, { files }: Manifest): void {
	for (const { path, bytes } of files) {
		const found = statSync(join(homeIn(backup), path), { throwIfNoEntry: false });
		if (!found?.isFile()) throw damagedBackup(backup, `home/${path} is missing`);
		if (found.size !== bytes)
			throw damagedBackup(backup, `home/${path} has ${found.size} bytes, and had ${bytes}`);
	}
}

/** An empty draft that this process holds; what a killed restore left goes, and one that is under way is refused. */
async function makeDraft(draft: string): Promise<() => void> {
	if (!existsSync(dirname(draft)))
		throw new Refusal(
			'not_found',
			`There is no folder ${dirname(draft)}.`,
			'Make it, or name another --home.'
		);
	if (existsSync(draft)) (await holdHome(draft, 0))();
	rmSync(draft, { recursive: true, force: true });
	for (const folder of ['files', 'work']) mkdirSync(join(draft, folder), { recursive: true, mode: 0o700 });
	return holdHome(draft, 0);
}

async function copyAll(
	backup: string,
	draft: string,
	{ manifest, options }: { manifest: Manifest; options: RestoreOptions }
): Promise<void> {
	for (const [done, { path, sha256 }] of manifest.files.entries()) {
		options.progress?.(done, manifest.files.length, path);
		const copied = await copyFile(join(homeIn(backup), path), join(draft, path));
		if (copied.sha256 !== sha256) throw damagedBackup(backup, `home/${path} is not as it was written`);
	}
	options.progress?.(manifest.files.length, manifest.files.length, 'done');
}

async function prove(draft: string, options: RestoreOptions): Promise<string[]> {
	const opened = await openHome(draft, { tell: options.tell });
	try {
		return await options.prove(opened);
	} finally {
		await closeHome(opened);
	}
}

/** With another secret everybody who comes again would get a new key. A secret that is missing is told by `prove`. */
function secretProblems({ secret_print: expected }: Manifest, draft: string): string[] {
	const { path } = placeOfSecret(draft);
	if (expected === null || !existsSync(path) || printOfSecret(draft) === expected) return [];
	return [`The secret at ${path} is not the one that this home was keyed with.`];
}
