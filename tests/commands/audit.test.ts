import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeHome, openHome } from '$lib/server/desk';
import { braidwork, folder, serve, type Running } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

interface Audit {
	audit: { at: string; who: string; did: string; what: string }[];
}

/** Stands in cells, headers, names and addresses, and must stand in no log. */
const MARK = 'Quetzalcoatl';

const place = folder();
const home = join(place.path, 'home');
const files = writeQuarter(place.path);
const log = join(home, 'audit.jsonl');
const ID = 'county.participants.2014Q1';
let server: Running;
let broken: string;

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
	await braidwork('load', files.participants, ...claim('participants'), '--publish', '--home', home);
	await braidwork('load', files.deliveries, ...claim('deliveries'), '--home', home);
	broken = await breakSubmission();
	server = await serve(home);
}, 120_000);
afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

/** Damages what is kept of a submission, so that reading it fails. */
async function breakSubmission(): Promise<string> {
	const open = await openHome(home);
	const [one] = await open.warehouse.read<{ submission_id: string }>(
		"SELECT submission_id FROM main.submissions WHERE dataset = 'deliveries'"
	);
	await open.warehouse.transaction((tx) =>
		tx.run("UPDATE main.submissions SET dataset = $1, period = $1 WHERE dataset = 'deliveries'", [MARK])
	);
	await closeHome(open);
	return one?.submission_id ?? '';
}

const admin = { cookie: 'braidwork_role=administrator' };

async function deeds(...args: string[]): Promise<string[]> {
	const { audit } = (await braidwork('audit', '--home', home, '--json', ...args)).json<Audit>();
	return audit.map(({ who, did, what }) => `${who} ${did}${what && ': '}${what}`);
}

describe('the audit log', () => {
	it('knows what was done at the command line, as console', async () => {
		const done = await deeds();
		expect(done[0]).toBe('console made a home');
		expect(done.some((one) => one.startsWith(`console filed: submission ${ID}`))).toBe(true);
		expect(done.some((one) => /^console published: submission county\S+, state 1$/.test(one))).toBe(true);
	});

	it('knows who changed settings and which, who exported, who was refused, and never a value', async () => {
		const settings = new URLSearchParams({
			name: 'Renamed',
			threshold: '12',
			upload_limit_mb: '2048',
			calendar: 'federal'
		});
		const post = { method: 'POST', headers: { ...admin, origin: server.address }, body: settings };
		expect((await fetch(`${server.address}/settings`, post)).status).toBe(200);
		await fetch(`${server.address}/settings`, {
			headers: { cookie: `braidwork_role=analyst:${MARK.toLowerCase()}` }
		});
		await fetch(`${server.address}/api/v1/figures/people_served.csv?by=quarter&where=${MARK}`, {
			headers: admin
		});
		await fetch(`${server.address}/api/v1/figures/people_served.csv?by=quarter`, { headers: admin });
		const done = await deeds();
		expect(done).toContain(
			'demo administrator changed settings: settings name calendar threshold accept_good_rows'
		);
		// Another threshold makes the next state, so that what was cited of the first keeps its tables.
		expect(done).toContain('demo administrator kept to the agreements: state 2');
		expect(done).toContain(
			'demo administrator exported a figure: measure people_served, format csv, state 2'
		);
		expect(
			done.filter((one) => one.includes('was refused: method GET, route /settings, answer 403'))
		).toHaveLength(1);
		expect(readFileSync(log, 'utf8')).not.toContain(MARK);
	});

	it('writes down a file that was sent, never what the file or its columns are called', async () => {
		const form = new FormData();
		form.set('partner', 'county');
		form.append('file', new Blob([`${MARK},participant_id\n${MARK},P-1\n`]), `${MARK}.csv`);
		const answer = await fetch(`${server.address}/api/v1/submissions`, {
			method: 'POST',
			headers: admin,
			body: form
		});
		expect(answer.status).toBeLessThan(500);
		expect((await deeds('--who', 'demo administrator')).at(-1)).toMatch(/^demo administrator filed: /);
		expect(readFileSync(log, 'utf8')).not.toContain(MARK);
	});

	it('keeps every entry of many requests at once, in one chain', async () => {
		const before = (await deeds()).length;
		const asked = Array.from({ length: 60 }, () =>
			fetch(`${server.address}/api/v1/figures/people_served.csv?by=quarter`, { headers: admin })
		);
		expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true);
		expect((await deeds()).length).toBe(before + 61);
		expect((await braidwork('check', '--home', home, '--json')).json()).not.toMatchObject({
			audit: { broken: { line: expect.any(Number) as number } }
		});
	});

	it('is read on screen and taken as a file by administrators alone, which is an entry too', async () => {
		const page = await fetch(`${server.address}/audit?did=published`, { headers: admin });
		const html = await page.text();
		expect(html).toContain('The chain holds');
		expect(html).toContain('county.participants.2014Q1');
		const csv = await (
			await fetch(`${server.address}/audit/log.csv?did=published`, { headers: admin })
		).text();
		expect(csv.split('\r\n')[0]).toBe('number,at,who,did,what,request');
		expect(csv.split('\r\n')).toHaveLength(3);
		expect((await deeds()).at(-1)).toBe('demo administrator exported the audit log: entries 1');
		for (const path of ['/audit', '/audit/log.csv']) {
			const refused = await fetch(server.address + path, { headers: { cookie: 'braidwork_role=analyst' } });
			expect(refused.status).toBe(403);
		}
	});

	it('refuses a day that is none', async () => {
		const ended = await braidwork('audit', '--from', '2026-13-45', '--home', home);
		expect(ended.code).toBe(2);
		expect(await deeds('--from', '2999-01-01')).toEqual([]);
	});
});

