import { request as ask } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '$lib/server/access';
import { braidwork, folder, serve, type Running } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
const files = writeQuarter(place.path);
const admin = { cookie: 'braidwork_role=administrator' };
let server: Running;

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
	await braidwork('load', files.participants, ...claim('participants'), '--publish', '--home', home);
	server = await serve(home);
}, 120_000);
afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
}

/** Asks with the path exactly as written; a browser's way of asking would tidy it up first. */
function raw(
	path: string,
	method = 'GET',
	headers: Record<string, string> = admin,
	body = ''
): Promise<Answer> {
	const { hostname, port } = new URL(server.address);
	return new Promise((done, failed) => {
		const asked = ask({ hostname, port, path, method, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
			answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
		});
		asked.on('error', failed).end(body);
	});
}

const ANSWERS = {
	'a page': '/coverage',
	'a page that is not there': '/nowhere',
	'a page that is refused': '/submissions/x',
	'a document': '/api/v1/health',
	'a refusal': '/api/v1/measures/nothing',
	'a drawing': '/api/v1/figures/people_served.svg?by=quarter',
	'a file of the application': '/brand/mark.svg'
};

describe('every answer', () => {
	it.each(Object.entries(ANSWERS))('bears its guards: %s', async (_, path) => {
		const { headers } = await raw(path, 'GET', {});
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		});
		expect(headers['permissions-policy']).toContain('camera=()');
		expect(headers['x-request-id']).toMatch(/^[0-9a-f]{16}$/);
		expect(headers['access-control-allow-origin']).toBeUndefined();
		expect(headers['x-powered-by'] ?? headers.server).toBeUndefined();
	});

	it('is kept by no cache that others use, unless it is a file of the application', async () => {
		for (const path of ['/coverage', '/submissions', '/api/v1/states', '/audit', '/audit/log.csv'])
			expect([path, (await raw(path)).headers['cache-control']]).toEqual([
				path,
				expect.stringMatching(/private|no-store/)
			]);
	});
});

describe('the policy of a page', () => {
	it('lets no script run but our own files and those whose hash it holds', async () => {
		for (const path of ['/', '/coverage', '/submissions', '/settings', '/audit', '/nowhere']) {
			const policy = String((await raw(path)).headers['content-security-policy']);
			const directives = new Map(
				policy.split(';').map((part): [string, string[]] => {
					const [name = '', ...sources] = part.trim().split(/\s+/);
					return [name, sources];
				})
			);
			const scripts = directives.get('script-src') ?? [];
			expect(scripts.filter((source) => !/^'(self|sha256-[\w+/=]+)'$/.test(source))).toEqual([]);
			expect(directives.get('default-src')).toEqual(["'self'"]);
			expect(directives.get('object-src')).toEqual(["'none'"]);
			expect(directives.get('base-uri')).toEqual(["'none'"]);
			expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
			expect(directives.get('form-action')).toEqual(["'self'"]);
		}
	});

	it('has no handler in the markup, which it would not let run', async () => {
		for (const path of ['/', '/coverage', '/submissions', '/settings', '/audit'])
			expect((await raw(path)).text).not.toMatch(/<[a-z][^>]*\son[a-z]+=/i);
	});

	it('lets what is no page load nothing at all', async () => {
		for (const path of ['/api/v1/health', '/api/v1/measures/nothing', '/audit/log.csv'])
			expect((await raw(path)).headers['content-security-policy']).toContain("default-src 'none'");
	});
});

