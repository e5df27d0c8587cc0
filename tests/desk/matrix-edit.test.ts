import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
	currentRows,
	lineHistory,
	lineNow,
	readMatrix,
	writeOfferingsForPeople,
	type OfferingRow
} from '$lib/server/desk';
import { originalOf, publish, withdraw } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { fileChange, type LineChange } from '../../src/routes/matrix/file-change';
import { remarksOn } from '../../src/routes/matrix/remarks';
import { ANALYST, closeHomes, NOW, openHome, options, send } from '../intake/a-home';
import { fileLines, fileMatrix, LINES, OFFERINGS } from './matrix-lines';

afterEach(closeHomes);

const BY = { actor: { ...ANALYST, who: 'ana@x.gov' }, now: NOW, settings: { upload_limit_mb: 64 } };
const OF = { partner: 'partnership' };

async function open(): Promise<Warehouse> {
	const w = await openHome();
	await fileMatrix(w);
	return w;
}

async function lineOf(w: Warehouse, offering_id: string): Promise<OfferingRow> {
	const row = await lineNow(w, { ...OF, offering_id });
	if (!row) throw new Error(`There is no ${offering_id}.`);
	return row;
}

async function change(
	w: Warehouse,
	offering_id: string,
	cells: Partial<OfferingRow>,
	more: Partial<LineChange> = {}
) {
	const line = { ...(await lineOf(w, offering_id)), ...cells };
	return fileChange(
		w,
		{ ...OF, line, why: 'The county said so.', seen: w.latest(), isNew: false, ...more },
		BY
	);
}

describe('a change on screen', () => {
	it('is filed as the next version of the partner’s file and published as the next state', async () => {
		const w = await open();
		const before = await currentRows(w, 'partnership');
		const changed = await change(w, 'OF-2', { status: 'refers_only', condition: 'To the "college", first' });
		expect(changed).toMatchObject({ state: 3 });
		const after = await currentRows(w, 'partnership');
		const want = { status: 'refers_only', condition: 'To the "college", first' };
		expect(after).toEqual(before.map((row) => (row.offering_id === 'OF-2' ? { ...row, ...want } : row)));
		const submission = 'submission' in changed ? changed.submission : '';
		const kept = readFileSync((await originalOf(w, submission)).path, 'utf8');
		expect(kept.split('\r\n')[0]).toBe(OFFERINGS);
		expect(kept).toContain('"To the ""college"", first"');
		expect((await currentRows(w, 'partnership', 2)).map(({ status }) => status)).toEqual(
			before.map(({ status }) => status)
		);
	});

	it('is taken back like any file', async () => {
		const w = await open();
		const before = await currentRows(w, 'partnership');
		const changed = await change(w, 'OF-2', { status: 'pays' });
		await withdraw(w, 'submission' in changed ? changed.submission : '', BY);
		expect(await currentRows(w, 'partnership')).toEqual(before);
	});

	it('that undoes another is a version of its own, and taking it back brings the other again', async () => {
		const w = await open();
		await change(w, 'OF-1', { cap_usd: '900' });
		const back = await change(w, 'OF-1', { cap_usd: '1200' });
		expect(back).toMatchObject({ state: 4 });
		const history = await lineHistory(w, { ...OF, offering_id: 'OF-1' }, w.latest());
		expect(
			history.map(({ state, changes }) => [state, changes.map(({ after }) => after)]).slice(0, 2)
		).toEqual([
			[4, ['1200']],
			[3, ['900']]
		]);
		await withdraw(w, 'submission' in back ? back.submission : '', BY);
		expect((await lineOf(w, 'OF-1')).cap_usd).toBe('900');
	});

	it('adds a line, and ends one by its last day', async () => {
		const w = await open();
		const line = { ...(await lineOf(w, 'OF-5')), offering_id: 'OF-7', status: 'pays', population: 'refugee' };
		expect(await change(w, 'OF-5', line, { isNew: true })).toMatchObject({ state: 3 });
		expect(await change(w, 'OF-7', { to_date: '2015-03-31' })).toMatchObject({ state: 4 });
		expect((await currentRows(w, 'partnership')).map(({ offering_id }) => offering_id)).toHaveLength(7);
		expect((await lineOf(w, 'OF-7')).to_date).toBe('2015-03-31');
	});

	it('of a line that an older quarter’s file holds leaves that file as it is', async () => {
		const w = await open();
		await fileLines(w, LINES.slice(0, 1), '2015Q2');
		await change(w, 'OF-4', { status: 'cannot_pay' });
		expect((await lineOf(w, 'OF-4')).status).toBe('cannot_pay');
		const [older] = await w.read<{ status: string }>(
			`SELECT status FROM staging.stg_offerings WHERE period = '2015Q1' AND offering_id = 'OF-4'`
		);
		expect(older?.status).toBe('pays');
		expect(await currentRows(w, 'partnership')).toHaveLength(6);
	});

	it('is refused in the sentences of the declared checks, and nothing of it stays', async () => {
		const w = await open();
		const changed = await change(w, 'OF-1', { to_date: '2013-01-01' });
		expect(changed).toEqual({
			problems: [
				{ field: 'to_date', message: 'The line ends before it begins. Correct one of the two dates.' }
			]
		});
		expect(w.latest()).toBe(2);
		expect(await w.read('SELECT * FROM main.submissions')).toHaveLength(2);
	});

	it('that changes nothing, takes a known id, or is of a line that is gone is refused', async () => {
		const w = await open();
		expect(await change(w, 'OF-1', {})).toMatchObject({ problems: [{ field: '' }] });
		expect(await change(w, 'OF-1', {}, { isNew: true })).toMatchObject({
			problems: [{ field: 'offering_id' }]
		});
		const line = await lineOf(w, 'OF-5');
		await fileLines(w, LINES.slice(0, 1));
		const gone = fileChange(w, { ...OF, line, why: 'x', seen: 2, isNew: false }, BY);
		await expect(gone).rejects.toMatchObject({ code: 'no_line' });
	});

	it('says what to look at when it is taken all the same', async () => {
		const w = await open();
		const changed = await change(w, 'OF-5', { status: 'pays_with_conditions', condition: null });
		expect(changed).toMatchObject({ state: 3 });
		const { lines } = await readMatrix(w, { now: NOW });
		const of = async (id: string) =>
			remarksOn(
				w,
				lines.find(({ offering_id }) => offering_id === id)!
			);
		expect((await of('OF-5')).join(' ')).toContain('no condition is given');
		expect(await of('OF-6')).toEqual([]);
	});

	it('is not misread by what is remembered of the partner’s own files', async () => {
		const w = await open();
		const own = ['Line,Who,For,Group,status,From,Cap', 'OF-9,college,food,any,pays,2014-01-01,"1.200,50"'];
		const answers = {
			'column.offering_id': 'Line',
			'column.offering_partner': 'Who',
			'column.service': 'For',
			'column.population': 'Group',
			'column.from_date': 'From',
			'column.cap_usd': 'Cap',
			'decimal_comma.cap_usd': 'comma'
		};
		const claim = { partner: 'partnership', dataset: 'offerings' as const, period: '2014Q4' };
		const file = await send(w, own, claim, { publish: true, answers });
		expect(file.status).toBe('published');
		const before = await currentRows(w, 'partnership');
		const changed = await change(w, 'OF-4', { unit_cost_usd: '3900.75' });
		const after = await currentRows(w, 'partnership');
		if ('problems' in changed) expect(after).toEqual(before);
		else expect((await lineOf(w, 'OF-4')).unit_cost_usd).toBe('3900.75');
	});
});