describe('a fault of ours', () => {
	const addresses = () => [`/submissions/${broken}`, '/submissions'];

	it('shows an id that stands in the log and in the head of the answer, and nothing of the data', async () => {
		for (const path of addresses()) {
			const answer = await fetch(server.address + path, { headers: admin });
			const id = answer.headers.get('x-request-id') ?? '';
			const said = await answer.text();
			expect([path, answer.status]).toEqual([path, 500]);
			expect(said).toContain(id);
			expect(said).not.toContain(MARK);
			const lines = server.said().filter((line) => line.includes(id));
			const dids = lines.map((line) => (JSON.parse(line) as { did: string }).did);
			expect([...new Set(dids)]).toEqual(['failed', 'failed to answer']);
		}
		expect(server.said().join('\n') + readFileSync(log, 'utf8')).not.toContain(MARK);
	});

	it('leaves out the message even where that quotes what it stumbled over', async () => {
		const { audit } = (await braidwork('audit', '--home', home, '--json')).json<Audit>();
		const id = /submission (county\.participants\.\S+), state/.exec(
			audit.map(({ what }) => what).join('\n')
		)?.[1];
		const sha256 = createHash('sha256').update(readFileSync(files.participants)).digest('hex');
		const note = join(home, 'files', `${sha256}.cut.json`);
		writeFileSync(note, `${MARK} is no JSON`);
		const page = await fetch(`${server.address}/submissions/${id}/match`, { headers: admin });
		const check = await braidwork('check', '--home', home, '--json');
		rmSync(note);
		expect([page.status, check.code, check.json().error.code]).toEqual([500, 1, 'fault']);
		const everything = [...server.said(), await page.text(), check.stdout, check.stderr].join('\n');
		expect(everything).toContain('SyntaxError');
		expect(everything + server.complained()).not.toContain(MARK);
	});

	it('is a refusal with an id where a person made the mistake', async () => {
		const answer = await fetch(`${server.address}/api/v1/measures/${MARK}`, { headers: admin });
		expect(await answer.json()).toMatchObject({ status: 404, id: answer.headers.get('x-request-id') });
	});

	it('does not take an id from whoever asks', async () => {
		const forged = '0123456789abcdef';
		const answer = await fetch(`${server.address}/api/v1/health`, { headers: { 'x-request-id': forged } });
		expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
		expect(answer.headers.get('x-request-id')).not.toBe(forged);
	});
});

describe('the server’s log', () => {
	it('is JSON, has the route and neither path nor query nor who asked', async () => {
		await fetch(`${server.address}/glossary?q=${MARK}#x`, { headers: admin });
		await fetch(`${server.address}/${MARK}`, { headers: { ...admin, cookie: `x=${MARK}` } });
		const lines = server.said().map((line) => JSON.parse(line) as Record<string, unknown>);
		const answered = lines.filter(({ did }) => did === 'answered');
		expect(answered.some(({ route }) => route === '/glossary')).toBe(true);
		for (const line of answered)
			expect(Object.keys(line).sort()).toEqual([
				'at',
				'did',
				'level',
				'method',
				'ms',
				'request',
				'route',
				'status'
			]);
		expect(server.said().join('\n')).not.toMatch(new RegExp(`${MARK}|administrator`));
	});
});

describe('when the log itself is hurt', () => {
	it('shows the first line that does not fit, in check and on screen', async () => {
		const sound = readFileSync(log, 'utf8');
		writeFileSync(log, sound.replace('made a home', 'made b home'));
		const check = await braidwork('check', '--home', home, '--json');
		expect(check.stdout).toContain('The audit log does not fit from line 1 on.');
		const html = await (await fetch(`${server.address}/audit`, { headers: admin })).text();
		expect(html).toContain('The log does not fit from line 1 on');
		writeFileSync(log, sound);
	});

	it('shows no rows that it could not write down, and says so', async () => {
		const sound = readFileSync(log);
		rmSync(log);
		mkdirSync(log);
		const path = `/api/v1/submissions/${broken}/findings.csv`;
		const shown = await fetch(`${server.address}/api/v1/figures/people_served.csv?by=quarter`, {
			headers: admin
		});
		expect(await shown.json()).toMatchObject({
			status: 500,
			code: 'fault',
			id: shown.headers.get('x-request-id')
		});
		expect((await fetch(server.address + path, { headers: admin })).status).toBe(500);
		rmSync(log, { recursive: true });
		writeFileSync(log, sound);
		expect((await fetch(`${server.address}/audit`, { headers: admin })).status).toBe(200);
	});
});
