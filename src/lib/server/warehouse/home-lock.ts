import {
	linkSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '$lib/domain';

interface Holder {
	pid: number;
	/** When that process began, as far as the system tells; a reused pid has another one. */
	began: string | null;
	/** The machine or container whose process numbers these are; locks of older versions lack it. */
	space?: string;
}

const PAUSE_MS = 100;

/** How often a holder shows that it lives, and after what silence one that nobody here can see counts as dead. */
const SIGN_EVERY_MS = 5000;
const SILENCE_MS = 90_000;

/** Holds the home for this process until the returned function is called. Waits for a living holder, takes over from a dead one. */
export async function holdHome(home: string, waitMs: number): Promise<() => void> {
	const path = join(home, 'lock');
	const until = Date.now() + waitMs;
	while (!tryToHold(path)) {
		if (Date.now() >= until) throw busy(home, readHolder(path)?.pid);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	const signs = setInterval(() => showLife(path), SIGN_EVERY_MS).unref();
	return () => {
		clearInterval(signs);
		letGo(path);
	};
}

/** What we say when another process keeps the home. */
export function busy(home: string, pid?: number): Refusal {
	const by = pid ? ` by process ${pid}` : ' by another process';
	const hint =
		'Wait until it has finished, or stop the server or command that holds this home, then try again.';
	return new Refusal('busy', `The home ${home} is in use${by}.`, hint);
}

function tryToHold(path: string): boolean {
	if (createLock(path)) return true;
	const holder = readHolder(path);
	if (holder && isAlive(holder, path)) return false;
	removeDeadLock(path, holder);
	return createLock(path);
}

function createLock(path: string): boolean {
	const draft = `${path}.${process.pid}`;
	const mine: Holder = { pid: process.pid, began: beginningOf(process.pid), space: ownSpace() };
	writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
	try {
		linkSync(draft, path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}

function readHolder(path: string): Holder | null {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Holder;
	} catch {
		return null;
	}
}

/** In another container, or on another machine that shares the disk, a number is another process or none. */
function isAlive(holder: Holder, path: string): boolean {
	if (holder.space !== undefined && holder.space !== ownSpace())
		return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENCE_MS;
	try {
		process.kill(holder.pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
	}
	const began = beginningOf(holder.pid);
	return began === null || holder.began === null || began === holder.began;
}

function ownSpace(): string {
	let numbers = '';
	try {
		numbers = readlinkSync('/proc/self/ns/pid');
	} catch {
		// Systems without such a file have one space of numbers.
	}
	return `${hostname()} ${numbers}`.trim();
}

function showLife(path: string): void {
	try {
		utimesSync(path, new Date(), new Date());
	} catch {
		// The home was moved or removed under its holder; there is nothing to show any more.
	}
}

/** Field 22 of /proc/PID/stat: the start time in clock ticks since boot (proc(5)); other systems have none. */
function beginningOf(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
	} catch {
		return null;
	}
}

/** Moves the lock aside before removing it, so that a lock which another process just made is put back. */
function removeDeadLock(path: string, judged: Holder | null): void {
	const aside = `${path}.dead.${process.pid}`;
	try {
		renameSync(path, aside);
	} catch {
		return;
	}
	const moved = readHolder(aside);
	if (moved && moved.pid !== judged?.pid && isAlive(moved, aside)) restoreLock(aside, path);
	rmSync(aside, { force: true });
}

function restoreLock(aside: string, path: string): void {
	try {
		linkSync(aside, path);
	} catch {
		// A third process holds it already: that one is as good.
	}
}

function letGo(path: string): void {
	const holder = readHolder(path);
	if (holder?.pid === process.pid && holder.space === ownSpace()) rmSync(path, { force: true });
}
