import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
	compareLedger,
	listSubmissions,
	makeState,
	readSubmission,
	type Warehouse
} from '$lib/server/warehouse';
import { change, clearHomes, delivery, emptyHome, open, publish, stage, submission } from './small-quarter';

afterAll(clearHomes);

async function live(w: Warehouse, state?: number): Promise<string[]> {
	const rows = await w.read<{ row: string }>(
		`SELECT concat(partner, ' ', delivery_id, ' ', period, ' ', amount_usd::INTEGER) AS row FROM staging.live_deliveries ORDER BY row`,
		[],
		state
	);
	return rows.map(({ row }) => row);
}

describe('what is live in a state', () => {
	it('takes the later row where a partner filed the same key twice, and keeps a row left out later', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('q1'), [
			delivery('d1', 'p1', '2015-01-02', 1),
			delivery('d2', 'p2', '2015-01-03', 2)
		]);
		await publish(w, submission('q2', { period: '2015Q2' }), [
			delivery('d1', 'p1', '2015-01-02', 10),
			delivery('d3', 'p3', '2015-04-03', 3)
		]);
		expect(await live(w)).toEqual([
			'navigators d1 2015Q2 10',
			'navigators d2 2015Q1 2',
			'navigators d3 2015Q2 3'
		]);
		expect(await live(w, 1)).toEqual(['navigators d1 2015Q1 1', 'navigators d2 2015Q1 2']);
		expect(await live(w, 0)).toEqual([]);
		await w.close();
	});

	it('lets the later period win, also when it was filed first', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('q2', { period: '2015Q2' }), [delivery('d1', 'p1', '2015-01-02', 10)]);
		await publish(w, submission('q1'), [delivery('d1', 'p1', '2015-01-02', 1)]);
		expect(await live(w)).toEqual(['navigators d1 2015Q2 10']);
		await w.close();
	});

	it('never lets one partner replace the row of another', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('q1'), [delivery('d1', 'p1', '2015-01-02', 1)]);
		await publish(w, submission('c1', { partner: 'county', period: '2015Q2' }), [
			delivery('d1', 'p9', '2015-04-02', 5)
		]);
		expect(await live(w)).toEqual(['county d1 2015Q2 5', 'navigators d1 2015Q1 1']);
		await w.close();
	});

	it('replaces a re-filed period whole, and brings the old one back when that is withdrawn', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('a'), [
			delivery('d1', 'p1', '2015-01-02', 1),
			delivery('d2', 'p2', '2015-01-02', 2)
		]);
		await publish(w, submission('b'), [delivery('d1', 'p1', '2015-01-02', 9)], ['a']);
		expect(await live(w)).toEqual(['navigators d1 2015Q1 9']);
		expect((await readSubmission(w, 'a'))?.status).toBe('superseded');
		expect((await readSubmission(w, 'b'))?.supersedes).toBe('a');
		await w.transaction((tx) => makeState(tx, change(['a'], ['b'])));
		expect(await live(w)).toEqual(await live(w, 1));
		expect((await listSubmissions(w)).map(({ status }) => status)).toEqual(['published', 'withdrawn']);
		await w.close();
	});

	it('refuses two published submissions of one period', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('a'), []);
		await expect(publish(w, submission('b'), [])).rejects.toThrow('cannot both be published');
		expect((await listSubmissions(w)).map(({ submission_id }) => submission_id)).toEqual(['a']);
		await w.close();
	});

	it('knows keys of several columns: an award, a quarter and a service', async () => {
		const w = await open(emptyHome());
		const spent = (service: string, amount: number) => ({
			award_id: 'A1',
			quarter: '2015Q1',
			service,
			spent_usd: amount
		});
		const filed = (id: string, period: string) => submission(id, { dataset: 'expenditures', period });
		await publish(w, filed('a', '2015Q1'), [spent('food', 5), spent('tuition', 7)]);
		await publish(w, filed('b', '2015Q2'), [spent('food', 6)]);
		const rows = await w.read('SELECT service, spent_usd FROM staging.live_expenditures ORDER BY service');
		expect(rows).toEqual([
			{ service: 'food', spent_usd: 6 },
			{ service: 'tuition', spent_usd: 7 }
		]);
		await w.close();
	});

	it('shows a staged submission to nobody before it is published', async () => {
		const w = await open(emptyHome());
		await w.transaction((tx) => stage(tx, submission('a'), [delivery('d1', 'p1', '2015-01-02')]));
		expect(await live(w)).toEqual([]);
		await w.close();
	});
});

/** What is live by the plain words: of each partner and key, the row of the latest period among those published. */
function latestRows(published: Filing[], round: string): string[] {
	const rows = new Map<string, string>();
	for (const filing of [...published].sort((a, b) => a.quarter - b.quarter))
		for (const key of filing.keys)
			rows.set(
				`${filing.partner} ${key}`,
				`${round}p${filing.partner} d${key} 2015Q${filing.quarter} ${filing.amount}`
			);
	return [...rows.values()].sort();
}

