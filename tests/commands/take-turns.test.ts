import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { takeTurns } from '../../scripts/braidwork/serve/take-turns';

const open: ReturnType<typeof createServer>[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function serving(handler: RequestListener): Promise<string> {
	const server = createServer(takeTurns(handler)).listen(0, '127.0.0.1');
	open.push(server);
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Keeps the event loop busy as making a page does. */
function work(ms: number): void {
	const until = performance.now() + ms;
	while (performance.now() < until);
}

function ask(address: string): Promise<string> {
	return new Promise((resolve, reject) => {
		get(address, (response: IncomingMessage) => {
			let text = '';
			response.on('data', (piece: Buffer) => (text += piece.toString()));
			response.on('end', () => resolve(text));
		}).on('error', reject);
	});
}

describe('requests that come at once', () => {
	it('are answered all of them, in the order in which they came', async () => {
		const order: string[] = [];
		const address = await serving(({ url = '' }, response) => {
			order.push(url);
			response.end(url);
		});
		const asked = Array.from({ length: 40 }, (_, at) => `/${at}`);
		expect(await Promise.all(asked.map((path) => ask(address + path)))).toEqual(asked);
		expect(order.sort()).toEqual(asked.sort());
	});

	it('leave the event loop a turn between two of them', async () => {
		let [turns, began] = [0, 0];
		const between: number[] = [];
		const count = () => {
			turns += 1;
			if (began < 20) setImmediate(count);
		};
		setImmediate(count);
		const address = await serving((_, response) => {
			between.push(turns);
			began += 1;
			work(5);
			response.end();
		});
		await Promise.all(Array.from({ length: 20 }, () => ask(address)));
		expect(new Set(between).size).toBe(20);
	});

	it('go on after a visitor who left before it was their turn', async () => {
		const address = await serving((_, response) => {
			work(20);
			response.end('done');
		});
		const patient = [ask(address), ask(address)];
		const request = get(address).on('error', () => undefined);
		request.on('socket', (socket) => socket.on('connect', () => setTimeout(() => request.destroy(), 1)));
		patient.push(ask(address));
		expect(await Promise.all(patient)).toEqual(['done', 'done', 'done']);
	});

	it('that bring something begin at once', async () => {
		const address = await serving((request, response) => {
			request.resume();
			response.end(String(request.method));
		});
		expect(await (await fetch(address, { method: 'POST', body: 'x' })).text()).toBe('POST');
	});
});
