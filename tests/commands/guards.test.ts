import { createServer, request as ask, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { withGuards, type Guarded } from '../../scripts/braidwork/serve/guards';

const ORIGIN = 'https://braidwork.example.org';
let server: Server;

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** The headers that the application sees of a request with these. */
async function seen(
	proxy: Guarded['proxy'],
	headers: Record<string, string>,
	path = '/coverage'
): Promise<IncomingHttpHeaders> {
	let found: IncomingHttpHeaders = {};
	server = createServer(
		withGuards(
			(request, response) => {
				found = request.headers;
				response.end();
			},
			{ origin: ORIGIN, limit: 100, proxy }
		)
	);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) =>
		ask({ port, path, headers }, (answer) => answer.resume().on('end', done)).end()
	);
	return found;
}

const FORGED = {
	'x-forwarded-for': '203.0.113.7',
	'x-forwarded-host': 'evil.example',
	'x-real-ip': '203.0.113.8',
	forwarded: 'for=203.0.113.9'
};

describe('what proxies say of a visitor', () => {
	it('is believed of nobody when no proxy is configured', async () => {
		const headers = await seen(null, FORGED);
		expect(Object.keys(headers).filter((name) => name in FORGED)).toEqual([]);
	});

	it('is believed in the one header that is named', async () => {
		const headers = await seen({ address_header: 'x-forwarded-for', hops: 1 }, FORGED);
		expect(headers['x-forwarded-for']).toBe('203.0.113.7');
		expect(headers['x-forwarded-host']).toBeUndefined();
		expect(headers['x-real-ip']).toBeUndefined();
	});

	it('is made up for who came past some of them, from where they really came', async () => {
		const two = { address_header: 'x-forwarded-for', hops: 2 };
		expect((await seen(two, {}))['x-forwarded-for']).toBe('127.0.0.1,127.0.0.1');
		expect((await seen(two, { 'x-forwarded-for': '203.0.113.7' }))['x-forwarded-for']).toBe(
			'127.0.0.1,203.0.113.7'
		);
	});
});

describe('health', () => {
	it('is asked by any name of the machine, and nothing else is', async () => {
		const host = { host: '10.0.0.5:4173' };
		expect((await seen(null, host, '/api/v1/health')).host).toBe('braidwork.example.org');
		expect((await seen(null, host)).host).toBe('10.0.0.5:4173');
	});
});

/** Whether the application is asked at all by a request that says how much it will send. */
async function reaches(path: string, bytes: number): Promise<boolean> {
	let isReached = false;
	const reached = () => void (isReached = true);
	server = createServer(withGuards(reached, { origin: ORIGIN, limit: 2048 * MB, proxy: null }));
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	const headers = { origin: ORIGIN, 'content-length': String(bytes) };
	const asked = ask({ port, path, method: 'POST', headers }).on('error', () => undefined);
	const arrived = new Promise((seen) => server.once('request', seen));
	asked.flushHeaders();
	await arrived;
	asked.destroy();
	return isReached;
}

const MB = 1024 * 1024;

describe('what is announced to be sent', () => {
	it.each([
		['/sign-in', 300 * MB, false],
		['/sign-in', MB, true],
		['/account?/token', 2 * MB, false],
		['/submissions/x/publish', 2 * MB, false],
		['/%73ubmissions', 300 * MB, false],
		['/submissions?/file', 300 * MB, true],
		['/api/v1/submissions', 300 * MB, true],
		['/api/v1/submissions', 3000 * MB, false],
		['/settings?/save', 40 * MB, true],
		['/settings?/save', 41 * MB, false]
	])('to %s in %d bytes reaches the application or not: %s', async (path, bytes, may) => {
		expect(await reaches(path, bytes)).toBe(may);
	});
});
