import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressGroup, RequestBudgets, Turns } from '$lib/server/access';
import { FewNotes, verifyAudit, viewAudit } from '$lib/server/audit';
import { firstSettings, upgradeSettings } from '$lib/server/desk';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 30, 8) + seconds * 1000);

describe('the requests of one visitor', () => {
	it("may come a minute's worth at once, and then as many as flow back", () => {
		const budgets = new RequestBudgets();
		const at0 = Array.from({ length: 61 }, () => budgets.take('a', 60, at(0)));
		expect(at0).toEqual([...Array<number>(60).fill(0), 1]);
		expect(budgets.take('a', 60, at(1))).toBe(0);
		expect(budgets.take('a', 60, at(1))).toBe(1);
		expect(budgets.take('a', 60, at(120))).toBe(0);
	});

	it("are never more than a minute's worth and what flowed back, however they come", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 400 }), (gaps) => {
				const budgets = new RequestBudgets();
				let ms = 0;
				let letIn = 0;
				for (const gap of gaps) {
					ms += gap;
					if (budgets.take('a', 60, at(ms / 1000)) === 0) letIn += 1;
				}
				expect(letIn).toBeLessThanOrEqual(60 + Math.floor(ms / 1000) + 1);
			})
		);
	});

	it('are let in by whoever waits as long as they are told', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 500 }), (perMinute, more) => {
				const budgets = new RequestBudgets();
				let wait = 0;
				for (let turn = 0; turn < perMinute + more; turn += 1) wait = budgets.take('a', perMinute, at(0));
				expect(wait).toBeGreaterThan(0);
				expect(budgets.take('a', perMinute, at(wait))).toBe(0);
			})
		);
	});

	it('hold nobody else up, and are forgotten before they fill the memory', () => {
		const budgets = new RequestBudgets();
		for (let turn = 0; turn < 100; turn += 1) budgets.take('a', 60, at(0));
		expect(budgets.take('b', 60, at(0))).toBe(0);
		for (let visitor = 0; visitor < 30_000; visitor += 1) budgets.take(`v${visitor}`, 60, at(0));
		expect(budgets.size).toBeLessThanOrEqual(10_000);
	});
});

describe('the turns of visitors', () => {
	const moment = () => new Promise<void>((next) => setImmediate(next));

	it('let a few requests of each be answered at a time, all of them in the end', async () => {
		const turns = new Turns(6, 200);
		let [now, most, done] = [0, 0, 0];
		const work = async () => {
			most = Math.max(most, ++now);
			await moment();
			now -= 1;
			done += 1;
		};
		await Promise.all(Array.from({ length: 100 }, () => turns.take('a', work)));
		expect([most, done, now, turns.size]).toEqual([6, 100, 0, 0]);
	});

	it('let a second visitor in before the thousand requests of a first are answered', async () => {
		const turns = new Turns(6, 200);
		let answered = 0;
		const first = Array.from({ length: 1000 }, () => turns.take('a', () => void (answered += 1)));
		await moment();
		await turns.take('b', () => undefined);
		expect(answered).toBeLessThan(100);
		await Promise.all(first);
		expect(answered).toBe(1000);
	});

	it('do not let one visitor have more than so many waiting', async () => {
		const turns = new Turns(2, 3);
		const all = Array.from({ length: 5 }, () => turns.take('a', moment));
		expect([turns.isFull('a'), turns.isFull('b')]).toEqual([true, false]);
		await Promise.all(all);
		expect(turns.isFull('a')).toBe(false);
	});

	it('go on when an answer failed', async () => {
		const turns = new Turns(1, 200);
		const failing = turns.take('a', () => Promise.reject(new Error('no')));
		const next = turns.take('a', () => 'yes');
		await expect(failing).rejects.toThrow('no');
		expect(await next).toBe('yes');
	});
});

describe('an address', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
		['2001:db8::9', '2001:db8:0:0::/64'],
		['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['', '']
	])('%s is counted as %s', (address, group) => {
		expect(addressGroup(address)).toBe(group);
	});
});

describe('what strangers do', () => {
	let home: string;
	beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'braidwork-few-'))));
	afterEach(() => rmSync(home, { recursive: true, force: true }));

	const failure = (seconds: number) => ({
		who: 'nobody',
		did: 'could not sign in' as const,
		about: { change: 'wrong_password' },
		now: at(seconds)
	});
	const whats = async () =>
		(await viewAudit(home, {}, { page: 1, size: 1000 })).entries.map(({ what }) => what).reverse();

	it('is written one by one at first, then counted, and the number is written when the hour is over', async () => {
		const few = new FewNotes(home);
		for (let turn = 0; turn < 500; turn += 1) await few.note(failure(turn), { name: 'a', most: 5 });
		const first = Array<string>(5).fill('change wrong_password');
		expect(await whats()).toEqual([...first, 'change the-rest-is-counted']);
		await few.writeEnded(at(3599));
		expect(await whats()).toHaveLength(6);
		await few.writeEnded(at(3600));
		expect((await whats()).at(-1)).toBe('change counted-and-not-written-one-by-one, times 495');
		await few.note(failure(3700), { name: 'a', most: 5 });
		expect((await whats()).at(-1)).toBe('change wrong_password');
		expect(await verifyAudit(home)).toMatchObject({ broken: null });
	});

	it('is written with its number when the server stops before the hour is over', async () => {
		const few = new FewNotes(home);
		for (let turn = 0; turn < 9; turn += 1) await few.note(failure(turn), { name: 'a', most: 5 });
		await few.writeAll(at(60));
		expect((await whats()).at(-1)).toBe('change counted-and-not-written-one-by-one, times 4');
	});

	it('says nothing of what was not counted', async () => {
		const few = new FewNotes(home);
		await few.note(failure(0), { name: 'a', most: 5 });
		await few.writeAll(at(1));
		expect(await whats()).toEqual(['change wrong_password']);
	});

	it('does not lengthen the log from many addresses either, and loses no number', async () => {
		const few = new FewNotes(home);
		for (let turn = 0; turn < 3000; turn += 1)
			await few.note(failure(turn / 10), { name: `address ${turn}`, most: 5 });
		await few.writeAll(at(3000));
		const said = await whats();
		expect(said).toHaveLength(5 * 25 + 2);
		expect(said.at(-1)).toBe(`change counted-and-not-written-one-by-one, times ${3000 - 5 * 25}`);
	});

	it('is counted once when many do it at the same moment', async () => {
		const few = new FewNotes(home);
		await Promise.all(Array.from({ length: 50 }, () => few.note(failure(0), { name: 'a', most: 5 })));
		await few.writeAll(at(1));
		expect((await whats()).at(-1)).toBe('change counted-and-not-written-one-by-one, times 45');
		expect(readFileSync(join(home, 'audit.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(7);
	});
});

describe('settings without limits', () => {
	it('get the first ones, and keep what they had', () => {
		const { limits, ...older } = firstSettings(false);
		const server = { origin: 'https://braidwork.example.org', tls: null, proxy: null };
		expect(upgradeSettings({ ...older, server, version: 2 })).toEqual({
			...firstSettings(false),
			server,
			limits
		});
	});
});
