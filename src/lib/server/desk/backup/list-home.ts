import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { placeOfSecret } from '$lib/server/warehouse';

/** The files of a home by how they are copied, as paths with forward slashes. */
export interface HomeFiles {
	/** Kept originals: never written again once they bear their name. */
	originals: string[];
	/** Databases of SQLite, which are copied by SQLite. */
	sqlite: string[];
	/** Whatever else belongs to the home, copied while nothing is written; the warehouse's own files not counted. */
	others: string[];
}

/** What belongs to the process that holds the home, or is half written. */
const PASSING = /^(lock(\..*)?|work|console\.sock|before-checkpoint|warehouse\.duckdb.*)$/;
const HALF = /(^\.draft-|\.(draft|part)$|\.sqlite-(wal|shm|journal)$)/;

/** Letters of a sha256, with which the name of an original begins. */
const SUM_LENGTH = 64;

/**
 * Everything that a backup of this home holds; of the originals those whose sum is `known`. A secret that lies
 * elsewhere is left out, with whatever bears its old name.
 */
export function listHome(home: string, known: ReadonlySet<string>): HomeFiles {
	const secret = placeOfSecret(home);
	const isKept = (path: string) =>
		path.startsWith('files/')
			? known.has(path.slice('files/'.length, 'files/'.length + SUM_LENGTH))
			: path !== 'secret' || secret.inside === 'secret';
	// In the order of their names: the head of the audit log before the log, which may have grown since.
	const all = filesBelow(home, '').filter(isKept).sort();
	const isOriginal = (path: string) => path.startsWith('files/') && !path.endsWith('.cut.json');
	const isSqlite = (path: string) => path.endsWith('.sqlite');
	return {
		originals: all.filter(isOriginal),
		sqlite: all.filter(isSqlite),
		others: all.filter((path) => !isOriginal(path) && !isSqlite(path))
	};
}

/** Bytes of all the files of a home; one that has just gone counts nothing. */
export function sizeOf(home: string, paths: string[]): number {
	return paths.reduce(
		(sum, path) => sum + (statSync(join(home, path), { throwIfNoEntry: false })?.size ?? 0),
		0
	);
}

function filesBelow(home: string, folder: string): string[] {
	return readdirSync(join(home, folder)).flatMap((name) => {
		const path = folder === '' ? name : `${folder}/${name}`;
		if ((folder === '' && PASSING.test(name)) || HALF.test(name)) return [];
		const found = statSync(join(home, path), { throwIfNoEntry: false });
		if (found?.isDirectory()) return filesBelow(home, path);
		return found?.isFile() ? [path] : [];
	});
}
