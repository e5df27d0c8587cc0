import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal, type Settings } from '$lib/domain';
import {
	changeSettings,
	checkFolder,
	checkSettings,
	closeHome,
	createHome,
	firstSettings,
	lookAtHealth,
	openHome,
	readLogo,
	readSettings,
	saveLogo,
	saveSettings
} from '$lib/server/desk';

const folders: string[] = [];

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'braidwork-desk-'));
	folders.push(made);
	return made;
}

async function home(): Promise<string> {
	const place = join(folder(), 'home');
	await createHome(place, { demo: true });
	return place;
}

async function refusal(work: () => Promise<unknown>): Promise<Refusal> {
	const error = await work().then(
		() => null,
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(Refusal);
	return error as Refusal;
}

describe('making a home', () => {
	it('makes folders, a secret that only its owner reads, a warehouse and settings', async () => {
		const place = await home();
		expect(readdirSync(place).sort()).toEqual([
			'config.json',
			'demo-mark',
			'files',
			'secret',
			'warehouse.duckdb',
			'work'
		]);
		expect(statSync(join(place, 'secret')).mode & 0o777).toBe(0o600);
		expect(statSync(place).mode & 0o777).toBe(0o700);
		expect(await readSettings(place)).toEqual(firstSettings(true));
	});

	it('leaves a home that exists as it is', async () => {
		const place = await home();
		const secret = readFileSync(join(place, 'secret'), 'utf8');
		const { code, message } = await refusal(() => createHome(place, { demo: false }));
		expect(code).toBe('home_exists');
		expect(message).toContain('left as it is');
		expect(readFileSync(join(place, 'secret'), 'utf8')).toBe(secret);
		expect((await readSettings(place)).demo).toBe(true);
	});

	it('refuses a folder with other things in it, and a file', async () => {
		const place = folder();
		writeFileSync(join(place, 'thesis.docx'), '');
		expect((await refusal(() => createHome(place, { demo: true }))).message).toContain('thesis.docx');
		expect((await refusal(() => createHome(join(place, 'thesis.docx'), { demo: true }))).code).toBe(
			'not_empty'
		);
		expect(readdirSync(place)).toEqual(['thesis.docx']);
	});

	it('finishes a home whose making was interrupted', async () => {
		const place = folder();
		mkdirSync(join(place, 'files'));
		await createHome(place, { demo: false });
		expect((await readSettings(place)).demo).toBe(false);
	});

	it('says where no folder can be made', async () => {
		const place = folder();
		writeFileSync(join(place, 'file'), '');
		const { code, message } = await refusal(() => createHome(join(place, 'file', 'home'), { demo: true }));
		expect(code).toBe('not_writable');
		expect(message).toContain('No home can be made at');
	});
});

describe('opening a home', () => {
	it('gives its data and settings, and lets go of it again', async () => {
		const place = await home();
		const open = await openHome(place);
		expect(open.settings.demo).toBe(true);
		expect(open.warehouse.latest()).toBe(0);
		expect(existsSync(join(place, 'lock'))).toBe(true);
		await closeHome(open);
		expect(existsSync(join(place, 'lock'))).toBe(false);
	});

	it.each(['missing', '.'])('says to run init where there is no home (%s)', async (name) => {
		const place = join(folder(), name);
		const { code, hint } = await refusal(() => openHome(place));
		expect(code).toBe('no_home');
		expect(hint).toContain('braidwork init');
		expect(existsSync(join(place, 'warehouse.duckdb'))).toBe(false);
	});

	it('refuses settings of a newer version', async () => {
		const place = await home();
		writeFileSync(join(place, 'config.json'), JSON.stringify({ ...firstSettings(true), version: 99 }));
		expect((await refusal(() => openHome(place))).code).toBe('newer_home');
	});

	it('says when the settings cannot be read', async () => {
		const place = await home();
		writeFileSync(join(place, 'config.json'), '{ "demo": tru');
		expect((await refusal(() => openHome(place))).message).toContain('not readable as JSON');
	});
});

describe('the health of a home', () => {
	it('is well while its database answers, and failing when it does not', async () => {
		const open = await openHome(await home());
		expect(await lookAtHealth(open)).toMatchObject({ status: 'ok', database: 'ok' });
		await closeHome(open);
		expect(await lookAtHealth(open)).toMatchObject({ status: 'failing', database: 'failing' });
	});
});

describe('a look at the folder', () => {
	it('finds nothing in a new home, and says what is missing and who else may read', async () => {
		const open = await openHome(await home());
		expect(await checkFolder(open)).toEqual({ problems: [], notes: [] });
		open.settings = { ...open.settings, logo: 'logo.png' };
		chmodSync(open.dir, 0o755);
		rmSync(join(open.dir, 'secret'));
		const { problems, notes } = await checkFolder(open);
		expect(problems).toEqual([
			expect.stringContaining('The secret of this home is missing or unreadable'),
			expect.stringContaining('Other accounts of this machine may use'),
			'The logo logo.png is not in the home.'
		]);
		expect(notes).toEqual([expect.stringContaining('config.json was changed since this home was opened')]);
		await closeHome(open);
	});
});

describe('settings', () => {
	it('are kept whole and trimmed, in the folder and in the open home', async () => {
		const open = await openHome(await home());
		const goal = { measure: 'completion_rate', target: 0.7 };
		await changeSettings(open, { name: '  Bay Partnership ', goals: [goal], calendar: 'federal' });
		expect(open.settings.name).toBe('Bay Partnership');
		expect(await readSettings(open.dir)).toEqual(open.settings);
		expect(readdirSync(open.dir).filter((name) => name.includes('draft'))).toEqual([]);
		await closeHome(open);
	});

	it('that are changed on a page leave alone what was written of the server meanwhile', async () => {
		const open = await openHome(await home());
		const path = join(open.dir, 'config.json');
		const server = { origin: 'https://braidwork.example.org', tls: null, proxy: null };
		const limits = { ...open.settings.limits, people_per_minute: 500 };
		writeFileSync(path, JSON.stringify({ ...open.settings, server, limits }));
		await changeSettings(open, { name: 'Bay Partnership' });
		expect(await readSettings(open.dir)).toMatchObject({ name: 'Bay Partnership', server, limits });
		writeFileSync(path, '{');
		expect((await refusal(() => changeSettings(open, { name: 'Other' }))).code).toBe('wrong_settings');
		expect(readFileSync(path, 'utf8')).toBe('{');
		await closeHome(open);
	});

	it.each<[Record<string, unknown>, string, string]>([
		[{ name: '  ' }, 'name', 'The name of the partnership must not be empty.'],
		[{ name: 'x'.repeat(200) }, 'name', 'The name of the partnership must be at most 120 characters long.'],
		[{ threshold: 10 }, 'threshold', 'The smallest count that is shown must be 11 or more.'],
		[{ threshold: 11.5 }, 'threshold', 'The smallest count that is shown must be a whole number.'],
		[{ calendar: 'lunar' }, 'calendar', 'The calendar must be one of calendar, federal, program.'],
		[{ logo: '../../etc/passwd' }, 'logo', 'The logo must be a PNG, JPEG or WebP picture kept in the home.'],
		[
			{ limits: { strangers_per_minute: 5, people_per_minute: 3000, failures_noted_per_hour: 20 } },
			'limits.strangers_per_minute',
			'limits.strangers_per_minute must be 60 or more.'
		],
		[
			{ limits: { strangers_per_minute: 600, people_per_minute: 'many', failures_noted_per_hour: 20 } },
			'limits.people_per_minute',
			'limits.people_per_minute must be a whole number.'
		],
		[{ upload_limit_mb: 0 }, 'upload_limit_mb', 'The upload limit in MB must be 1 or more.'],
		[{ goals: [{ measure: 'a', target: -1 }] }, 'goals.0.target', 'The target of a goal must be 0 or more.'],
		[
			{
				goals: [
					{ measure: 'a', target: 1 },
					{ measure: 'a', target: 2 }
				]
			},
			'goals',
			'Each measure can have one goal only.'
		],
		[{ demo: 'yes' }, 'demo', 'demo must be true or false.'],
		[{ colour: 'red' }, 'colour', 'There is no setting colour.']
	])('with %j are refused in a sentence', (change, field, message) => {
		expect(checkSettings({ ...firstSettings(false), ...change })).toEqual([{ field, message }]);
	});

	it('name every wrong field at once, and nothing is written', async () => {
		const place = await home();
		const { demo: _, ...incomplete } = { ...firstSettings(true), threshold: 3, name: '' };
		const { message, code } = await refusal(() => saveSettings(place, incomplete as Settings));
		expect(code).toBe('wrong_settings');
		expect(message).toContain('must be 11 or more');
		expect(message).toContain('must not be empty');
		expect(message).toContain('The setting demo is missing.');
		expect(await readSettings(place)).toEqual(firstSettings(true));
	});
});

describe('the logo', () => {
	const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20)]);
	const webp = Buffer.from('RIFF....WEBPVP8 ', 'latin1');

	it('is kept by what it is, and the one before goes', async () => {
		const open = await openHome(await home());
		expect(readLogo(open)).toBeNull();
		expect(await saveLogo(open, webp)).toBe('logo.webp');
		expect(await saveLogo(open, png)).toBe('logo.png');
		expect(readLogo(open)).toEqual({ bytes: png, type: 'image/png' });
		expect(existsSync(join(open.dir, 'logo.webp'))).toBe(false);
		expect((await readSettings(open.dir)).logo).toBe('logo.png');
		await closeHome(open);
	});

	it.each([
		[
			'a drawing that can carry script',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
		],
		['nothing', Buffer.alloc(0)],
		['a picture over 1 MB', Buffer.concat([png, Buffer.alloc(1024 * 1024)])]
	])('is refused when it is %s', async (_, bytes) => {
		const open = await openHome(await home());
		expect((await refusal(() => saveLogo(open, bytes))).code).toBe('wrong_logo');
		expect(open.settings.logo).toBeNull();
		await closeHome(open);
	});
});
