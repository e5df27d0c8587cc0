import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeHome, createHome, openHome } from '$lib/server/desk';
import { load } from '$lib/server/intake';
import { ACTOR, TODAY } from './load-loop';

/** Most memory that a large file may take, in MB. */
export const MOST_MEMORY_MB = 700;

/** What a large file came to. */
export interface Staged {
	status: string;
	rows: number;
	/** Most memory the process ever held. */
	memory: number;
	seconds: number;
}

/** Makes a clean delivery file of `megabytes`; returns how many rows it has. */
export async function makeLargeFile(path: string, megabytes: number): Promise<number> {
	const out = createWriteStream(path);
	let [rows, bytes] = [0, 0];
	out.write('delivery_id,participant_id,service,status,date,amount_usd\n');
	while (bytes < megabytes * 1e6) {
		let block = '';
		for (let at = 0; at < 2000; at++, rows++)
			block += `D-${rows},N-${rows % 400_000},${SERVICES[rows % 3]},delivered,2015-0${7 + (rows % 3)}-1${rows % 10},${10 + (rows % 900)}.50\n`;
		bytes += block.length;
		if (!out.write(block)) await once(out, 'drain');
	}
	out.end();
	await once(out, 'close');
	return rows;
}

const SERVICES = ['tuition', 'transportation', 'child_care'];

/** Reads, checks and stages a large file in a process of its own, as it would be in a home of its own. */
export async function stageLargeFile(folder: string, file: string): Promise<Staged> {
	const home = join(folder, 'large', 'home');
	await createHome(home, { demo: true });
	const main = fileURLToPath(import.meta.url);
	const child = spawn(process.execPath, [main, '--stage', file, '--loads', home], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error('The large file was not staged.');
	return JSON.parse(text) as Staged;
}

/** The same inside that process. */
export async function stageHere(home: string, path: string): Promise<Staged> {
	const began = performance.now();
	const opened = await openHome(home);
	const claim = { partner: 'county', dataset: 'deliveries', period: '2015Q3' } as const;
	const settings = opened.settings;
	const file = await load(opened.warehouse, { name: 'large.csv', path }, claim, {
		actor: ACTOR,
		now: TODAY,
		settings
	});
	await closeHome(opened);
	const memory = Math.round(process.resourceUsage().maxRSS / 1024);
	return {
		status: file.status,
		rows: file.rows_loaded,
		memory,
		seconds: Math.round((performance.now() - began) / 1000)
	};
}
