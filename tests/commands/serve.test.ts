import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, folder, serve, type Running } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
const files = writeQuarter(place.path);
let server: Running;

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
	server = await serve(home);
}, 120_000);
afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

async function as(role: string): Promise<Record<string, string>> {
	const answer = await fetch(`${server.address}/api/role`, {
		method: 'POST',
		body: new URLSearchParams({ role }),
		redirect: 'manual'
	});
	return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

function upload(dataset: 'participants' | 'deliveries', more: Record<string, string> = {}): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries({ partner: 'county', dataset, period: '2014Q1', ...more }))
		form.set(name, value);
	form.append('file', new Blob([readFileSync(files[dataset])]), `${dataset}.csv`);
	return form;
}

describe('serving', () => {
	it.runIf(process.platform === 'linux')(
		'lets the other threads of a busy machine wait for the one that answers',
		() => {
			const { pid } = JSON.parse(readFileSync(join(home, 'lock'), 'utf8')) as { pid: number };
			const niceOf = (task: string) => {
				const [, after = ''] = readFileSync(`/proc/${pid}/task/${task}/stat`, 'utf8').split(') ');
				return Number(after.split(' ')[16]);
			};
			const tasks = readdirSync(`/proc/${pid}/task`);
			const own = niceOf(String(pid));
			const others = tasks.filter((task) => task !== String(pid)).map(niceOf);
			expect(others.length).toBeGreaterThan(5);
			expect(others.filter((nice) => nice > own).length).toBeGreaterThan(5);
		}
	);

	it('is refused for a host that others can reach', async () => {
		const notHere = await braidwork('serve', '--home', home, '--host', '0.0.0.0', '--json');
		expect([notHere.code, notHere.json().error.code]).toEqual([1, 'not_loopback']);
	});

	it('is refused a second time for the same home, naming the first', async () => {
		const second = await braidwork('serve', '--home', home, '--port', '0', '--json');
		expect([second.code, second.json().error.code]).toEqual([1, 'already_served']);
		expect(second.json().error.message).toContain(server.address);
	});

	it('is refused on a port that is taken', async () => {
		const other = join(place.path, 'other');
		await braidwork('init', '--demo', '--home', other);
		const taken = createServer();
		await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
		const port = String((taken.address() as AddressInfo).port);
		const ended = await braidwork('serve', '--home', other, '--port', port, '--json');
		taken.close();
		expect([ended.code, ended.json().error.code]).toEqual([1, 'port_taken']);
	});

	it('opens a console that only the owner of the home may use', () => {
		expect(statSync(join(home, 'console.sock')).mode & 0o777).toBe(0o600);
	});
});

describe('the same commands, while a server holds the home', () => {
	it('go through the server and say the same', async () => {
		const loaded = await braidwork(
			'load',
			files.participants,
			...claim('participants'),
			'--publish',
			'--home',
			home,
			'--json'
		);
		expect(loaded.code).toBe(0);
		expect(loaded.json()).toMatchObject({ state: 1, files: [{ status: 'published', rows_loaded: 12 }] });
		const states = (await fetch(`${server.address}/api/v1/states`)).json() as Promise<{ states: object[] }>;
		expect((await states).states).toMatchObject([{ state: 1, who: 'console' }]);
	});

	it('are refused in the same words and with the same exit codes', async () => {
		const [refused, wrong] = await Promise.all([
			braidwork('publish', 'no-such-id', '--home', home, '--json'),
			braidwork('measure', 'people_served', '--calendar', 'lunar', '--home', home, '--json')
		]);
		expect([refused.code, wrong.code]).toEqual([1, 2]);
		expect(refused.stderr.trim().split('\n')).toHaveLength(1);
	});
});

