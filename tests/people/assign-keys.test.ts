import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { makeState, type Warehouse } from '$lib/server/warehouse';
import { assignKeys } from '$lib/server/people';
import {
	change,
	clearHomes,
	delivery,
	emptyHome,
	open,
	publish,
	stage,
	submission
} from '../warehouse/small-quarter';
import { keysOf, publishRosters, type Listed } from './roster';

afterAll(clearHomes);

const ana: Listed = {
	participant_id: 'N-1',
	first_name: 'Ana',
	last_name: 'Núñez',
	birth_date: '1988-02-03',
	ssn: '900-12-3456'
};

async function distinct(w: Warehouse): Promise<number> {
	return new Set(Object.values(await keysOf(w))).size;
}

/** How many people two rosters of one participant each make. */
async function peopleIn(one: Partial<Listed>, other: Partial<Listed>): Promise<number> {
	const w = await open(emptyHome());
	await publishRosters(w, [
		{ partner: 'county', people: [{ participant_id: 'C-9', ...one }] },
		{ partner: 'navigators', people: [{ participant_id: 'N-1', ...other }] }
	]);
	const people = await distinct(w);
	await w.close();
	return people;
}

describe('who is the same person', () => {
	it('counts a person once when two partners served them', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [
			{ partner: 'navigators', people: [ana] },
			{
				partner: 'county',
				people: [
					{ ...ana, participant_id: 'C-9' },
					{ participant_id: 'C-10', ssn: '900-12-9999' }
				]
			}
		]);
		const keys = await keysOf(w);
		expect(keys['navigators N-1']).toBe(keys['county C-9']);
		expect(await distinct(w)).toBe(2);
		const [row] = await w.read(
			'SELECT count(DISTINCT person_key) AS people, count(*) AS participants FROM staging.live_participants'
		);
		expect(row).toEqual({ people: 2, participants: 3 });
		await w.close();
	});

	it.each<[string, Partial<Listed>, Partial<Listed>]>([
		['the same number, written differently', { ssn: '900-12-3456' }, { ssn: ' 900 12 3456' }],
		['a number whose zero a spreadsheet lost', { ssn: '012-34-5678' }, { ssn: '12345678' }],
		['the same number under two names', { ...ana, last_name: 'Smith' }, { ...ana }],
		[
			'names that differ in case, accents, marks and suffix',
			{ first_name: 'JOSÉ', last_name: "O'Neil, Jr.", birth_date: '1990-05-06' },
			{ first_name: 'jose', last_name: 'ONeil III', birth_date: '1990-05-06' }
		],
		[
			'a name with a hyphen or a curly apostrophe',
			{ first_name: 'D’Andra', last_name: 'Garcia-Lopez', birth_date: '1990-05-06' },
			{ first_name: "D'andra", last_name: 'GARCIA LOPEZ', birth_date: '1990-05-06' }
		],
		['the same hash', { identity_hash: 'ABCDEF' }, { identity_hash: 'abcdef' }]
	])('joins %s', async (_, one, other) => {
		expect(await peopleIn(one, other)).toBe(1);
	});

	it.each<[string, Partial<Listed>, Partial<Listed>]>([
		['a typo in the number', { ssn: '900-12-3456' }, { ssn: '900-12-3465' }],
		['a typo in the name', { ...ana, ssn: null }, { ...ana, ssn: null, last_name: 'Nunes' }],
		['another birth date', { ...ana, ssn: null }, { ...ana, ssn: null, birth_date: '1988-03-02' }],
		[
			'names without a birth date',
			{ ...ana, ssn: null, birth_date: null },
			{ ...ana, ssn: null, birth_date: null }
		],
		[
			'an unknown name',
			{ first_name: 'Unknown', last_name: 'Unknown', birth_date: '1990-01-02' },
			{ first_name: 'UNKNOWN', last_name: 'unknown', birth_date: '1990-01-02' }
		],
		[
			'the birth date that systems write for unknown',
			{ ...ana, ssn: null, birth_date: '1900-01-01' },
			{ ...ana, ssn: null, birth_date: '1900-01-01' }
		],
		['nothing at all', {}, {}]
	])('keeps apart: %s', async (_, one, other) => {
		expect(await peopleIn(one, other)).toBe(2);
	});

	it.each([
		'000-00-0000',
		'111-11-1111',
		'999-99-9999',
		'123-45-6789',
		'987-65-4321',
		'900-00-1234',
		'900-12-0000',
		'666-12-3456',
		'***-**-1234',
		'12345'
	])('joins nobody by the placeholder %s', async (ssn) => {
		expect(await peopleIn({ ssn }, { ssn })).toBe(2);
	});

	it('joins two through a third who agrees with both', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [
			{ partner: 'county', people: [{ participant_id: 'a', ssn: '900-12-3456' }] },
			{ partner: 'navigators', people: [{ ...ana, participant_id: 'b' }] },
			{ partner: 'housing', people: [{ ...ana, participant_id: 'c', ssn: null }] }
		]);
		expect(await distinct(w)).toBe(1);
		await w.close();
	});
});

