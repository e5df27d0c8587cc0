import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '$lib/domain';

interface Holder {
	pid: number;
	/** When that process began, as far as the system tells; a reused pid has another one. */
	began: string | null;
}

const PAUSE_MS = 100;

/** Holds the home for this process until the returned function is called. Waits for a living holder, takes over from a dead one. */
export async function holdHome(home: string, waitMs: number): Promise<() => void> {
	const path = join(home, 'lock');
	const until = Date.now() + waitMs;
	while (!tryToHold(path)) {
		if (Date.now() >= until) throw busy(home, readHolder(path)?.pid);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	return () => letGo(path);
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
	if (holder && isAlive(holder)) return false;
	removeDeadLock(path, holder);
	return createLock(path);
}

function createLock(path: string): boolean {
	const draft = `${path}.${process.pid}`;
	const mine: Holder = { pid: process.pid, began: beginningOf(process.pid) };
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

function isAlive(holder: Holder): boolean {
	try {
		process.kill(holder.pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
	}
	const began = beginningOf(holder.pid);
	return began === null || holder.began === null || began === holder.began;
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
	if (moved && moved.pid !== judged?.pid && isAlive(moved)) restoreLock(aside, path);
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
	if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
}
