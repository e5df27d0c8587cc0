import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportAudit, noteDeed, viewAudit, type AuditFilter, type Deed } from '$lib/server/audit';
import { readPlainly } from './plain-reading';

let home: string;
const log = () => join(home, 'audit.jsonl');

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'braidwork-audit-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const PEOPLE = ['ann@example.org', 'Ann@example.org', 'bob@example.org', 'console'];
const DEEDS: Deed[] = ['saw rows', 'published', 'filed', 'signed in'];
const DAYS = ['2026-03-07', '2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02'];

/** Another process would know nothing of what this one wrote before. */
const asAnotherProcess = () => globalThis.braidworkAuditWriters?.clear();

function note(who: string, did: Deed, at: string): Promise<void> {
	return noteDeed(home, { who, did, about: { submission: `county.${at.slice(5, 7)}` }, now: new Date(at) });
}

const moment = fc
	.tuple(fc.constantFrom(...DAYS), fc.nat(23), fc.nat(59))
	.map(([day, hour, minute]) => `${day}T${two(hour)}:${two(minute)}:07.000Z`);
const two = (value: number) => String(value).padStart(2, '0');

const adding = fc.record({
	step: fc.constant('add' as const),
	notes: fc.array(fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...DEEDS), moment), {
		minLength: 1,
		maxLength: 9
	})
});
const meddling = fc.record({
	step: fc.constantFrom(
		'edit' as const,
		'cut' as const,
		'foreign line' as const,
		'no end' as const,
		'other process' as const,
		'lose the head' as const
	),
	place: fc.nat(10_000)
});
const filters = fc.record<AuditFilter>(
	{
		who: fc.constantFrom('ann@example.org', 'console', 'nobody'),
		did: fc.constantFrom('saw rows', 'published', 'never done'),
		from: fc.constantFrom(...DAYS),
		to: fc.constantFrom(...DAYS),
		words: fc.constantFrom('county', 'ROWS ann', 'county.11', 'nothing like it'),
		zone: fc.constantFrom('UTC', 'America/New_York', 'Pacific/Auckland', 'America/St_Johns')
	},
	{ requiredKeys: [] }
);

function meddle(step: string, place: number): void {
	const text = readFileSync(log(), 'utf8');
	if (step === 'edit') {
		const at = place % text.length;
		writeFileSync(log(), text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1));
	} else if (step === 'cut') truncateSync(log(), place % text.length);
	else if (step === 'foreign line') appendFileSync(log(), 'no entry\n');
	else if (step === 'no end') truncateSync(log(), Math.max(0, text.length - 1));
	else if (step === 'lose the head') rmSync(join(home, 'audit-head.json'), { force: true });
	else asAnotherProcess();
}

describe('a view of the audit log', () => {
	it('says what a plain reading of the whole log says, whatever is chosen and whoever wrote meanwhile', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: adding }, meddling), filters, fc.nat(4)), {
					minLength: 1,
					maxLength: 8
				}),
				async (steps) => {
					rmSync(log(), { force: true });
					rmSync(join(home, 'audit-head.json'), { force: true });
					asAnotherProcess();
					await note('console', 'made a home', '2026-03-07T00:00:00Z');
					for (const [one, filter, page] of steps) {
						if (one.step === 'add') for (const [who, did, at] of one.notes) await note(who, did, at);
						else meddle(one.step, one.place);
						const plain = await readPlainly(home, filter);
						const view = await viewAudit(home, filter, { page, size: 3 });
						expect(view).toMatchObject({
							verdict: plain.verdict,
							total: plain.total,
							fitting: plain.entries.length,
							looked: null
						});
						const start = (view.page - 1) * 3;
						expect(view.entries).toEqual(plain.entries.slice(start, start + 3));
					}
				}
			),
			{ numRuns: 60 }
		);
	}, 60_000);

	it('notices a line that was edited in its midst without a change of its length', async () => {
		for (const at of DAYS) await note('console', 'published', `${at}T12:00:00Z`);
		expect((await viewAudit(home, {}, { page: 1, size: 2 })).verdict.broken).toBeNull();
		writeFileSync(log(), readFileSync(log(), 'utf8').replace('2026-03-08', '2026-03-09'));
		expect((await viewAudit(home, {}, { page: 1, size: 2 })).verdict.broken?.line).toBe(2);
		await note('console', 'published', '2026-11-03T12:00:00Z');
		expect((await viewAudit(home, {}, { page: 1, size: 2 })).verdict.broken?.line).toBe(2);
	});

	it('reads the log from its first line once, and follows what is added', async () => {
		await note('console', 'published', '2026-03-07T12:00:00Z');
		const { since } = await viewAudit(home, {}, { page: 1, size: 2 });
		for (const at of DAYS) await note('console', 'published', `${at}T12:00:00Z`);
		const later = await viewAudit(home, {}, { page: 1, size: 2 });
		expect(later).toMatchObject({ since, total: 6, verdict: { head: { n: 6 }, broken: null } });
	});

	it('agrees with itself while entries are being written', async () => {
		await note('console', 'published', '2026-03-07T12:00:00Z');
		const writing = Promise.all(
			Array.from({ length: 300 }, (_, at) => note('console', 'filed', `2026-03-08T12:00:${two(at % 60)}Z`))
		);
		for (let look = 0; look < 20; look += 1) {
			const view = await viewAudit(home, {}, { page: 1, size: 1000 });
			expect(view.verdict.broken).toBeNull();
			expect(view.entries.map(({ n }) => n)).toEqual(
				Array.from({ length: view.total }, (_, at) => view.total - at)
			);
		}
		await writing;
		expect((await viewAudit(home, {}, { page: 1, size: 1 })).total).toBe(301);
	});

	it('looks for words in the newest entries alone when there are very many, and says so', async () => {
		await note('ann@example.org', 'saw rows', '2026-03-07T12:00:00Z');
		for (const at of DAYS) await note('console', 'published', `${at}T12:00:00Z`);
		const found = (filter: AuditFilter) => viewAudit(home, filter, { page: 1, size: 10, most: 3 });
		expect(await found({ words: 'ann' })).toMatchObject({ looked: 3, fitting: 0 });
		expect(await found({ words: 'ann', to: '2026-03-07' })).toMatchObject({ looked: null, fitting: 1 });
	});

	it('hands out all entries in batches in either order', async () => {
		for (const at of DAYS) await note('console', 'published', `${at}T12:00:00Z`);
		const all = async (order: 'newest first' | 'oldest first') => {
			const { count, batches } = await exportAudit(home, {}, order);
			const numbers: number[] = [];
			for await (const entries of batches()) numbers.push(...entries.map(({ n }) => n));
			expect(numbers).toHaveLength(count);
			return numbers;
		};
		expect(await all('newest first')).toEqual([5, 4, 3, 2, 1]);
		expect(await all('oldest first')).toEqual([1, 2, 3, 4, 5]);
	});
});