describe('keys', () => {
	it('stay when a new quarter is loaded, whatever it says', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [
			{ partner: 'navigators', people: [ana] },
			{
				partner: 'county',
				people: [{ participant_id: 'C-9', first_name: 'Bo', last_name: 'Lee', birth_date: '1970-01-05' }]
			}
		]);
		const before = await keysOf(w);
		await publishRosters(w, [
			{
				partner: 'navigators',
				period: '2015Q2',
				people: [{ ...ana, last_name: 'Smith', ssn: '900-77-7777' }, { participant_id: 'N-2' }]
			},
			{
				partner: 'county',
				period: '2015Q2',
				people: [
					{ ...ana, participant_id: 'C-9' },
					{ ...ana, participant_id: 'C-10' }
				]
			}
		]);
		const after = await keysOf(w);
		expect(after).toMatchObject(before);
		expect(after['county C-10']).toBe(before['navigators N-1']);
		expect(Object.keys(after)).toHaveLength(4);
		await w.close();
	});

	it('prefer the number to the names when both point at known people', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [
			{
				partner: 'county',
				people: [
					{ participant_id: 'a', ssn: '900-12-3456' },
					{ ...ana, participant_id: 'b', ssn: null }
				]
			}
		]);
		await publishRosters(w, [{ partner: 'navigators', people: [ana] }]);
		const keys = await keysOf(w);
		expect(keys['navigators N-1']).toBe(keys['county a']);
		await w.close();
	});

	it('are the HMAC-SHA256 of the surest identifier under the secret of the home', async () => {
		const home = emptyHome();
		const w = await open(home);
		await publishRosters(w, [{ partner: 'navigators', people: [ana, { participant_id: 'N-2' }] }]);
		const secret = Buffer.from(readFileSync(join(home, 'secret'), 'utf8').trim(), 'hex');
		const key = (text: string) => `p${createHmac('sha256', secret).update(text).digest('hex').slice(0, 16)}`;
		expect(await keysOf(w)).toEqual({
			'navigators N-1': key('1|900123456'),
			'navigators N-2': key('participant|navigators|N-2')
		});
		await w.close();
	});

	it('are the same in another home with the same secret and files', async () => {
		const [first, second] = [emptyHome(), emptyHome()];
		process.env.BRAIDWORK_SECRET_FILE = join(first, 'shared-secret');
		const keys = [];
		for (const home of [first, second]) {
			const w = await open(home);
			await publishRosters(w, [{ partner: 'county', people: [ana, { participant_id: 'x' }] }]);
			keys.push(await keysOf(w));
			await w.close();
		}
		delete process.env.BRAIDWORK_SECRET_FILE;
		expect(keys[0]).toEqual(keys[1]);
	});

	it('are refused with a sentence when the secret of known people is gone', async () => {
		const home = emptyHome();
		const w = await open(home);
		await publishRosters(w, [{ partner: 'county', people: [ana] }]);
		process.env.BRAIDWORK_SECRET_FILE = join(home, 'nowhere', 'secret');
		const loading = publishRosters(w, [{ partner: 'navigators', people: [{ participant_id: 'N-5' }] }]);
		await expect(loading).rejects.toThrow('The secret of this home is missing');
		delete process.env.BRAIDWORK_SECRET_FILE;
		await w.close();
	});

	it('are given to participants who stand in no roster', async () => {
		const w = await open(emptyHome());
		await w.transaction(async (tx) => {
			await stage(tx, submission('a'), [
				delivery('d1', 'N-7', '2015-01-02'),
				delivery('d2', 'N-7', '2015-01-03')
			]);
			await assignKeys(tx, ['a']);
			await makeState(tx, change(['a']));
		});
		expect(Object.keys(await keysOf(w))).toEqual(['navigators N-7']);
		await w.close();
	});

	it('group new participants exactly as shared identifiers connect them', async () => {
		const w = await open(emptyHome());
		const participant = fc.record({
			ssn: fc.integer({ min: 0, max: 7 }),
			name: fc.integer({ min: 0, max: 7 })
		});
		let round = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(participant, { minLength: 2, maxLength: 14 }), async (drawn) => {
				round += 1;
				const people = drawn.map(({ ssn, name }, at) => listed(round, { ssn, name, at }));
				await w.transaction((tx) => tx.run('DELETE FROM main.participant_keys'));
				const partner = `partner${round}`;
				await publishRosters(w, [{ partner, people }]);
				const keys = await keysOf(w);
				const groups = connected(drawn);
				for (const [at, group] of groups.entries())
					for (const [other, otherGroup] of groups.entries())
						expect(keys[`${partner} ${at}`] === keys[`${partner} ${other}`]).toBe(group === otherGroup);
			}),
			{ numRuns: 20 }
		);
		await w.close();
	});
});

