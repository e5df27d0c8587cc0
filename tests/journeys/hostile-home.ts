import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeSampleHome } from '../make-sample-home.mjs';
import { PAYLOADS } from './script-payloads';

/** A home whose partners, awards, providers, files, headers and cells are called like scripts; and its server. */
export interface HostileHome {
	address: string;
	/** The submissions that hold payloads. */
	submissions: string[];
	stop(): Promise<void>;
}

const ADMIN = { cookie: 'braidwork_role=administrator' };

/** Makes such a home and serves it on a free port. */
export async function serveHostileHome(): Promise<HostileHome> {
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-hostile-'));
	const home = join(folder, 'home');
	await makeSampleHome(home);
	await load(home, renamedAwards(folder), 'workforce-partnership', 'awards', '2015Q2');
	await load(home, renamedProviders(folder), 'training-college', 'enrollments', '2015Q3');
	const server = await serve(home);
	const stop = async () => {
		server.child.kill('SIGTERM');
		await new Promise((done) => server.child.once('close', done));
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await namePartners(server.address);
		return { address: server.address, submissions: await sendFiles(server.address), stop };
	} catch (fault) {
		await stop();
		throw fault;
	}
}

function sample(partner: string, period: string, dataset: string): string[][] {
	const text = readFileSync(resolve('data/samples', partner, period, `${dataset}.csv`), 'utf8');
	const cells = /("(?:[^"]|"")*"|[^,]*)(?:,|$)/g;
	return text
		.trim()
		.split(/\r?\n/)
		.map((line) => [...line.matchAll(cells)].map((match) => (match[1] ?? '').replace(/^"|"$/g, '')));
}

/** Awards and providers stand on charts, in their legends and tips. */
function renamedAwards(folder: string): string {
	const [header = [], ...rows] = sample('workforce-partnership', '2015Q2', 'awards');
	const renamed = rows.map((row, at) =>
		row.map((cell, column) =>
			['funder', 'name'].includes(header[column] ?? '') ? payload(at * 2 + column) : cell
		)
	);
	return write(folder, 'awards.csv', [header, ...renamed]);
}

function renamedProviders(folder: string): string {
	const [header = [], ...rows] = sample('training-college', '2015Q3', 'enrollments');
	const column = header.findIndex((name) => /provider/i.test(name));
	const renamed = rows.map((row, at) =>
		row.map((cell, place) => (place === column ? payload(at % 4) : cell))
	);
	return write(folder, 'enrollments.csv', [header, ...renamed]);
}

function payload(at: number): string {
	return PAYLOADS[at % PAYLOADS.length] ?? '';
}

function csv(rows: string[][]): string {
	const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
	return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function write(folder: string, name: string, rows: string[][]): string {
	const path = join(folder, name);
	writeFileSync(path, csv(rows));
	return path;
}

/** All payloads as names of partners, which every page with a list of partners shows. */
async function namePartners(address: string): Promise<void> {
	const known = JSON.parse(readFileSync('data/samples/partnership.json', 'utf8')) as {
		partners: { partner: string }[];
	};
	const ids = known.partners.map(({ partner }) => partner);
	const form = new URLSearchParams({
		name: payload(0),
		calendar: 'calendar',
		focus_award: 'HPOG-2010',
		threshold: '11',
		upload_limit_mb: '2048',
		accept_good_rows: 'true'
	});
	for (const [at, text] of PAYLOADS.entries()) {
		form.append('partner', ids[at] ?? `hostile-${at}`);
		form.append('partner_name', text);
		form.append('partner_role', payload(at + 1));
	}
	const headers = { ...ADMIN, origin: address };
	const answer = await fetch(`${address}/settings`, { method: 'POST', headers, body: form });
	if (answer.status !== 200) throw new Error(`The partners were not named: ${answer.status}.`);
}

/** Payloads as headers, as values that are no code, as dates and ids, and as names of files. */
async function sendFiles(address: string): Promise<string[]> {
	const header = ['delivery_id', 'participant_id', 'service', 'status', 'date', 'unit', 'award_id'];
	const day = '2015-07-14';
	const rows = PAYLOADS.map((text, at) => [`X-${at}`, 'W-052849', text, 'delivered', day, text, text]);
	const wrong = PAYLOADS.map((text, at) => [`${text}${at}`, text, 'food', text, text, text, text]);
	const ids = [
		await send(address, 'values.csv', csv([header, ...rows])),
		await send(address, payload(19), csv([header, ...wrong])),
		await send(address, payload(2), csv([PAYLOADS, ...rows.slice(0, 3)])),
		await send(address, payload(3), csv([PAYLOADS, PAYLOADS.map((_, at) => String(at))]))
	];
	for (let at = 0; at < PAYLOADS.length; at += 16) {
		const some = PAYLOADS.slice(at, at + 16);
		const wide = [[...header, ...some], ...rows.slice(0, 3).map((row) => [...row, ...some])];
		ids.push(await send(address, payload(at), csv(wide)));
	}
	for (const [at, text] of PAYLOADS.entries())
		ids.push(
			await send(
				address,
				text,
				csv([
					[`h${at}`, text],
					[text, text]
				])
			)
		);
	return ids.filter((id) => id !== null);
}

async function send(address: string, name: string, text: string): Promise<string | null> {
	const form = new FormData();
	form.set('partner', 'navigators');
	form.set('dataset', 'deliveries');
	form.set('period', '2015Q4');
	form.append('file', new Blob([text]), name);
	const headers = { ...ADMIN, origin: address };
	const answer = await fetch(`${address}/api/v1/submissions`, { method: 'POST', headers, body: form });
	const said = (await answer.json()) as { files?: { submission_id: string | null }[] };
	if (!said.files) throw new Error(`${name} was not taken: ${JSON.stringify(said)}.`);
	return said.files[0]?.submission_id ?? null;
}

const LAUNCHER = resolve('scripts/braidwork.mjs');

function load(home: string, path: string, partner: string, dataset: string, period: string): Promise<void> {
	const claim = ['--partner', partner, '--dataset', dataset, '--period', period];
	const args = [LAUNCHER, 'load', path, ...claim, '--publish', '--replace', '--home', home];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
	return new Promise((done, failed) =>
		child.on('exit', (code) =>
			code === 0 ? done() : failed(new Error(`Loading ${path} ended with ${code}.`))
		)
	);
}

async function serve(home: string): Promise<{ address: string; child: ChildProcess }> {
	const args = [LAUNCHER, 'serve', '--home', home, '--port', '0', '--json'];
	const env = { ...process.env, BRAIDWORK_LOG: 'error' };
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
	const address = await new Promise<string>((found, failed) => {
		let said = '';
		child.stdout.on('data', (piece) => {
			said += piece;
			const at = said.indexOf('\n');
			if (at >= 0) found((JSON.parse(said.slice(0, at)) as { address: string }).address);
		});
		child.on('close', () => failed(new Error('The server ended before it said where it is.')));
	});
	return { address, child };
}