describe('the HTTP interface', () => {
	it('lets a reader read and nobody but an analyst or administrator send', async () => {
		const body = upload('deliveries');
		const refused = await fetch(`${server.address}/api/v1/submissions`, { method: 'POST', body });
		expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
		expect(await refused.json()).toMatchObject({ status: 403, code: 'not_allowed' });
	});

	it('takes a file from an analyst and publishes it', async () => {
		const answer = await fetch(`${server.address}/api/v1/submissions`, {
			method: 'POST',
			headers: await as('analyst'),
			body: upload('deliveries', { publish: 'true' })
		});
		expect(answer.status).toBe(201);
		expect(await answer.json()).toMatchObject({
			state: 2,
			files: [{ status: 'published', file: 'deliveries.csv' }]
		});
	});

	it('says of a file with errors what they are, not only that it was not taken', async () => {
		const form = upload('deliveries', { period: '2014Q2' });
		form.set('file', new Blob(['%PDF-1.7\n']), 'wrong.csv');
		const answer = await fetch(`${server.address}/api/v1/submissions`, {
			method: 'POST',
			headers: await as('analyst'),
			body: form
		});
		expect(answer.status).toBe(422);
		const { files } = (await answer.json()) as { files: { status: string; findings: object[] }[] };
		expect(files).toMatchObject([{ file: 'wrong.csv', status: 'rejected' }]);
		expect(files[0]?.findings.length).toBeGreaterThan(0);
	});

	it('refuses an analyst the partner that is not theirs', async () => {
		const answer = await fetch(`${server.address}/api/v1/submissions`, {
			method: 'POST',
			headers: { cookie: 'braidwork_role=analyst:city' },
			body: upload('deliveries')
		});
		expect([answer.status, (await answer.json()) as { code: string }]).toMatchObject([
			403,
			{ code: 'not_allowed' }
		]);
	});

	it('answers a measure with a tag, and with 304 when nothing changed', async () => {
		const address = `${server.address}/api/v1/measures/people_served?by=quarter`;
		const first = await fetch(address);
		expect(await first.json()).toMatchObject({ state: 2, rows: [{ quarter: '2014Q1', value: 12 }] });
		expect(first.headers.get('cache-control')).toContain('private');
		const tag = first.headers.get('etag') ?? '';
		expect(tag).toContain('s2-');
		const again = await fetch(address, { headers: { 'if-none-match': tag } });
		expect(again.status).toBe(304);
	});

	it('draws the same figure as files, and says which kinds there are', async () => {
		for (const [kind, type] of [
			['svg', 'image/svg+xml'],
			['png', 'image/png'],
			['csv', 'text/csv'],
			['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']
		]) {
			const answer = await fetch(`${server.address}/api/v1/figures/people_served.${kind}?by=quarter`);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([
				200,
				expect.stringContaining(type ?? '')
			]);
		}
		const word = await fetch(`${server.address}/api/v1/figures/people_served.xlsx`);
		expect([word.status, (await word.json()) as object]).toMatchObject([404, { code: 'format_not_offered' }]);
	});

	it('publishes, lists what was found, and withdraws', async () => {
		const headers = await as('administrator');
		const form = upload('participants', { period: '2014Q2' });
		const sent = await fetch(`${server.address}/api/v1/submissions`, { method: 'POST', headers, body: form });
		const id = ((await sent.json()) as { files: { submission_id: string }[] }).files[0]?.submission_id ?? '';
		const one = `${server.address}/api/v1/submissions/${id}`;
		expect((await fetch(one, { headers })).status).toBe(200);
		expect((await fetch(one)).status).toBe(403);
		const findings = await fetch(`${one}/findings.csv`, { headers });
		expect(findings.headers.get('content-type')).toContain('text/csv');
		const original = await fetch(`${one}/original`, { headers });
		expect(await original.text()).toBe(await (form.get('file') as File).text());
		const analyst = await fetch(`${one}/original`, { headers: await as('analyst') });
		expect(analyst.status).toBe(403);
		const published = await fetch(`${one}/publish`, { method: 'POST', headers });
		expect([published.status, (await published.json()) as object]).toMatchObject([
			200,
			{ status: 'published' }
		]);
		const withdrawn = await fetch(one, { method: 'DELETE', headers });
		expect([withdrawn.status, (await withdrawn.json()) as object]).toMatchObject([
			200,
			{ status: 'withdrawn' }
		]);
	});

	it('answers what it does not know with a problem document, and never with a stack', async () => {
		for (const [path, status] of [
			['measures/no_such', 404],
			['nowhere', 404],
			['measures/people_served?by=shoe_size', 400]
		]) {
			const answer = await fetch(`${server.address}/api/v1/${path}`);
			const text = await answer.text();
			expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
				path,
				status,
				'application/problem+json'
			]);
			expect(text).not.toMatch(/\.js:\d/);
		}
	});

	it('refuses what another site sends, for every content type', async () => {
		const headers = await as('administrator');
		for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/png'])
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
				const answer = await fetch(`${server.address}/api/v1/submissions/x`, {
					method,
					headers: { ...headers, 'content-type': type, origin: 'https://elsewhere.example' },
					body: method === 'DELETE' ? undefined : '--x--'
				});
				expect([type, method, answer.status]).toEqual([type, method, 403]);
			}
	});

	it('counts an upload as it arrives and stops at the limit', async () => {
		const small = join(place.path, 'small');
		await braidwork('init', '--demo', '--home', small);
		const config = join(small, 'config.json');
		writeFileSync(
			config,
			readFileSync(config, 'utf8').replace('"upload_limit_mb": 2048', '"upload_limit_mb": 1')
		);
		const tight = await serve(small);
		const send = (headers: Record<string, string>) =>
			postMegabytes(`${tight.address}/api/v1/submissions`, 3, headers);
		expect(await send({ 'content-length': String(FORM_HEAD.length + 3 * 1024 * 1024) })).toBe(413);
		expect(await send({ 'transfer-encoding': 'chunked' })).toBe(413);
		expect(await tight.stop()).toBe(0);
	}, 60_000);
});

