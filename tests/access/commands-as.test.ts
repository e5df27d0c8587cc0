import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal, ROLES, type Role } from '$lib/domain';
import { ACCESS, COMMAND_ROUTES, mayUse } from '$lib/server/access';
import { addMember, openAccountBook, setDisabled } from '$lib/server/accounts';
import { viewAudit } from '$lib/server/audit';
import { closeHome, createHome, openHome, type OpenHome } from '$lib/server/desk';
import { load, submissions } from '$lib/server/intake';
import type { Outcome } from '../../scripts/braidwork/command';
import { readOrder } from '../../scripts/braidwork/order';
import { performNoted } from '../../scripts/braidwork/perform-noted';
import { COMMANDS, findCommand } from '../../scripts/braidwork/registry';
import { runFree } from '../../scripts/braidwork/run-command';

const folder = mkdtempSync(join(tmpdir(), 'braidwork-as-'));
const dir = join(folder, 'home');
const voice = { tell: () => undefined, progress: () => undefined };
const ROSTER = 'participant_id,intake_date,is_tanf\n';
let home: OpenHome;
let count = 0;

const emailOf = (role: Role) => `${role}@county.gov`;

beforeAll(async () => {
	await createHome(dir, { demo: false });
	home = await openHome(dir, { threads: 1, memoryLimit: '512MB', waitMs: 2000 });
	const book = openAccountBook(dir);
	for (const role of ROLES) addMember(book, { email: emailOf(role), role, partners: ['county'] }, new Date());
	addMember(book, { email: 'gone@county.gov', role: 'administrator', partners: null }, new Date());
	addMember(book, { email: 'all@county.gov', role: 'analyst', partners: null }, new Date());
	setDisabled(book, 'gone@county.gov', new Date());
	book.close();
});

afterAll(async () => {
	await closeHome(home);
	rmSync(folder, { recursive: true, force: true });
});

/** A checked roster of a partner, published where asked. */
async function filed(partner: string, publish: boolean): Promise<string> {
	const bytes = Buffer.from(`${ROSTER}N-${++count},2015-01-02,yes\n`);
	const claim = { partner, dataset: 'participants' as const, period: '2015Q1' };
	const actor = { who: 'test', role: 'analyst' as const, partners: null };
	const options = { publish, replace: true, actor, now: new Date(), settings: home.settings };
	return (await load(home.warehouse, { name: 'roster.csv', bytes }, claim, options)).submission_id ?? '';
}

function fileAt(partner: string): string[] {
	const path = join(folder, `${partner}-${++count}.csv`);
	writeFileSync(path, `${ROSTER}N-${count},2015-01-02,yes\n`);
	return [path, '--partner', partner, '--dataset', 'participants', '--period', '2015Q2'];
}

/** What is typed behind a command, about a partner's rows where it is about any. */
const WORDS: Record<string, (partner: string) => Promise<string[]>> = {
	init: async () => [],
	serve: async () => [],
	read: async (partner) => fileAt(partner).slice(0, 1),
	load: async (partner) => fileAt(partner),
	submissions: async () => [],
	publish: async (partner) => [await filed(partner, false), '--replace'],
	withdraw: async (partner) => [await filed(partner, true)],
	states: async () => [],
	measures: async () => [],
	measure: async () => ['people_served'],
	figure: async () => ['people_served', '--out', join(folder, 'served.csv')],
	brief: async () => [],
	matrix: async () => [],
	plan: async () => [resolve('tests/planning/instances/i01.json')],
	retention: async () => ['--run'],
	user: async () => ['list'],
	token: async () => ['list'],
	backup: async () => [join(folder, `backup-${++count}`)],
	restore: async () => [join(folder, 'nowhere')],
	audit: async () => [],
	check: async () => []
};

async function give(name: string, words: string[], as?: string): Promise<Outcome> {
	const command = await findCommand(name);
	if (!command) throw new Error(`There is no ${name}.`);
	const order = readOrder(command, as === undefined ? words : [...words, '--as', as], folder);
	if (command.place === 'free') return runFree(command, order, dir, voice);
	return performNoted(command, order, { directory: dir, home, now: new Date(), ...voice });
}

