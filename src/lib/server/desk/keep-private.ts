import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** The rights of the group and of everybody else. */
const OTHERS = 0o077;

/**
 * Keeps other accounts of this machine out of a home: its folder, everything in it, and what this process will write from
 * now on. Tells in sentences what belongs to somebody else and stayed as it was. Windows has other rights.
 */
export function keepPrivate(home: string): string[] {
	if (process.platform === 'win32') return [];
	if (isMainThread) process.umask(OTHERS);
	return openPlaces(home).flatMap((place) => {
		try {
			chmodSync(place, lstatSync(place).mode & 0o700);
			return [];
		} catch {
			return [`${sayOpen(place)}, and this account may not change that.`];
		}
	});
}

/** What other accounts of this machine may use in a home, in sentences. */
export function openToOthers(home: string): string[] {
	if (process.platform === 'win32') return [];
	const places = openPlaces(home);
	const more = places.length > MOST_NAMED ? [`The same is so of ${places.length - MOST_NAMED} others.`] : [];
	return [
		...places.slice(0, MOST_NAMED).map((place) => `${sayOpen(place)}; "chmod go= ${place}" keeps them out.`),
		...more
	];
}

const MOST_NAMED = 5;

function sayOpen(place: string): string {
	return `Other accounts of this machine may use ${place}`;
}

/** The home itself first; a link is as open as what it leads to. */
function openPlaces(home: string): string[] {
	return [home, ...below(home)].filter((place) => {
		const found = lstatSync(place, { throwIfNoEntry: false });
		return found !== undefined && !found.isSymbolicLink() && (found.mode & OTHERS) !== 0;
	});
}

/** A folder that this account may not list holds nothing that it could change. */
function below(folder: string): string[] {
	try {
		return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
	} catch {
		return [];
	}
}