/** A participant of a round; 0 stands for an identifier that is not known. */
function listed(round: number, drawn: { ssn: number; name: number; at: number }): Listed {
	const year = 1950 + round;
	return {
		participant_id: String(drawn.at),
		ssn: drawn.ssn ? `9${String(round).padStart(2, '0')}-11-${1000 + drawn.ssn}` : null,
		first_name: drawn.name ? 'abcdefgh'[drawn.name] : null,
		last_name: drawn.name ? 'Gray' : null,
		birth_date: drawn.name ? `${year}-01-01` : null
	};
}

/** Group numbers by the plain definition: connected over shared, known identifiers. */
function connected(drawn: { ssn: number; name: number }[]): number[] {
	const group = drawn.map((_, at) => at);
	const agree = (a: number, b: number) =>
		(drawn[a]!.ssn > 0 && drawn[a]!.ssn === drawn[b]!.ssn) ||
		(drawn[a]!.name > 0 && drawn[a]!.name === drawn[b]!.name);
	for (let round = 0; round < drawn.length; round += 1)
		for (let a = 0; a < drawn.length; a += 1)
			for (let b = 0; b < drawn.length; b += 1)
				if (agree(a, b)) group[a] = group[b] = Math.min(group[a]!, group[b]!);
	return group;
}

it('publishes rows of others untouched while keys are assigned', async () => {
	const w = await open(emptyHome());
	await publish(w, submission('a'), [delivery('d1', 'N-1', '2015-01-02')]);
	await publishRosters(w, [{ partner: 'navigators', people: [ana] }]);
	const [row] = await w.read(
		'SELECT count(*) AS deliveries, count(person_key) AS keyed FROM staging.live_deliveries'
	);
	expect(row).toEqual({ deliveries: 1, keyed: 1 });
	await w.close();
});
