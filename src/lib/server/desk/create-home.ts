import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '$lib/domain';
import { makeSecret, openWarehouse } from '$lib/server/warehouse';
import { markDemo } from './demo-mark';
import { keepPrivate } from './keep-private';
import { firstSettings, saveSettings } from './settings';

/** What a home that was never finished may hold; it is then finished. */
const OURS =
	/^(files|work|secret|demo-mark|lock(\..*)?|ledger\.jsonl|warehouse\.duckdb(\.wal)?(\.part)?|before-checkpoint(\.part)?|accounts\.sqlite(-wal|-shm)?|config\.json\.\d+\.draft)$/;

/** Makes a home: folders, secret, warehouse, and last its settings. Refuses a folder that is a home or holds anything else. Tells what of it other accounts may still use. */
export async function createHome(home: string, options: { demo: boolean }): Promise<string[]> {
	refuseTaken(home);
	makeFolders(home);
	const remarks = keepPrivate(home);
	makeSecret(home);
	const warehouse = await openWarehouse(home);
	await warehouse.close();
	if (options.demo) markDemo(home);
	await saveSettings(home, firstSettings(options.demo));
	return remarks;
}

function refuseTaken(home: string): void {
	if (!existsSync(home)) return;
	if (!statSync(home).isDirectory()) throw notEmpty(home, 'is a file');
	const found = readdirSync(home);
	if (found.includes('config.json')) {
		throw new Refusal(
			'home_exists',
			`There is already a home at ${home}; it was left as it is.`,
			'Use it as it is, or name another folder with --home.'
		);
	}
	const strange = found.find((name) => !OURS.test(name));
	if (strange) throw notEmpty(home, `holds something else (${strange})`);
}

function notEmpty(home: string, why: string): Refusal {
	const hint = 'Name an empty or a new folder with --home.';
	return new Refusal('not_empty', `No home was made at ${home}, because it ${why}.`, hint);
}

function makeFolders(home: string): void {
	try {
		for (const folder of [home, join(home, 'files'), join(home, 'work')]) {
			mkdirSync(folder, { recursive: true, mode: 0o700 });
		}
		accessSync(home, constants.W_OK);
	} catch (error) {
		throw new Refusal(
			'not_writable',
			`No home can be made at ${home}: ${(error as NodeJS.ErrnoException).code ?? 'not permitted'}.`,
			`Give this account write permission on ${dirname(home)}, or name another folder with --home.`
		);
	}
}