describe('two people at once', () => {
	it('who change two lines both get theirs', async () => {
		const w = await open();
		const seen = w.latest();
		const both = await Promise.all([
			change(w, 'OF-1', { cap_usd: '900' }, { seen }),
			change(w, 'OF-2', { status: 'unknown' }, { seen })
		]);
		expect(both.map((one) => 'state' in one)).toEqual([true, true]);
		expect([(await lineOf(w, 'OF-1')).cap_usd, (await lineOf(w, 'OF-2')).status]).toEqual(['900', 'unknown']);
	});

	it('who change one line: the second is told who changed what meanwhile, and nothing is lost', async () => {
		const w = await open();
		const seen = w.latest();
		const line = await lineOf(w, 'OF-1');
		const [first, second] = await Promise.all(
			['900', '800'].map((cap_usd) => {
				const asked = { ...OF, line: { ...line, cap_usd }, why: 'The county said so.', seen, isNew: false };
				return fileChange(w, asked, BY);
			})
		);
		expect(first).toMatchObject({ state: 3 });
		expect(second).toMatchObject({
			meanwhile: [{ who: 'ana@x.gov', changes: [{ column: 'cap_usd', before: '1200', after: '900' }] }]
		});
		expect((await lineOf(w, 'OF-1')).cap_usd).toBe('900');
	});

	it('is refused when nobody knows which state it was made from', async () => {
		const w = await open();
		for (const seen of [0, 1, 99, 1.5, Number.NaN])
			expect(await change(w, 'OF-1', { cap_usd: '900' }, { seen })).toMatchObject({
				problems: [{ field: '' }]
			});
		expect(w.latest()).toBe(2);
	});

	it('never publishes over a file that came in between', async () => {
		const w = await open();
		const claim = { partner: 'partnership', dataset: 'offerings' as const, period: '2015Q1' };
		const waiting = await send(w, [OFFERINGS, ...LINES.slice(0, 2)], claim);
		const over = { ...BY, replace: true, over: 'something-else' };
		await expect(publish(w, waiting.submission_id ?? '', over)).rejects.toMatchObject({
			code: 'changed_meanwhile'
		});
		expect(w.latest()).toBe(2);
	});
});