describe('a page of another site', () => {
	const TYPES = [
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=x',
		'text/plain',
		'application/json',
		'application/xml',
		'application/octet-stream',
		''
	];
	const MARKS: Record<string, string>[] = [
		{ origin: 'http://evil.example' },
		{ origin: 'null' },
		{ origin: 'https://127.0.0.1:1' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' }
	];

	it('changes nothing, by any method, in any content type, at any address', async () => {
		const before = await braidwork('audit', '--home', home, '--json');
		const targets = ACCESS.flatMap(({ route, methods }) =>
			methods.filter((method) => method !== 'GET').map((method) => ({ route, method }))
		);
		expect(targets.length).toBeGreaterThan(5);
		const statuses = new Set<number>();
		for (const { route, method } of targets)
			for (const type of TYPES)
				for (const mark of MARKS) {
					const headers: Record<string, string> = { ...admin, ...mark, 'content-length': '1' };
					if (type) headers['content-type'] = type;
					const path = route.replaceAll(/\[\w+\]/g, 'x');
					statuses.add((await raw(path, method, headers, 'x')).status);
				}
		expect([...statuses]).toEqual([403]);
		const after = await braidwork('audit', '--home', home, '--json');
		const count = (ended: typeof before) => ended.json<{ audit: object[] }>().audit.length;
		expect(count(after)).toBe(count(before) + 1);
	});

	it('does not get its form taken by a page either when nothing says where it comes from', async () => {
		const headers = { ...admin, 'content-type': 'application/x-www-form-urlencoded' };
		expect((await raw('/settings', 'POST', headers, 'name=x')).status).toBe(403);
	});
});

describe('a path that leads out', () => {
	const WAYS = [
		'/../../../etc/passwd',
		'/..%2f..%2f..%2fetc%2fpasswd',
		'/%2e%2e/%2e%2e/etc/passwd',
		'/brand/../../../../etc/passwd',
		'/brand/..%2f..%2f..%2f..%2fetc%2fpasswd',
		'/brand/%2e%2e%5c%2e%2e%5cetc%5cpasswd',
		'/_app/immutable/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
		'/api/v1/figures/..%2f..%2f..%2fetc%2fpasswd.csv',
		'/api/v1/figures/people_served.csv%00.svg',
		'/api/v1/submissions/..%2f..%2fconfig.json/original',
		'/api/v1/submissions/%2e%2e%2fsecret/original',
		'/submissions/..%2f..%2fsecret',
		'/submissions/formats/..%2f..%2f..%2fpackage.json',
		'/logo/..%2fsecret',
		'/glossary?file=../../../etc/passwd',
		'//etc/passwd',
		'/%c0%ae%c0%ae/etc/passwd',
		'/%'
	];

	it.each(WAYS)('leads nowhere: %s', async (path) => {
		const { status, text } = await raw(path);
		expect(status).toBeLessThan(500);
		expect(text).not.toMatch(/root:|"version": 1|"dependencies"/);
	});
});

describe('an answer to a form', () => {
	it('leads back to a path of ours alone', async () => {
		for (const back of [
			'//evil.example',
			'https://evil.example',
			'/\\evil.example',
			'/\nx',
			'javascript:x'
		]) {
			const headers = { origin: server.address, 'content-type': 'application/x-www-form-urlencoded' };
			const body = new URLSearchParams({ role: 'leader', back }).toString();
			expect((await raw('/api/role', 'POST', headers, body)).headers.location).toBe('/');
		}
	});

	it('sets a cookie that no script reads and no other site sends along', async () => {
		const headers = { origin: server.address, 'content-type': 'application/x-www-form-urlencoded' };
		const cookie = String((await raw('/api/role', 'POST', headers, 'role=leader')).headers['set-cookie']);
		expect(cookie).toMatch(/; HttpOnly/i);
		expect(cookie).toMatch(/; SameSite=Strict/i);
		expect(cookie).toMatch(/; Path=\//i);
	});
});

describe('what is not offered', () => {
	it('is refused: methods that no page has, and the pages of development', async () => {
		for (const method of ['TRACE', 'PROPFIND', 'PUT', 'PATCH', 'OPTIONS']) {
			const { status, text } = await raw('/coverage', method, { ...admin, origin: server.address });
			expect([method, status >= 400 && status < 500]).toEqual([method, true]);
			expect(text).not.toContain('braidwork_role');
		}
		expect((await raw('/gallery')).status).toBe(404);
		for (const path of [
			'/.git/config',
			'/package.json',
			'/config.json',
			'/warehouse.duckdb',
			'/brand/',
			'/_app/'
		])
			expect([path, (await raw(path)).status]).toEqual([path, 404]);
	});
});
