import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteDeed, verifyAudit, viewAudit, type AuditFilter } from '$lib/server/audit';

let home: string;
const log = () => join(home, 'audit.jsonl');
const lines = () => readFileSync(log(), 'utf8').trimEnd().split('\n');
const write = (all: string[]) => writeFileSync(log(), `${all.join('\n')}\n`);

/** Another process would know nothing of what this one wrote before. */
const asAnotherProcess = () => globalThis.braidworkAuditWriters?.clear();

const listAudit = (of: string, filter: AuditFilter = {}) => viewAudit(of, filter, { page: 1, size: 1000 });

function note(id: string): Promise<void> {
	const now = new Date('2026-11-30T12:00:00Z');
	return noteDeed(home, { who: 'console', did: 'published', about: { submission: id }, now });
}

async function notes(...ids: string[]): Promise<void> {
	for (const id of ids) await note(id);
}

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'braidwork-audit-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the audit log', () => {
	it('holds what was done in turn, each entry with the hash of the one before it', async () => {
		await notes('a.1', 'a.2', 'a.3');
		const [first, second, third] = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
		expect([first?.n, second?.n, third?.n]).toEqual([1, 2, 3]);
		expect([second?.before, third?.before]).toEqual([first?.hash, second?.hash]);
		expect(await verifyAudit(home)).toMatchObject({ broken: null, head: { n: 3, hash: third?.hash } });
	});

	it('is sound before anything was written', async () => {
		expect(await verifyAudit(home)).toMatchObject({ broken: null, head: { n: 0 } });
	});

	it('keeps every entry when many are written at once, also by others who had the home in between', async () => {
		await Promise.all(Array.from({ length: 200 }, (_, at) => note(`a.${at}`)));
		asAnotherProcess();
		await Promise.all(Array.from({ length: 50 }, (_, at) => note(`b.${at}`)));
		const { verdict, entries } = await listAudit(home);
		expect(verdict).toMatchObject({ broken: null, head: { n: 250 } });
		expect(new Set(entries.map(({ what }) => what)).size).toBe(250);
	});

	it('shows the first line that was edited', async () => {
		await notes('a.1', 'a.2', 'a.3');
		write(lines().map((line, at) => (at === 1 ? line.replace('a.2', 'a.9') : line)));
		expect((await verifyAudit(home)).broken?.line).toBe(2);
	});

	it('shows an edit, a removal, a swap and an insertion anywhere', async () => {
		await notes('a.1', 'a.2', 'a.3', 'a.4', 'a.5');
		const sound = lines();
		const edits = fc.constantFrom('edit', 'remove', 'swap', 'double', 'garble');
		await fc.assert(
			fc.asyncProperty(fc.nat(4), fc.nat(4), edits, fc.nat(100), async (at, other, edit, place) => {
				const changed = [...sound];
				const line = sound[at] ?? '';
				if (edit === 'edit') {
					const where = place % line.length;
					changed[at] = line.slice(0, where) + (line[where] === 'x' ? 'y' : 'x') + line.slice(where + 1);
				} else if (edit === 'remove') changed.splice(at, 1);
				else if (edit === 'swap') [changed[at], changed[other]] = [sound[other] ?? '', line];
				else if (edit === 'double') changed.splice(at, 0, sound[other] ?? '');
				else changed[at] = 'no entry';
				write(changed);
				const isSame = changed.join('\n') === sound.join('\n');
				expect((await verifyAudit(home)).broken === null).toBe(isSame);
			}),
			{ numRuns: 150 }
		);
	});

	it('shows that its end was cut off, and still does after more was written', async () => {
		await notes('a.1', 'a.2', 'a.3');
		write(lines().slice(0, 2));
		expect((await verifyAudit(home)).broken).toEqual({
			line: 3,
			why: 'The log ends after entry 2, and 3 had been written.'
		});
		await note('a.4');
		const after = await verifyAudit(home);
		expect(after.broken?.line).toBe(3);
		expect(after.broken?.why).toContain('expected 3');
	});

	it('shows that it was taken away whole', async () => {
		await notes('a.1', 'a.2');
		rmSync(log());
		expect((await verifyAudit(home)).broken?.why).toContain('2 had been written');
		await note('a.3');
		expect((await verifyAudit(home)).broken?.line).toBe(1);
	});

	it('shows that the head beside it was taken away, and still does after more was written', async () => {
		await notes('a.1', 'a.2');
		rmSync(join(home, 'audit-head.json'));
		expect((await verifyAudit(home)).broken?.why).toContain('is gone');
		asAnotherProcess();
		await note('a.3');
		expect((await verifyAudit(home)).broken?.why).toContain('cut or changed');
	});

	it('shows a chain that was made anew over edited lines', async () => {
		await notes('a.1', 'a.2');
		const kept = readFileSync(join(home, 'audit-head.json'));
		rmSync(log());
		rmSync(join(home, 'audit-head.json'));
		asAnotherProcess();
		await notes('a.1', 'a.7');
		writeFileSync(join(home, 'audit-head.json'), kept);
		expect((await verifyAudit(home)).broken).toMatchObject({ line: 2 });
	});

	it('goes on after a line that was cut short at any byte, and says so', async () => {
		await notes('a.1', 'a.2');
		const before = readFileSync(log());
		await note('a.3');
		const after = readFileSync(log());
		const head = readFileSync(join(home, 'audit-head.json'), 'utf8');
		const second = JSON.parse(lines()[1] ?? '') as { hash: string };
		for (let cut = before.length + 1; cut < after.length; cut += 7) {
			writeFileSync(log(), after);
			truncateSync(log(), cut);
			writeFileSync(join(home, 'audit-head.json'), JSON.stringify({ n: 2, hash: second.hash }));
			asAnotherProcess();
			expect(await verifyAudit(home)).toMatchObject({ broken: null, cutShort: [3] });
			await note('a.4');
			const { verdict, entries } = await listAudit(home);
			expect(verdict).toMatchObject({ broken: null, cutShort: [3], head: { n: 4 } });
			expect(entries[1]?.did).toBe('found a line cut short');
		}
		expect(head).toContain('"n":3');
	});

	it('goes on after the very first line was cut short', async () => {
		writeFileSync(join(home, 'audit-head.json'), '');
		await note('a.1');
		truncateSync(log(), 40);
		rmSync(join(home, 'audit-head.json'));
		asAnotherProcess();
		await note('a.2');
		expect(await verifyAudit(home)).toMatchObject({ broken: null, cutShort: [1], head: { n: 2 } });
	});

	it('takes lines of the time before chains under its first hash', async () => {
		const old = '{"at":"2026-01-01T00:00:00Z","who":"demo analyst","did":"answered 200","what":"POST /x"}';
		appendFileSync(log(), `${old}\n${old}\n`);
		await notes('a.1', 'a.2');
		expect(await verifyAudit(home)).toMatchObject({ broken: null, oldLines: 2, head: { n: 2 } });
		expect((await listAudit(home)).total).toBe(4);
		write(lines().map((line, at) => (at === 0 ? line.replace('200', '201') : line)));
		expect((await verifyAudit(home)).broken?.line).toBe(3);
	});
});

