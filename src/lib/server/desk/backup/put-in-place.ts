import { existsSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '$lib/domain';
import { holdHome } from '$lib/server/warehouse';
import { syncFolder } from '../write-whole';

/** How long a home that is to be moved aside may still be in use. */
const WAIT_MS = 2000;

/** Gives a draft the name of a home; a home that bears it is moved aside, and its new name returned. */
export async function putInPlace(draft: string, home: string, now: Date): Promise<string | null> {
	try {
		return existsSync(home) && readdirSync(home).length > 0
			? await exchange(draft, home, now)
			: moveIn(draft, home);
	} catch (error) {
		throw explain(error, home);
	} finally {
		syncFolder(dirname(home));
	}
}

function moveIn(draft: string, home: string): null {
	if (existsSync(home)) rmdirSync(home);
	renameSync(draft, home);
	return null;
}

/** Between the two names a crash leaves no home at all, and both whole: the same command again ends it. */
async function exchange(draft: string, home: string, now: Date): Promise<string> {
	const aside = freeName(`${home}.before-${now.toISOString().slice(0, 19).replaceAll(':', '')}`);
	const letGo = await holdHome(home, WAIT_MS);
	try {
		renameSync(home, aside);
		rmSync(join(aside, 'lock'), { force: true });
		renameSync(draft, home);
		return aside;
	} catch (error) {
		if (!existsSync(home) && existsSync(aside)) renameSync(aside, home);
		throw error;
	} finally {
		letGo();
	}
}

/** Two restores within one second are told apart. */
function freeName(name: string, more = 2): string {
	if (!existsSync(name)) return name;
	const next = `${name}-${more}`;
	return existsSync(next) ? freeName(name, more + 1) : next;
}

/** A disk's own top folder has no other name. */
function explain(error: unknown, home: string): unknown {
	if (!['EBUSY', 'EXDEV', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
		return error;
	return new Refusal(
		'not_writable',
		`${home} cannot be exchanged for the restored home (${(error as NodeJS.ErrnoException).code}).`,
		`Give this account write permission on ${dirname(home)}; a home must be a folder on its disk and not the disk itself.`
	);
}
