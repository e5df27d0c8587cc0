import {
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	rmdirSync,
	statfsSync,
	statSync
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Refusal } from '$lib/domain';
import {
	ledgerLines,
	listSubmissions,
	placeOfSecret,
	printOfSecret,
	SCHEMA_VERSION,
	type Warehouse
} from '$lib/server/warehouse';
import type { OpenHome } from '../open-home';
import { syncFolder } from '../write-whole';
import { copyFile } from './copy-file';
import { copyOriginals } from './copy-originals';
import { holdOriginals, type HeldOriginals } from './hold-originals';
import { listHome, sizeOf } from './list-home';
import { homeIn, readManifest, writeManifest, type KeptFile, type Manifest } from './manifest';

/** What a backup needs besides the home: the time, a copier for SQLite's own files, and whom it tells how far it is. */
export interface BackupOptions {
	now: Date;
	copySqlite: (from: string, to: string) => Promise<void>;
	progress?: (done: number, total: number, what: string) => void;
	/** An earlier backup on the same disk; originals that lie in it unharmed are not written again. */
	since?: string;
}

/** A backup that was made. */
export interface Backup extends Omit<Manifest, 'version' | 'files' | 'secret_print'> {
	backup: string;
	files: number;
	bytes: number;
	/** Originals that are not what was received, in sentences; they are in the backup as they are. */
	problems: string[];
}

const running = new Set<string>();

/**
 * Copies a home whole into a new folder, as it was at one moment; the home may be served and loaded into meanwhile,
 * and only who would write waits for a moment. Made beside and renamed last, so that a folder of that name is a whole backup.
 */
export async function backUp(home: OpenHome, folder: string, options: BackupOptions): Promise<Backup> {
	const target = resolve(folder);
	refusePlace(home.dir, target);
	if (options.since !== undefined) readManifest(options.since);
	const draft = `${target}.unfinished`;
	if (running.has(home.dir)) throw alreadyRunning();
	running.add(home.dir);
	try {
		rmSync(draft, { recursive: true, force: true });
		mkdirSync(homeIn(draft), { recursive: true, mode: 0o700 });
		const made = await fill(home, draft, options);
		if (existsSync(target)) rmdirSync(target);
		renameSync(draft, target);
		syncFolder(dirname(target));
		return { backup: target, ...made };
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		throw error;
	} finally {
		running.delete(home.dir);
	}
}

async function fill(home: OpenHome, draft: string, options: BackupOptions): Promise<Omit<Backup, 'backup'>> {
	const still = await copyStill(home, draft, options);
	try {
		const from = { home: home.dir, held: still.held, since: options.since };
		const originals = await copyOriginals(from, draft, still.originals, options.progress);
		const files = [...still.files, ...originals.files];
		const said = {
			made_at: options.now.toISOString(),
			schema_version: SCHEMA_VERSION,
			state: still.state,
			secret: holdsSecret(home.dir, files) ? 'inside' : 'outside'
		} as const;
		writeManifest(draft, { version: 1, ...said, secret_print: printOfSecret(home.dir), files });
		const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
		return { ...said, files: files.length, bytes, problems: originals.problems };
	} finally {
		still.held.letGo();
	}
}

interface Still {
	state: number;
	files: KeptFile[];
	originals: string[];
	held: HeldOriginals;
}

/** The database, the ledger and what else must fit together; originals are only held, since they do not change. */
function copyStill({ dir, warehouse }: OpenHome, draft: string, options: BackupOptions): Promise<Still> {
	return warehouse.whileStill(async (database) => {
		const { originals, sqlite, others } = listHome(dir, await knownOriginals(warehouse));
		refuseWithoutRoom(dirname(draft), sizeOf(dir, [...database, ...originals, ...sqlite, ...others]));
		const held = holdOriginals(dir, originals);
		try {
			const files: KeptFile[] = [];
			for (const path of [...database, ...others])
				files.push({ path, ...(await copyFile(join(dir, path), join(homeIn(draft), path))) });
			for (const path of sqlite)
				files.push({ path, ...(await copyBySqlite(join(dir, path), join(homeIn(draft), path), options)) });
			return { state: warehouse.latest(), files, originals, held };
		} catch (error) {
			held.letGo();
			throw error;
		}
	});
}

/** Sums of the files that a submission is of; one that is just being received may still be refused, and then goes. */
async function knownOriginals(warehouse: Warehouse): Promise<Set<string>> {
	const records = await listSubmissions(warehouse);
	const lines = ledgerLines(warehouse.home);
	return new Set([...records, ...lines].map(({ sha256 }) => sha256));
}

async function copyBySqlite(
	from: string,
	to: string,
	{ copySqlite }: BackupOptions
): Promise<{ bytes: number; sha256: string }> {
	const made = `${to}.part`;
	mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
	await copySqlite(from, made);
	const copied = await copyFile(made, to);
	rmSync(made);
	return copied;
}

/** Where the secret lies in the home it is copied like any file of it. */
function holdsSecret(home: string, files: KeptFile[]): boolean {
	const { inside } = placeOfSecret(home);
	return files.some(({ path }) => path === inside);
}

function refusePlace(home: string, target: string): void {
	const way = relative(home, target);
	if (!way.startsWith('..') && !isAbsolute(way))
		throw wrongPlace(`A backup inside the home itself (${target}) would be lost with it.`);
	if (!statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory())
		throw wrongPlace(`There is no folder ${dirname(target)} to put the backup in.`);
	const found = statSync(target, { throwIfNoEntry: false });
	if (found && !(found.isDirectory() && readdirSync(target).length === 0))
		throw new Refusal(
			'backup_exists',
			`${target} is there already and was left as it is.`,
			'Name a new folder, for example one with the day in its name.'
		);
}

function wrongPlace(message: string): Refusal {
	return new Refusal('wrong_place', message, 'Name a new folder on another disk, whose parent exists.');
}

function alreadyRunning(): Refusal {
	const hint = 'Wait until it is done, then try again.';
	return new Refusal('busy', 'A backup of this home is being made at this moment.', hint);
}

function refuseWithoutRoom(folder: string, bytes: number): void {
	const disk = statfsSync(folder);
	const free = disk.bavail * disk.bsize;
	if (free > bytes) return;
	throw new Refusal(
		'disk_full',
		`The disk of ${folder} has ${Math.floor(free / 1e6)} MB free, and this backup needs ${Math.ceil(bytes / 1e6)} MB.`,
		'Remove older backups, or name a folder on another disk.'
	);
}
