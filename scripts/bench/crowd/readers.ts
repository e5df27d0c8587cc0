import { createHash } from 'node:crypto';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { Pass } from './crowd-home';

/** One thing that is asked for, and what its answer has to be. */
export interface Visit {
	kind: string;
	path: string;
	headers: Record<string, string>;
	/** A text that stands in the answer, or the hash of the whole answer. */
	holds: { text: string } | { sha256: string };
}

/** So many readers who ask for these things in turn, each as soon as the last was answered. */
export interface Group {
	readers: number;
	visits: Visit[];
}

/** What readers are told: where, what, and for how long; `null` until their standard input ends. */
export interface Plan {
	address: string;
	groups: Group[];
	/** Who they are: each asks in their own name. */
	passes: Pass[];
	ms: number | null;
}

/** Milliseconds of the answers of one kind, how many came each second, and how many were not what they had to be. */
export interface Pace {
	answers: number;
	perSecond: number;
	p50: number;
	p95: number;
	p99: number;
	max: number;
	wrong: number;
}

/** What readers met: everything together under `all`, and each kind; the first answer that was wrong, in words. */
export interface Met {
	kinds: Record<string, Pace>;
	firstWrong: string | null;
}

interface Seen {
	kind: string;
	ms: number;
	isRight: boolean;
}

/** Readers in a process of their own: asks as the plan on standard input says, reads and checks every answer. */
export async function readAsCrowd(): Promise<Met> {
	const { plan, over } = await planFromInput();
	const [began, seen] = [performance.now(), [] as Seen[]];
	let firstWrong: string | null = null;
	const isOver = () => over() || (plan.ms !== null && performance.now() - began > plan.ms);
	let come = 0;
	const reader = async (visits: Visit[], start: number) => {
		const pass = plan.passes[come++ % Math.max(1, plan.passes.length)];
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		for (let turn = start; !isOver(); turn += 1) {
			const visit = named(visits[turn % visits.length]!, pass);
			const asked = performance.now();
			const problem = await wrongWith(visit, plan.address, agent);
			seen.push({ kind: visit.kind, ms: performance.now() - asked, isRight: problem === null });
			if (problem) firstWrong ??= `${visit.path}: ${problem}`;
		}
		agent.destroy();
	};
	await Promise.all(
		plan.groups.flatMap(({ readers, visits }) =>
			Array.from({ length: readers }, (_, place) =>
				reader(visits, Math.floor((place * visits.length) / readers))
			)
		)
	);
	return { kinds: pacesOf(seen, (performance.now() - began) / 1000), firstWrong };
}

/** The same visit in somebody's own name. */
function named(visit: Visit, pass: Pass | undefined): Visit {
	const { cookie, authorization } = visit.headers;
	if (!pass) return visit;
	const own = {
		...(cookie && { cookie: pass.cookie }),
		...(authorization && { authorization: `Bearer ${pass.token}` })
	};
	return { ...visit, headers: { ...visit.headers, ...own } };
}

/** The first line is the plan; when the input ends, so do the readers. */
async function planFromInput(): Promise<{ plan: Plan; over: () => boolean }> {
	let isOver = false;
	let given = '';
	const plan = await new Promise<Plan>((resolve) => {
		process.stdin.setEncoding('utf8').on('data', (piece: string) => {
			given += piece;
			if (given.endsWith('\n')) resolve(JSON.parse(given) as Plan);
		});
		process.stdin.on('end', () => (isOver = true));
	});
	return { plan, over: () => plan.ms === null && isOver };
}

async function wrongWith(
	{ path, headers, holds }: Visit,
	address: string,
	agent: Agent
): Promise<string | null> {
	try {
		const { status, body } = await ask(address + path, headers, agent);
		if (status !== 200) return `answered ${status}: ${body.slice(0, 200)}`;
		if ('text' in holds) return body.includes(holds.text) ? null : `does not say ${holds.text}`;
		const sum = createHash('sha256').update(body).digest('hex');
		return sum === holds.sha256 ? null : `is not what it was: ${body.slice(0, 200)}`;
	} catch (error) {
		return `no answer: ${(error as Error).message}`;
	}
}

/** Asks once, and reads the whole answer. */
export function ask(
	url: string,
	headers: Record<string, string>,
	agent?: Agent
): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const request = get(url, { agent, headers }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('error', reject);
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, body: unpacked(response.headers, Buffer.concat(pieces)) })
			);
		});
		request.on('error', reject);
	});
}

function unpacked(headers: IncomingHttpHeaders, body: Buffer): string {
	return (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString('utf8');
}

function pacesOf(seen: Seen[], seconds: number): Record<string, Pace> {
	const kinds = [...new Set(seen.map(({ kind }) => kind))].sort();
	const of = (some: Seen[]) => paceOf(some, seconds);
	return Object.fromEntries([
		['all', of(seen)],
		...kinds.map((kind) => [kind, of(seen.filter((one) => one.kind === kind))] as const)
	]);
}

function paceOf(seen: Seen[], seconds: number): Pace {
	const sorted = seen.map(({ ms }) => ms).sort((a, b) => a - b);
	const at = (share: number) =>
		sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
	return {
		answers: seen.length,
		perSecond: seen.length / seconds,
		p50: at(0.5),
		p95: at(0.95),
		p99: at(0.99),
		max: at(1),
		wrong: seen.filter(({ isRight }) => !isRight).length
	};
}
