import { openAsBlob } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { filesIn } from '../bench-homes';
import { QUARTERS } from '../sizes';
import { begin, FILER, makeCrowdHome, READERS, serveCrowd, type CrowdHome, type Pass } from './crowd-home';
import { ask, type Group, type Met, type Visit } from './readers';
import { memoryOf, sendReaders } from './send-readers';
import { makeVisits, type Visits } from './visits';

/** What fifty readers met at our server and at the bare one, while nothing else happened and while the file was loaded. */
export interface CrowdResult {
	cells: number;
	/** What was asked before: pages, their data, answers. */
	known: Met;
	/** Answers that nobody remembers. */
	slices: Met;
	/** Both, and pages that are drawn anew. */
	mixed: Met;
	mixedLoading: Met;
	bare: Met;
	bareLoading: Met;
	/** Milliseconds from the first byte of the upload until the file was published, and until pages showed its state. */
	published: number;
	visible: number;
	bareLoaded: number;
	memory: Record<string, { now: number; most: number } | null>;
	/** Processes that waited for the machine, before and after (it may be shared). */
	machine: number[];
}

const SPAN_MS = 15_000;

/** Lets fifty readers read from the server that `npm run build` made, with accounts, and from a bare one. */
export async function crowd(folder: string): Promise<CrowdResult> {
	const before = loadavg()[0] ?? 0;
	const made = await makeCrowdHome(folder);
	const [leader] = made.readers as [Pass, ...Pass[]];
	const bare = await begin([fileURLToPath(import.meta.url), '--step', 'bare', '--folder', folder]);
	const ours = await serveCrowd(made.home);
	try {
		const places = { ours: ours.address, bare: bare.address, leader, state: QUARTERS.length };
		const visits = await makeVisits(places);
		tell(`${visits.cells} cells are the same on both sides; reading`);
		const quiet = await inQuiet(places, visits, made.readers);
		const memory = { quiet: memoryOf(ours.child.pid) };
		const loading = await whileLoading(places.ours, made, { folder, groups: mixedGroups(visits) });
		tell('reading from the bare server while it loads');
		const bareLoading = await whileBareLoads(places.bare, visits.bare);
		return {
			cells: visits.cells,
			...quiet,
			...loading,
			...bareLoading,
			memory: { ...memory, loaded: memoryOf(ours.child.pid), bare: memoryOf(bare.child.pid) },
			machine: [before, loadavg()[0] ?? 0]
		};
	} finally {
		await Promise.all([ours.stop(), bare.stop()]);
	}
}

function tell(sentence: string): void {
	process.stderr.write(`   ${sentence}\n`);
}

/** Nothing is written meanwhile. The server first gets ready for files that are filed again, as after every start. */
async function inQuiet(places: { ours: string; bare: string }, visits: Visits, passes: Pass[]) {
	await settled(places.ours);
	const at = (address: string, groups: Group[]) =>
		sendReaders({ address, groups, passes, ms: SPAN_MS }).back();
	return {
		known: await at(places.ours, [{ readers: READERS, visits: visits.known }]),
		slices: await at(places.ours, [{ readers: READERS, visits: visits.slices }]),
		mixed: await at(places.ours, mixedGroups(visits)),
		bare: await at(places.bare, [{ readers: READERS, visits: visits.bare }])
	};
}

/** Six in ten read what was read before, three ask something new, one chooses something new on a page. */
function mixedGroups({ known, slices, choices }: Visits): Group[] {
	return [
		{ readers: READERS * 0.6, visits: known },
		{ readers: READERS * 0.3, visits: slices },
		{ readers: READERS * 0.1, visits: choices }
	];
}

/** Until answers come at once: a server that counts its marts first has none to spare. */
async function settled(address: string): Promise<void> {
	for (let calm = 0; calm < 20;) {
		const asked = performance.now();
		await ask(`${address}/api/v1/health`, {});
		calm = performance.now() - asked < 20 ? calm + 1 : 0;
		await sleep(250);
	}
}

async function whileLoading(
	address: string,
	{ filer, readers: passes }: CrowdHome,
	{ folder, groups }: { folder: string; groups: Group[] }
) {
	tell('reading while the file is loaded');
	const readers = sendReaders({ address, groups, passes, ms: null });
	await sleep(1000);
	const began = performance.now();
	const state = await upload(address, filer, filesIn(folder).deliveries);
	const published = performance.now() - began;
	tell('the file is published; waiting for its state to be shown');
	await showing(address, passes[0] as Pass, state);
	const visible = performance.now() - began;
	return { mixedLoading: await readers.back(), published, visible };
}

/** Files the large file the way a partner's program does, published over the one it replaces; the state it made. */
async function upload(address: string, { token }: Pass, path: string): Promise<number> {
	const form = new FormData();
	const fields = {
		partner: FILER,
		dataset: 'deliveries',
		period: '2015Q3',
		publish: 'true',
		replace: 'true'
	};
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	form.set('file', await openAsBlob(path), 'deliveries.csv');
	const headers = { authorization: `Bearer ${token}` };
	const answer = await fetch(`${address}/api/v1/submissions`, { method: 'POST', headers, body: form });
	const said = (await answer.json()) as { files?: { status: string }[]; state?: number };
	if (said.files?.[0]?.status !== 'published' || said.state === undefined)
		throw new Error(`The large file was not published: ${JSON.stringify(said).slice(0, 1500)}`);
	return said.state;
}

/** Until a page shows a state: its tables are counted and protected. */
async function showing(address: string, { cookie }: Pass, state: number): Promise<void> {
	const shows = new RegExp(`\\bstate ${state}\\b`);
	while (!shows.test((await ask(`${address}/retention`, { cookie })).body)) await sleep(200);
}

/** The bare server reads the same file into a table, again and again for as long as the readers read. */
async function whileBareLoads(address: string, visits: Visit[]) {
	const readers = sendReaders({ address, groups: [{ readers: READERS, visits }], passes: [], ms: SPAN_MS });
	const until = performance.now() + SPAN_MS;
	const spans: number[] = [];
	while (performance.now() < until) {
		const began = performance.now();
		await ask(`${address}/load`, {});
		spans.push(performance.now() - began);
	}
	return { bareLoading: await readers.back(), bareLoaded: Math.min(...spans) };
}
