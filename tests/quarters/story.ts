import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Question } from '$lib/domain';
import { loadPaths, type LoadedFile } from '$lib/server/intake';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse';

/** A table that a story expects: a question, and rows that must stand in its answer (in part, in this order). */
export interface ExpectedTable {
	question: Question;
	rows: Record<string, unknown>[];
}

/**
 * A quarter that someone could send, small enough to count on fingers: a folder of files as a partner sends them
 * (`<partner>/<period>/<dataset>.<ext>`) and `story.json`, which says what must come of them.
 */
export interface Story {
	/** A sentence that a program officer could check. */
	title: string;
	/** Path in the folder -> what must be said of the file, in part. */
	files: Record<string, Partial<LoadedFile>>;
	/** Different people over all partners. */
	people?: number;
	/** Rows that are live, by dataset. */
	live?: Record<string, number>;
	tables?: ExpectedTable[];
}

export interface ToldStory extends Story {
	folder: string;
}

const ROOT = 'tests/quarters';

/** All stories, by folder. */
export function stories(): ToldStory[] {
	const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return folders.map(({ name }) => {
		const folder = join(ROOT, name);
		return { folder, ...(JSON.parse(readFileSync(join(folder, 'story.json'), 'utf8')) as Story) };
	});
}

const OPERATOR: Actor = { who: 'console', role: 'administrator', partners: null };

/** Loads and publishes a story into a home of its own, runs the check, and removes the home. */
export async function inHome(
	story: ToldStory,
	check: (w: Warehouse, files: LoadedFile[]) => Promise<void>
): Promise<void> {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-quarter-'));
	const w = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
	try {
		const { files } = await loadPaths(w, [story.folder], {}, {
			publish: true,
			actor: OPERATOR,
			now: new Date('2016-01-04T09:00:00Z'),
			settings: { accept_good_rows: true, upload_limit_mb: 16 }
		});
		await check(w, files);
	} finally {
		await w.close();
		rmSync(home, { recursive: true, force: true });
	}
}
