import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding';
import type { Prey } from './make-home';
import { readMeanwhile, type Reading } from './read-meanwhile';
import { runProgram } from './run-program';

/** A way of being slow, as the tool does it, and after how many seconds every slow connection must be gone. */
interface Slowness {
	name: string;
	words: string[];
	path: string;
	seconds: number;
}

/** Of one address 200 connections are taken; the tool's own question whether we still answer has to find room. */
const CONNECTIONS = '150';

const WAYS: Slowness[] = [
	{ name: 'slow heads', words: ['-H', '-i', '5', '-x', '10'], path: '/sign-in', seconds: 45 },
	{
		name: 'slow bodies',
		words: ['-B', '-i', '5', '-s', '8192', '-x', '10', '-t', 'POST'],
		path: '/sign-in',
		seconds: 60
	},
	{
		name: 'slow reading',
		words: ['-X', '-n', '5', '-z', '32', '-w', '256', '-y', '512', '-k', '10'],
		path: '/coverage',
		seconds: 180
	}
];

/** How the tool says that it was left without a connection; its table ends a moment before. */
const ALL_GONE = 'No open connections left';

/** How long a page may take for somebody who reads while slow connections are held, where it took next to nothing before. */
const LONGEST_MS = 3000;

/** How many times as long as before it may take on a machine that has other things to do. */
const TIMES_LONGER = 10;

/** Holds connections open slowly in three ways, while somebody from another address reads. */
export async function slow({
	address,
	folder,
	prey: { passes },
	seconds: shorter
}: {
	address: string;
	folder: string;
	prey: Prey;
	/** Only the first way, and for so long. */
	seconds?: number;
}): Promise<Finding[]> {
	const findings: Finding[] = [];
	const usual = await usually(`${address}/coverage`, passes.analyst.cookie);
	const ways = shorter === undefined ? WAYS : WAYS.slice(0, 1).map((way) => ({ ...way, seconds: shorter }));
	for (const way of ways) {
		const prefix = join(folder, way.name.replace(' ', '-'));
		const reader = readMeanwhile(`${address}/coverage`, passes.analyst.cookie);
		const words = ['-c', CONNECTIONS, '-r', '50', '-l', String(way.seconds), '-p', '3', '-g', '-o', prefix];
		const cookie = way.path === '/sign-in' ? [] : ['-j', passes.leader.cookie];
		const { said } = await runProgram(
			'slowhttptest',
			[...way.words, ...words, ...cookie, '-u', address + way.path],
			{
				seconds: way.seconds + 30
			}
		);
		findings.push(...judge(way, { csv: `${prefix}.csv`, said }, await reader.end(), usual));
	}
	return findings;
}

function judge(
	{ name, seconds }: Slowness,
	{ csv, said }: { csv: string; said: string },
	{ pages, failed, slowestMs }: Reading,
	usualMs: number
): Finding[] {
	const rows = existsSync(csv) ? readFileSync(csv, 'utf8').trim().split('\n').slice(1) : [];
	const last = rows.at(-1)?.split(',').map(Number) ?? [];
	const [, closed = 0, , connected = 0] = last;
	const isLetGo = said.includes(ALL_GONE) || connected === 0;
	const away = rows.filter((row) => Number(row.split(',')[4]) === 0).length;
	const judged: [boolean, string, string][] = [
		[rows.length === 0 || Math.max(closed, connected) === 0, 'not tried', 'no connection was held'],
		[!isLetGo, 'slow ones kept', `${connected} still open after ${seconds} s`],
		[away > 1, 'not served', `the tool was not answered in ${away} of ${rows.length} seconds`],
		[pages === 0 || failed > 0, 'not served', `${failed} of ${pages + failed} pages failed a reader`],
		[
			slowestMs > Math.max(LONGEST_MS, TIMES_LONGER * usualMs),
			'slow for readers',
			`a page took ${Math.round(slowestMs)} ms`
		]
	];
	return judged
		.filter(([isSo]) => isSo)
		.map(([, kind, what]): Finding => ({ tool: 'slowhttptest', place: name, kind, what }));
}

/** The slowest of the pages that somebody reads while nothing else happens. */
async function usually(page: string, cookie: string): Promise<number> {
	const reader = readMeanwhile(page, cookie);
	await new Promise((over) => setTimeout(over, 3000));
	return (await reader.end()).slowestMs;
}