/** The code with which a command is refused; none where it is done. */
async function refusalOf(name: string, words: string[], as: string): Promise<string | null> {
	try {
		await give(name, words, as);
		return null;
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
}

const lastEntry = async () => (await viewAudit(dir, {}, { page: 1, size: 1 })).entries[0];

describe('a command in somebody’s name', () => {
	it('has its place in the one table: every command, and only routes that stand there', () => {
		expect(Object.keys(COMMAND_ROUTES).sort()).toEqual(Object.keys(COMMANDS).sort());
		expect(Object.keys(WORDS).sort()).toEqual(Object.keys(COMMANDS).sort());
		for (const like of Object.values(COMMAND_ROUTES).filter((one) => one !== null))
			expect(ACCESS.some(({ route, methods }) => route === like.route && methods.includes(like.method))).toBe(
				true
			);
	});

	const pairs = Object.keys(WORDS).flatMap((name) => ROLES.map((role): [string, Role] => [name, role]));

	it.each(pairs)('is allowed to whom the screen allows it: `%s` as %s', async (name, role) => {
		const like = COMMAND_ROUTES[name];
		const may = like ? mayUse(role, like.route, like.method) : false;
		const words = (await WORDS[name]?.('county')) ?? [];
		expect(await refusalOf(name, words, emailOf(role))).toBe(may ? null : 'not_allowed');
		const command = await findCommand(name);
		if (command?.place !== 'home') return;
		const entry = await lastEntry();
		if (!may)
			expect(entry).toMatchObject({ who: emailOf(role), did: 'was refused', what: `command ${name}` });
		else if (!command.isReading) expect(entry?.who).toBe(emailOf(role));
	});

	it.each(['publish', 'withdraw'])('does not find another partner’s submission: %s', async (name) => {
		const words = (await WORDS[name]?.('city')) ?? [];
		for (const role of ['analyst', 'administrator'] as const)
			await expect(give(name, words, emailOf(role))).rejects.toThrow(`There is no submission ${words[0]}.`);
		expect(await refusalOf(name, words, 'all@county.gov')).toBeNull();
	});

	it('files for the own partners only, of a folder all or nothing', async () => {
		await expect(give('load', fileAt('city'), emailOf('analyst'))).rejects.toThrow(
			'You file for county only.'
		);
		expect(await lastEntry()).toMatchObject({ who: emailOf('analyst'), did: 'was refused' });
		const before = (await submissions(home.warehouse)).length;
		const [one = ''] = fileAt('county');
		const [other = ''] = fileAt('city');
		await expect(give('load', [one, other], emailOf('analyst'))).rejects.toThrow();
		expect((await submissions(home.warehouse)).length).toBe(before);
	});

	it('lists the own partners’ submissions, and the own tokens', async () => {
		await filed('city', true);
		const listed = (await give('submissions', [], emailOf('analyst'))).json as {
			submissions: { partner: string }[];
		};
		expect(new Set(listed.submissions.map(({ partner }) => partner))).toEqual(new Set(['county']));
		expect((await give('submissions', [], emailOf('leader'))).json).toEqual({ submissions: [] });
		const made = (await give('token', ['add', emailOf('writer'), '--name', 'x'], emailOf('writer'))).json as {
			id: string;
		};
		expect(await lastEntry()).toMatchObject({ who: emailOf('writer'), did: 'made a token' });
		expect((await give('token', ['list'], emailOf('leader'))).json).toEqual({ tokens: [] });
		const others = ['add', emailOf('writer'), '--name', 'x'];
		expect(await refusalOf('token', others, emailOf('administrator'))).toBe('not_allowed');
		expect(await refusalOf('token', ['revoke', made.id], emailOf('leader'))).not.toBeNull();
		expect(await refusalOf('token', ['revoke', made.id], emailOf('writer'))).toBeNull();
	});

	it('is refused in the name of nobody, and of an account that is shut', async () => {
		expect(await refusalOf('states', [], 'nobody@county.gov')).toBe('unknown_user');
		expect(await refusalOf('states', [], 'gone@county.gov')).toBe('user_disabled');
		expect(await refusalOf('measures', [], 'nobody@county.gov')).toBe('unknown_user');
		await give('states', []);
	});

	it('is the operator’s without it, in whose name it is written down', async () => {
		await give('publish', (await WORDS.publish?.('city')) ?? []);
		expect(await lastEntry()).toMatchObject({ who: 'console', did: 'published' });
	});
});