describe('what an entry says', () => {
	it('is never a name, a value or a number of a person', async () => {
		const about = { submission: 'Jane Doe', partner: '123-45-6789', measure: '=cmd', state: 4 };
		await noteDeed(home, { who: 'console', did: 'saw rows', about, now: new Date() });
		const { entries } = await listAudit(home);
		const nothing = '(not an id)';
		expect(entries[0]?.what).toBe(`submission ${nothing}, partner ${nothing}, measure ${nothing}, state 4`);
	});

	it('is found by who, what was done, days and words', async () => {
		await noteDeed(home, {
			who: 'ann@example.org',
			did: 'saw rows',
			about: { submission: 'county.needs.2014Q1.1f2e3d4c' },
			now: new Date('2026-10-01T08:00:00Z')
		});
		await notes('city.needs.2014Q1.aaaaaaaa');
		const found = async (filter: object) => (await listAudit(home, filter)).entries.map(({ n }) => n);
		expect(await found({})).toEqual([2, 1]);
		expect(await found({ who: 'Ann@example.org' })).toEqual([1]);
		expect(await found({ did: 'published' })).toEqual([2]);
		expect(await found({ from: '2026-10-02' })).toEqual([2]);
		expect(await found({ to: '2026-10-01' })).toEqual([1]);
		expect(await found({ words: 'NEEDS county' })).toEqual([1]);
		expect(await found({ words: 'nobody' })).toEqual([]);
	});
});
