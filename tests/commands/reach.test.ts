import { readFileSync, writeFileSync } from 'node:fs';
import { request as askPlain, type IncomingHttpHeaders } from 'node:http';
import { request as askSecure } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSettings } from '$lib/server/desk';
import serveCommand from '../../scripts/braidwork/commands/serve';
import { readOrder } from '../../scripts/braidwork/order';
import { reachOf, remarksOn } from '../../scripts/braidwork/serve/reach';
import { makeCertificate } from './make-certificate';
import { braidwork, folder, serve, type Running } from './run-braidwork';

const place = folder();
const home = join(place.path, 'home');
const pair = makeCertificate(place.path, 'own');
const other = makeCertificate(place.path, 'other');

beforeAll(async () => {
	expect((await braidwork('init', '--demo', '--home', home)).code).toBe(0);
});
afterAll(place.remove);

/** Writes how the home is reached into its config.json. */
function configure(server: object): void {
	const path = join(home, 'config.json');
	const settings = JSON.parse(readFileSync(path, 'utf8')) as object;
	writeFileSync(
		path,
		JSON.stringify({ ...settings, server: { origin: null, tls: null, proxy: null, ...server } })
	);
}

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

function ask(address: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
	const isSecure = address.startsWith('https:');
	const options = {
		headers,
		method: body === undefined ? 'GET' : 'POST',
		...(isSecure && { ca: readFileSync(pair.cert) })
	};
	return new Promise((done, failed) => {
		const call = (isSecure ? askSecure : askPlain)(address, options, (answer) => {
			let text = '';
			answer.on('data', (piece) => (text += piece));
			answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
		});
		call.on('error', failed);
		call.end(body);
	});
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('serving with a certificate', () => {
	let server: Running;
	beforeAll(async () => {
		server = await serve(home, '--tls-cert', pair.cert, '--tls-key', pair.key);
	});
	afterAll(async () => {
		expect(await server.stop()).toBe(0);
	});

	it('speaks TLS, says that it will go on to, and takes forms', async () => {
		expect(server.address).toMatch(/^https:\/\/127\.0\.0\.1:/);
		const page = await ask(`${server.address}/coverage`);
		expect([page.status, page.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
		const form = { ...FORM, origin: server.address, 'sec-fetch-site': 'same-origin' };
		const role = await ask(`${server.address}/api/role`, form, 'role=analyst');
		expect([role.status, role.headers['set-cookie']?.[0]]).toEqual([303, expect.stringContaining('analyst')]);
	});

	it('refuses whoever speaks plain HTTP to it, and whoever comes from the plain address', async () => {
		await expect(ask(server.address.replace('https:', 'http:'))).rejects.toThrow();
		const form = { ...FORM, origin: server.address.replace('https:', 'http:') };
		expect((await ask(`${server.address}/api/role`, form, 'role=analyst')).status).toBe(403);
	});

	it('goes on answering commands over its socket', async () => {
		expect((await braidwork('states', '--home', home, '--json')).json()).toEqual({ states: [] });
	});
});

describe('a certificate', () => {
	it.each([
		[
			'of another key',
			['--tls-cert', pair.cert, '--tls-key', other.key],
			1,
			'does not belong to the certificate'
		],
		['that is none', ['--tls-cert', pair.key, '--tls-key', pair.key], 1, 'is not readable as PEM'],
		[
			'that is not there',
			['--tls-cert', '/nowhere.pem', '--tls-key', pair.key],
			1,
			'cannot be read from /nowhere.pem'
		],
		['without its key', ['--tls-cert', pair.cert], 2, 'A certificate needs its key.']
	])('%s is refused in a sentence', async (_, words, code, sentence) => {
		const ended = await braidwork('serve', '--home', home, ...words);
		expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(sentence)]);
	});

	it('is spoken of when it ends soon, has ended or is for another name', () => {
		const now = new Date();
		const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
		const remarks = (until: Date, origin: string | null) => {
			const { cert, key } = makeCertificate(place.path, 'timed', until);
			const tls = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
			return remarksOn({ host: '::1', port: 1, origin, tls, proxy: null }, now).join();
		};
		expect(remarks(days(60), 'https://localhost')).toBe('');
		expect(remarks(days(10.5), null)).toContain('ends in 10 days');
		expect(remarks(days(-1), null)).toContain('The certificate ended');
		expect(remarks(days(60), 'https://braidwork.example.org')).toContain('is not for braidwork.example.org');
	});

	it('may be named in config.json, by a path in the home', async () => {
		makeCertificate(home, 'kept');
		configure({ tls: { cert: 'kept.pem', key: 'kept.key' } });
		const server = await serve(home);
		expect(server.address).toMatch(/^https:/);
		expect(await server.stop()).toBe(0);
		configure({});
	});
});

describe('behind a proxy', () => {
	it('answers to the address that people use, shows others no demo, believes the named header alone, and is well by any name', async () => {
		const origin = 'https://braidwork.example.org';
		configure({ origin, proxy: { address_header: 'x-forwarded-for', hops: 1 } });
		const server = await serve(home);
		const local = server.listening;
		expect(server.address).toBe(origin);
		const host = { host: 'braidwork.example.org' };
		expect((await ask(`${local}/sign-in`, host)).status).toBe(200);
		expect((await ask(`${local}/coverage`, { host: 'elsewhere.example.org' })).status).toBe(403);
		const forwarded = { ...host, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'evil.example' };
		expect((await ask(`${local}/sign-in`, forwarded)).status).toBe(200);
		expect((await ask(`${local}/coverage`, forwarded)).status).toBe(303);
		expect((await ask(`${local}/api/role`, { ...host, ...FORM, origin }, 'role=analyst')).status).toBe(303);
		expect((await ask(`${local}/api/role`, { ...host, ...FORM, origin: local }, 'role=analyst')).status).toBe(
			403
		);
		const health = await ask(`${local}/api/v1/health`);
		expect([health.status, JSON.parse(health.text)]).toMatchObject([200, { status: 'ok', database: 'ok' }]);
		expect(await server.stop()).toBe(0);
		configure({});
	});
});

describe('settings of the server', () => {
	it.each([
		[{ origin: 'braidwork.example.org' }, 'server.origin must be an address like'],
		[{ origin: 'https://example.org/braidwork' }, 'without a path'],
		[{ tls: { cert: 'a.pem' } }, 'key is missing'],
		[{ proxy: { address_header: 'x-forwarded-for', hops: 1 } }, 'Behind a proxy server.origin must name'],
		[{ origin: 'https://a.org', proxy: { address_header: 'X Forwarded', hops: 1 } }, 'in small letters'],
		[{ origin: 'https://a.org', proxy: { address_header: 'x-real-ip', hops: 0 } }, 'hops must be 1 or more']
	])('%j are refused at the start in a sentence', async (server, sentence) => {
		configure(server);
		const ended = await braidwork('serve', '--home', home, '--json');
		configure({});
		expect([ended.code, ended.json().error]).toMatchObject([1, { code: 'wrong_settings' }]);
		expect(ended.json().error.message).toContain(sentence);
	});
});

describe('an address that others can reach', () => {
	const reach = (words: string[], server: object, demo = false) =>
		reachOf(readOrder(serveCommand, words, place.path), {
			dir: home,
			port: 4173,
			settings: { ...firstSettings(demo), server: { origin: null, tls: null, proxy: null, ...server } }
		});
	const open = ['--host', '0.0.0.0'];
	const secure = [...open, '--tls-cert', pair.cert, '--tls-key', pair.key];
	const origin = 'https://braidwork.example.org';
	const proxy = { address_header: 'x-forwarded-for', hops: 1 };

	it('is never served for a demo, which has no passwords', () => {
		expect(() => reach(secure, { origin }, true)).toThrow('no passwords');
	});

	it('needs TLS, its own or a proxy’s, and the name by which people know it', () => {
		expect(() => reach(open, { origin })).toThrow('in the clear');
		expect(() => reach(secure, {})).toThrow('by which address');
		expect(reach(secure, { origin })).toMatchObject({ host: '0.0.0.0', origin });
		expect(reach(open, { origin, proxy })).toMatchObject({ tls: null, proxy });
	});
});
