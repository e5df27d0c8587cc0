import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '$lib/server/warehouse';

const DATABASE = 'warehouse.duckdb';

let template: Promise<string> | undefined;

/** Puts the database of a home that was just made into a folder that has none: making its tables anew takes longer. */
export async function layEmptyDatabase(home: string): Promise<void> {
	if (existsSync(join(home, DATABASE))) return;
	template ??= makeTemplate();
	copyFileSync(join(await template, DATABASE), join(home, DATABASE));
}

async function makeTemplate(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-template-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	await (await openWarehouse(folder, { memoryLimit: '512MB', threads: 1 })).close();
	return folder;
}