const FORM_HEAD = '--cut\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\n\r\n';

/** Sends a form of some megabytes in pieces; answers the status, whether or not all of it was taken. */
function postMegabytes(address: string, megabytes: number, more: Record<string, string>): Promise<number> {
	const headers = {
		cookie: 'braidwork_role=administrator',
		'content-type': 'multipart/form-data; boundary=cut',
		...more
	};
	return new Promise((done, failed) => {
		const call = ask(address, { method: 'POST', headers }, (answer) => {
			answer.resume();
			done(answer.statusCode ?? 0);
		});
		call.on('error', failed);
		call.write(FORM_HEAD);
		for (let piece = 0; piece < megabytes * 16; piece += 1) call.write(Buffer.alloc(64 * 1024, 'x'));
		call.end();
	});
}

describe('a page', () => {
	it('bears its guards, is sent compressed, and is complete before any script runs', async () => {
		const answer = await fetch(`${server.address}/coverage`, { headers: { 'accept-encoding': 'br' } });
		const html = await answer.text();
		expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'br']);
		expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
		expect(answer.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe-inline/);
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
		expect(html).not.toContain('<!--figure:');
	});

	it('sends a visitor of localhost to the one origin, and refuses a foreign name', async () => {
		const port = new URL(server.address).port;
		const moved = await fetch(`http://localhost:${port}/coverage?quarter=2014Q1`, { redirect: 'manual' });
		expect(moved.headers.get('location')).toBe(`${server.address}/coverage?quarter=2014Q1`);
		const status = await new Promise((done) =>
			ask(`${server.address}/coverage`, { headers: { host: `rebound.example:${port}` } }, (answer) => {
				answer.resume();
				done(answer.statusCode);
			}).end()
		);
		expect(status).toBe(403);
	});

	it('that a role may not see says whose it is', async () => {
		const refused = await fetch(`${server.address}/settings`, { headers: { accept: 'text/html' } });
		expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('administrator')]);
		const allowed = await fetch(`${server.address}/settings`, { headers: await as('administrator') });
		expect(allowed.status).toBe(200);
	});
});

describe('stopping', () => {
	it('ends with 0 and leaves a home that opens again', async () => {
		expect(await server.stop()).toBe(0);
		const checked = await braidwork('check', '--home', home, '--json');
		expect([checked.code, checked.json()]).toMatchObject([0, { ok: true, problems: [], notes: [] }]);
		const audit = readFileSync(join(home, 'audit.jsonl'), 'utf8').trim().split('\n');
		expect(JSON.parse(audit.at(-1) ?? '')).toMatchObject({ who: expect.stringContaining('demo') as string });
	}, 60_000);

	it('by force leaves nothing that the next server stumbles over', async () => {
		const killed = await serve(home);
		killed.child.kill('SIGKILL');
		await killed.stop();
		const again = await serve(home);
		expect((await fetch(`${again.address}/api/v1/health`)).status).toBe(200);
		expect(await again.stop()).toBe(0);
	}, 60_000);
});