interface Filing {
	partner: number;
	quarter: number;
	keys: number[];
	amount: number;
}

/** Publishes filings one after another; one for a quarter that was filed before replaces that. Says what should be live after each. */
async function publishAll(w: Warehouse, filings: Filing[], round: string): Promise<Map<number, string[]>> {
	const published = new Map<string, Filing & { id: string }>();
	const expected = new Map<number, string[]>();
	for (const [at, filing] of filings.entries()) {
		const partner = `${round}p${filing.partner}`;
		const id = `${round}-${at}`;
		const old = published.get(`${filing.partner} ${filing.quarter}`);
		const record = submission(id, { partner, period: `2015Q${filing.quarter}` });
		const rows = filing.keys.map((key) => delivery(`d${key}`, 'x', '2015-01-02', filing.amount));
		const state = await publish(w, record, rows, old ? [old.id] : []);
		published.set(`${filing.partner} ${filing.quarter}`, { ...filing, id });
		expected.set(state, latestRows([...published.values()], round));
	}
	return expected;
}

describe('any order of filing', () => {
	it('makes live what the plain words say, in every state', async () => {
		const filing = fc.record({
			partner: fc.integer({ min: 1, max: 2 }),
			quarter: fc.integer({ min: 1, max: 4 }),
			keys: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
			amount: fc.integer({ min: 1, max: 99 })
		});
		const w = await open(emptyHome());
		let rounds = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(filing, { minLength: 1, maxLength: 7 }), async (filings) => {
				const round = `r${(rounds += 1)}`;
				for (const [state, rows] of await publishAll(w, filings, round)) {
					const ours = (await live(w, state)).filter((row) => row.startsWith(`${round}p`));
					expect(ours).toEqual(rows);
				}
			}),
			{ numRuns: 12 }
		);
		await w.close();
	}, 60_000);
});

describe('submissions', () => {
	it('are listed by what is asked, with what intake noted', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('a', { details: { encoding: 'utf-8', questions: [] } }), []);
		await publish(w, submission('b', { partner: 'county' }), []);
		expect(
			(await listSubmissions(w, { partner: 'county' })).map(({ submission_id }) => submission_id)
		).toEqual(['b']);
		expect((await readSubmission(w, 'a'))?.details).toEqual({ encoding: 'utf-8', questions: [] });
		expect(await readSubmission(w, 'x')).toBeNull();
		await w.close();
	});

	it('cannot be the same bytes twice for one partner, dataset and period', async () => {
		const w = await open(emptyHome());
		await publish(w, submission('a'), []);
		const twice = w.transaction((tx) => stage(tx, submission('b', { sha256: 'sha-a' }), []));
		await expect(twice).rejects.toThrow('Duplicate key');
		await w.close();
	});
});

describe('the ledger', () => {
	it('has one line for each submission that came or went', async () => {
		const home = emptyHome();
		const w = await open(home);
		await publish(w, submission('a'), []);
		await publish(w, submission('b'), [], ['a']);
		const lines = readFileSync(join(home, 'ledger.jsonl'), 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.map(({ did, state, submission_id }) => `${state} ${did} ${submission_id}`)).toEqual([
			'1 published a',
			'2 superseded a',
			'2 published b'
		]);
		expect(await compareLedger(w)).toEqual([]);
		await w.close();
	});

	it('tells which published submissions the database has lost', async () => {
		const home = emptyHome();
		const w = await open(home);
		await publish(w, submission('a'), []);
		const lost = {
			did: 'published',
			state: 2,
			submission_id: 'z',
			partner: 'county',
			dataset: 'needs',
			period: '2015Q1',
			sha256: 'sha-z'
		};
		appendFileSync(join(home, 'ledger.jsonl'), `${JSON.stringify(lost)}\n{"did":"publ`);
		expect((await compareLedger(w)).map(({ submission_id }) => submission_id)).toEqual(['z']);
		await w.close();
	});

	it('gets the lines that a killed process did not write', async () => {
		const home = emptyHome();
		const w = await open(home);
		await publish(w, submission('a'), []);
		await publish(w, submission('b'), [], ['a']);
		await w.close();
		const [first] = readFileSync(join(home, 'ledger.jsonl'), 'utf8').split('\n');
		writeFileSync(join(home, 'ledger.jsonl'), `${first}\n{"cut": `);
		await (await open(home)).close();
		const lines = readFileSync(join(home, 'ledger.jsonl'), 'utf8').trim().split('\n');
		expect(lines).toHaveLength(4);
		expect(lines[3]).toContain('"published"');
	});
});