describe('the history of a line', () => {
	it('tells who changed what, when and why, by the file or on screen, the newest first', async () => {
		const w = await open();
		await change(w, 'OF-1', { cap_usd: '900' });
		await change(w, 'OF-2', { status: 'unknown' });
		await fileLines(w, [LINES[0]!.replace(',pays,', ',refers_only,'), ...LINES.slice(1)], '2015Q2');
		await fileLines(w, LINES.slice(2), '2015Q1');
		const versions = await lineHistory(w, { ...OF, offering_id: 'OF-1' }, w.latest());
		expect(
			versions.map(({ state, who, why, file, changes }) => [state, who, why, file, changes.length])
		).toEqual([
			[5, 'analyst', null, 'matrix-2015Q2.csv', 2],
			[3, 'ana@x.gov', 'The county said so.', 'matrix-2015Q1-on-screen.csv', 1],
			[2, 'analyst', null, 'matrix-2015Q1.csv', 15]
		]);
		expect(versions[0]?.changes).toEqual([
			{ column: 'status', before: 'pays', after: 'refers_only' },
			{ column: 'cap_usd', before: '900', after: '1200' }
		]);
	});

	it('says when the line left the matrix, and adds up to what stands', async () => {
		const w = await open();
		await change(w, 'OF-1', { cap_usd: '900', authority: null });
		await fileLines(w, LINES.slice(1));
		const key = { ...OF, offering_id: 'OF-1' };
		const versions = await lineHistory(w, key, w.latest());
		expect(versions[0]).toMatchObject({ state: 4, row: null, changes: [] });
		const until = await lineHistory(w, key, 3);
		const added = until
			.reverse()
			.flatMap(({ changes }) => changes.map(({ column, after }) => [column, after] as const));
		const row = await lineNow(w, key, 3);
		for (const [column, value] of Object.entries(row ?? {}))
			expect([column, Object.fromEntries(added)[column] ?? null]).toEqual([column, value]);
	});

	it('is kept when the database is lost: the ledger knows who and why', async () => {
		const w = await open();
		await change(w, 'OF-1', { cap_usd: '900' });
		const lines = readFileSync(join(w.home, 'ledger.jsonl'), 'utf8').trim().split('\n');
		expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
			did: 'published',
			state: 3,
			edit: { offering_id: 'OF-1', who: 'ana@x.gov', why: 'The county said so.', at: NOW.toISOString() }
		});
	});
});

const text = fc
	.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
	.map((one) => one.replace(/\s+/g, ' ').trim())
	.filter((one) => one !== '' && !/^(NA|N\/A|n\/a|NULL|null|-|\.)$/.test(one) && !/\p{C}/u.test(one));

describe('any change', () => {
	it('reads back as it was written, and its export reads back identically, formulas made harmless', async () => {
		const w = await open();
		const cells = fc.record({
			condition: fc.option(text),
			authority: fc.option(text),
			cap_usd: fc.option(
				fc.integer({ min: 0, max: 1e9 }).map((cents) => (cents / 100).toFixed(2).replace(/\.00$/, ''))
			),
			capacity_per_quarter: fc.option(fc.integer({ min: 0, max: 5000 }).map(String)),
			needs_approval: fc.option(fc.constantFrom('true', 'false')),
			status: fc.constantFrom('pays', 'refers_only', 'unknown', 'cannot_pay')
		});
		await fc.assert(
			fc.asyncProperty(cells, async (changes) => {
				const before = await lineOf(w, 'OF-4');
				const changed = await change(w, 'OF-4', changes);
				if ('problems' in changed) {
					expect({ ...before, ...changes }).toEqual(before);
					return;
				}
				expect(await lineOf(w, 'OF-4')).toEqual({ ...before, ...changes });
				const exported = writeOfferingsForPeople(await currentRows(w, 'partnership'));
				const claim = { partner: 'elsewhere', dataset: 'offerings' as const, period: '2015Q1' };
				const read = await send(w, exported, claim, { ...options(), publish: true, replace: true });
				expect(read.status).toMatch(/^(published)$/);
				const twice = writeOfferingsForPeople(await currentRows(w, 'elsewhere'));
				expect(twice).toBe(exported);
			}),
			{ numRuns: 15 }
		);
	}, 120_000);
});
