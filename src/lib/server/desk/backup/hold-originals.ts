import { linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Kept originals that are held while they are copied, so that a loading which is cancelled meanwhile takes none away. */
export interface HeldOriginals {
	/** Where the bytes of an original can be read. */
	pathOf(original: string): string;
	letGo(): void;
}

/** Systems without hard links answer with one of these; an original is then read where it lies. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV', 'ENOSYS'];

/** Holds originals by a second name in the home's work folder. */
export function holdOriginals(home: string, originals: string[]): HeldOriginals {
	mkdirSync(join(home, 'work'), { recursive: true, mode: 0o700 });
	const folder = mkdtempSync(join(home, 'work', 'backup-'));
	const held = new Map<string, string>();
	for (const path of originals) {
		const second = join(folder, path);
		mkdirSync(dirname(second), { recursive: true });
		if (linked(join(home, path), second)) held.set(path, second);
	}
	return {
		pathOf: (path) => held.get(path) ?? join(home, path),
		letGo: () => rmSync(folder, { recursive: true, force: true })
	};
}

function linked(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if (NO_LINKS.includes((error as NodeJS.ErrnoException).code ?? '')) return false;
		throw error;
	}
}
