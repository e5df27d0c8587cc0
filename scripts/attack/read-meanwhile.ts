import { request as ask } from 'node:http';

/** What a reader met. */
export interface Reading {
	pages: number;
	failed: number;
	slowestMs: number;
}

/** On loopback every address that begins with 127 is this machine: another reader than the attacker. */
const OTHER_ADDRESS = '127.0.0.2';
const EVERY_MS = 250;

/** Reads a page again and again from another address until it is told to end; says how that went. */
export function readMeanwhile(address: string, cookie: string): { end(): Promise<Reading> } {
	const reading: Reading = { pages: 0, failed: 0, slowestMs: 0 };
	let isOver = false;
	const loop = (async () => {
		while (!isOver) {
			const began = performance.now();
			const status = await read(address, cookie);
			if (status === 200) reading.pages += 1;
			else reading.failed += 1;
			reading.slowestMs = Math.max(reading.slowestMs, performance.now() - began);
			await new Promise((next) => setTimeout(next, EVERY_MS));
		}
	})();
	const end = async () => {
		isOver = true;
		await loop;
		return reading;
	};
	return { end };
}

/** The status of a page that came whole; 0 for one that did not. */
function read(address: string, cookie: string): Promise<number> {
	return new Promise((done) => {
		const headers = { accept: 'text/html', cookie };
		const options = { headers, localAddress: OTHER_ADDRESS, agent: false, timeout: 10_000 } as const;
		const asked = ask(address, options, (answer) => {
			answer.resume().on('end', () => done(answer.statusCode ?? 0));
		});
		asked
			.on('timeout', () => asked.destroy())
			.on('error', () => done(0))
			.end();
	});
}
