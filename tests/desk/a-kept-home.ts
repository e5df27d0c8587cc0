import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '$lib/domain';
import { copySqlite } from '$lib/server/accounts';
import { closeHome, createHome, openHome, type BackupOptions, type OpenHome } from '$lib/server/desk';
import { checkInvariants, load, type LoadedFile } from '$lib/server/intake';

export const NOW = new Date('2015-04-02T09:00:00Z');
const ANALYST: Actor = { who: 'analyst', role: 'analyst', partners: null };
const HEADER = 'delivery_id,participant_id,service,status,date,amount_usd';

const folders: string[] = [];
const opened = new Set<OpenHome>();

/** A folder of the test's own. */
export function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'braidwork-backup-'));
	folders.push(made);
	return made;
}

/** A new home, opened. */
export async function newHome(): Promise<OpenHome> {
	const place = join(folder(), 'home');
	await createHome(place, { demo: true });
	return open(place);
}

export async function open(place: string): Promise<OpenHome> {
	const home = await openHome(place, { threads: 1, memoryLimit: '512MB', waitMs: 2000 });
	opened.add(home);
	return home;
}

export async function close(home: OpenHome): Promise<void> {
	opened.delete(home);
	await closeHome(home);
}

export async function removeAll(): Promise<void> {
	for (const home of [...opened]) await close(home);
	for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
}

/** Publishes a quarter of so many deliveries of one partner. */
export function publishQuarter(
	home: OpenHome,
	{ period, rows = 20, partner = 'county' }: { period: string; rows?: number; partner?: string }
): Promise<LoadedFile> {
	const month = String(Number(period.slice(5)) * 3 - 2).padStart(2, '0');
	const day = `${period.slice(0, 4)}-${month}-15`;
	const lines = Array.from(
		{ length: rows },
		(_, at) => `${partner}-${period}-${at},N-${at},tuition,delivered,${day},10.00`
	);
	const bytes = Buffer.from([HEADER, ...lines, ''].join('\n'));
	return load(
		home.warehouse,
		{ name: `${period}.csv`, bytes },
		{ partner, dataset: 'deliveries', period },
		{
			publish: true,
			replace: true,
			actor: ANALYST,
			now: NOW,
			settings: home.settings
		}
	);
}

/** What is in a home, as far as anybody could ask. */
export async function contentOf({ warehouse }: OpenHome): Promise<unknown> {
	return {
		state: warehouse.latest(),
		rows: await warehouse.read('SELECT * FROM staging.live_deliveries ORDER BY ALL'),
		sets: await warehouse.read('SELECT * FROM main.state_submissions ORDER BY ALL'),
		keys: await warehouse.read('SELECT * FROM main.participant_keys ORDER BY ALL')
	};
}

/** Looks at a restored home as the command does, as far as rooms below measures go. */
export async function prove(home: OpenHome): Promise<string[]> {
	return (await checkInvariants(home.warehouse)).problems;
}

export const backupOptions: BackupOptions = { now: NOW, copySqlite };
export const restoreOptions = { now: NOW, replace: false, tell: () => undefined, prove };
