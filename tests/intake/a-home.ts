import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Actor, SubmissionClaim } from '$lib/domain';
import { load, loadPaths, type LoadedFile, type LoadOptions } from '$lib/server/intake';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse';
import { layEmptyDatabase } from '../warehouse/empty-database';

export const ANALYST: Actor = { who: 'analyst', role: 'analyst', partners: null };

/** The clock of the tests: 2 April 2015, the day after the first quarter's files are due. */
export const NOW = new Date('2015-04-02T09:00:00Z');

const opened: { folder: string; w: Warehouse }[] = [];

/** An empty home with an open warehouse, or the one in a folder; closed and removed by `closeHomes`. */
export async function openHome(folder = mkdtempSync(join(tmpdir(), 'braidwork-home-'))): Promise<Warehouse> {
	await layEmptyDatabase(folder);
	const w = await openWarehouse(folder, { memoryLimit: '512MB', threads: 1, waitMs: 1000 });
	opened.push({ folder, w });
	return w;
}

export async function closeHomes(): Promise<void> {
	for (const { folder, w } of opened.splice(0)) {
		await w.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

export function options(changes: Partial<LoadOptions> = {}): LoadOptions {
	return {
		publish: false,
		actor: ANALYST,
		now: NOW,
		settings: { accept_good_rows: true, upload_limit_mb: 64 },
		...changes
	};
}

/** Loads lines (or bytes) as the navigators' deliveries of 2015 Q1, unless the claim says otherwise. */
export function send(
	w: Warehouse,
	content: string[] | string | Uint8Array,
	claim: Partial<SubmissionClaim> = {},
	changes: Partial<LoadOptions> & { name?: string } = {}
): Promise<LoadedFile> {
	const text = Array.isArray(content) ? content.map((line) => line + '\n').join('') : content;
	const bytes = typeof text === 'string' ? Buffer.from(text) : text;
	const full: SubmissionClaim = { partner: 'navigators', dataset: 'deliveries', period: '2015Q1', ...claim };
	return load(w, { name: changes.name ?? 'file.csv', bytes }, full, options(changes));
}

/** Writes files into a folder of their own and loads it as `load FOLDER` does. */
export async function sendFolder(
	w: Warehouse,
	files: Record<string, string>,
	changes: Partial<LoadOptions> = {}
): Promise<{ files: LoadedFile[]; state: number }> {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-folder-'));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	try {
		return await loadPaths(w, [folder], {}, options({ publish: true, ...changes }));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Every record of a file is loaded, rejected, waiting or ignored. */
export function accounted(file: LoadedFile): number {
	const ignored = file.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0);
	return file.rows_loaded + file.rows_rejected + file.rows_waiting + ignored;
}

/** Findings in short: rule and lines. */
export function rules(file: LoadedFile): string[] {
	return file.findings.map(({ rule }) => rule).sort();
}

export const DELIVERIES =
	'delivery_id,participant_id,service,status,date,units,unit,amount_usd,award_id,denial_reason';
