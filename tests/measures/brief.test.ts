import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS_WORDS, type Brief, type BriefTables, type SafeTable } from '$lib/domain';
import { changesBetween } from '$lib/server/desk';
import { writeWord } from '$lib/server/figures';
import { briefTables } from '$lib/server/measures';
import { dropStaged, noteRemovals, type Warehouse } from '$lib/server/warehouse';
import { briefPage, type BriefPage } from '../../src/lib/ui/brief/brief-page';
import { briefPaper } from '../../src/lib/ui/brief/brief-paper';
import { paperText } from '../../src/lib/ui/brief/paper-text';
import { readWord } from '../figures/read-word';
import { inventedPartnership } from './invented-partnership';
import { clearPartnerships, DOOR, partnership, publish, type File } from './small-partnership';

afterAll(clearPartnerships);

const AWARDS: File = {
	partner: 'lead',
	period: '2015Q1',
	dataset: 'awards',
	rows: [
		{
			award_id: 'HPOG',
			title: 'Health Grant',
			amount_usd: 90_000,
			start_date: '2014-01-01',
			end_date: '2015-09-29'
		},
		{
			award_id: 'WIOA',
			title: 'Adult',
			amount_usd: 10_000,
			start_date: '2014-01-01',
			end_date: '2016-03-31'
		},
		{ award_id: 'PELL', title: 'Pell', amount_usd: 10_000, start_date: '2014-01-01', end_date: '2016-04-01' }
	]
};

const files = [...inventedPartnership(500), AWARDS];
let w: Warehouse;

/** State 1 has two quarters, state 2 three; state 3 files the last quarter's people of one partner again. */
beforeAll(async () => {
	w = await partnership(files.filter(({ period }) => period !== '2015Q3'));
	await publish(
		w,
		files.filter(({ period }) => period === '2015Q3')
	);
}, 60_000);

function briefOf(changes: Partial<Brief>): Brief {
	return {
		date: '2015-11-04',
		state: 2,
		previous: { date: '2015-08-05', state: 1 },
		calendar: 'calendar',
		focus_award: 'HPOG',
		decisions: [],
		notes: '',
		...changes
	};
}

const FIRST = briefOf({ date: '2015-08-05', state: 1, previous: null });

async function pageOf(brief: Brief, latest = brief.state): Promise<BriefPage> {
	const tables = (state: number | undefined) => (state ? briefTables(w, state, DOOR) : Promise.resolve(null));
	const [now, then, today, changes] = [
		await tables(brief.state),
		await tables(brief.previous?.state),
		await tables(latest > brief.state ? latest : undefined),
		await changesBetween(w, brief)
	];
	return briefPage({ brief, partnership: 'Harbor County', now, then, today, changes });
}

function textOf(page: BriefPage): string {
	return paperText(briefPaper(page));
}

function allTables(tables: BriefTables): SafeTable[] {
	return Object.values(tables).filter(
		(one): one is SafeTable => typeof one === 'object' && one !== null && 'rows' in one
	);
}

describe('a brief of a partnership', () => {
	it('says every part in a sentence, on the first brief too', async () => {
		for (const brief of [FIRST, briefOf({})]) {
			const page = await pageOf(brief);
			expect(page.numbers.map(({ id }) => id)).toEqual([
				'served',
				'covered',
				'completed',
				'employed',
				'money'
			]);
			const parts = [...page.changed, ...page.open];
			expect(parts.map(({ id }) => id)).toEqual([
				'coverage',
				'people',
				'matrix',
				'gaps',
				'ending',
				'runway',
				'filings'
			]);
			for (const { id, lines } of parts) {
				expect([id, lines.length > 0]).toEqual([id, true]);
				for (const { lead, text } of lines)
					expect([id, lead, text]).toEqual([id, lead, expect.stringMatching(/\S/)]);
			}
		}
	});

	it('compares the first brief with the quarter before, any other with the brief before', async () => {
		const first = await pageOf(FIRST);
		expect(first.since).toContain('the first brief');
		expect(first.numbers[0]?.change).toMatch(/from 2015 Q1$/);
		const second = await pageOf(briefOf({}));
		expect(second.since).toBe('Changes are since the brief of Aug 5, 2015, which told of state 1.');
		expect(second.numbers[0]?.change).toMatch(/the last brief \(2015 Q2\)$/);
		const filed = second.open.find(({ id }) => id === 'filings');
		expect(filed?.lines[1]).toEqual({
			lead: 'For 2015 Q3',
			text: expect.stringMatching(/LEAD .*expenditures.*COUNTY, COLLEGE \(each participants, /)
		});
	});

	it('has the counts of its own tables: what it says of people served is what the figure says', async () => {
		const tables = await briefTables(w, 2, DOOR);
		const row = tables?.served.rows.find(({ quarter }) => quarter === '2015Q3');
		expect(row?.value).toBeGreaterThan(100);
		const { numbers } = await pageOf(briefOf({}));
		expect(numbers[0]).toMatchObject({ label: 'People served', value: String(row?.value) });
	});

	it('withholds in words, and no line holds a number of 1 to 10 people', async () => {
		const page = await pageOf(briefOf({}));
		const people = page.changed.find(({ id }) => id === 'people')?.lines[0]?.text ?? '';
		const counts = [...people.matchAll(/(\d[\d,]*) \(/g)].map(([, count]) => Number(count?.replace(',', '')));
		expect(counts.every((count) => count === 0 || count > 10)).toBe(true);
		const tables = await briefTables(w, 2, DOOR);
		const coverage = tables?.coverage?.rows ?? [];
		const hidden = coverage.filter(({ status }) => status === 'withheld').map(({ service }) => service);
		const lines = page.changed.find(({ id }) => id === 'coverage')?.lines ?? [];
		const compared = lines.filter(({ lead }) => ['Up', 'Down', 'Unchanged'].includes(lead));
		for (const service of hidden)
			expect(
				compared.some(({ text }) => text.includes(tables?.coverage?.labels.service?.[String(service)] ?? '?'))
			).toBe(false);
	});

	it('is the same document in Word as on the page, withheld numbers and all', async () => {
		const page = await pageOf(
			briefOf({ notes: 'One.\nTwo.', decisions: [{ text: 'Ask.', who: 'Dana', by: null }] })
		);
		const word = readWord(await writeWord(briefPaper(page)));
		const lines = [...page.changed, ...page.open].flatMap((part) => part.lines);
		for (const { lead, text } of lines) expect(word.paragraphs).toContain(lead ? `${lead}  ${text}` : text);
		for (const said of [
			page.title,
			page.stamp,
			page.lead,
			[page.since, page.caution].filter(Boolean).join(' '),
			'Ask. (Dana)',
			'One.',
			'Two.'
		])
			expect(word.paragraphs).toContain(said);
		expect(word.tables[0]?.slice(1)).toEqual(
			page.numbers.map(({ label, value, beneath, change }) => [label, value, beneath, change])
		);
		expect(word.headRows).toBe(1);
		const spoken = new Set(textOf(page).match(/\d[\d,.]*/g));
		const written = word.paragraphs.join(' ').match(/\d[\d,.]*/g) ?? [];
		expect(written.filter((number) => !spoken.has(number))).toEqual([]);
	});

	it('carries notes as text, whatever is written there', async () => {
		const notes = '<script>alert(1)</script> {{7*7}} ${1+1} =HYPERLINK("x") **bold** &lt;b&gt;';
		const page = await pageOf(briefOf({ notes, decisions: [{ text: notes, who: notes, by: null }] }));
		const word = readWord(await writeWord(briefPaper(page)));
		expect(word.paragraphs).toContain(notes);
		expect(word.paragraphs).toContain(`${notes} (${notes})`);
		expect(word.fields.map((field) => field.trim())).toEqual(['PAGE', 'NUMPAGES']);
	});

	it('asks nothing but safe tables', async () => {
		const tables = await briefTables(w, 2, DOOR);
		if (!tables) throw new Error('State 2 has no tables.');
		const asked = allTables(tables);
		expect(asked).toHaveLength(12);
		for (const { rows, threshold } of asked) {
			expect(threshold).toBe(11);
			for (const row of rows.filter(({ status }) => status === 'withheld')) expect(row.value).toBeNull();
		}
		expect(STATUS_WORDS.withheld).toBe('withheld to protect privacy');
	});

	it('names the awards that end in its quarter or in the two after it, the first to end first', async () => {
		const { open } = await pageOf(briefOf({}));
		const ending = open.find(({ id }) => id === 'ending');
		expect(ending?.title).toBe('Awards that end by 2016 Q1');
		expect(ending?.lines.map(({ text }) => text.split(';')[0])).toEqual([
			'ended Sep 29, 2015',
			'ends Mar 31, 2016'
		]);
	});
});

describe('a year later', () => {
	it('a brief reads the same after a correction, and says what the same question answers today', async () => {
		const before = [await pageOf(FIRST), await pageOf(briefOf({}))].map(textOf);
		const [again] = inventedPartnership(900).filter(
			({ partner, period, dataset }) =>
				partner === 'county' && period === '2015Q2' && dataset === 'participants'
		);
		if (!again) throw new Error('The partnership has no such file.');
		const latest = await publish(w, [again]);
		expect(latest).toBe(3);
		const after = [await pageOf(FIRST, latest), await pageOf(briefOf({}), latest)];
		expect(after.map(textOf)).toEqual(before);
		const served = after[0]?.numbers[0];
		expect(served?.today?.text).toMatch(/^today: [\d,]+$/);
		expect(served?.today?.text).not.toBe(`today: ${served?.value}`);
		expect(served?.today?.href).toMatch(/^\/figures\?measure=people_served&by=quarter/);
		expect(served?.today?.href).not.toContain('state=');
		expect(served?.href).toContain('state=1');
	});

	it('keeps its numbers when rows behind it go at the end of their retention', async () => {
		const before = await pageOf(briefOf({}));
		const rows = await w.read<{ submission_id: string }>(
			`SELECT submission_id FROM main.submissions WHERE dataset <> 'offerings' AND period = '2015Q1'`
		);
		const ids = rows.map(({ submission_id }) => submission_id);
		await w.transaction(async (tx) => {
			await dropStaged(tx, ids);
			const about = { kind: 'rows', state: 3, at: '2016-11-01T09:00:00Z', who: 'console' } as const;
			await noteRemovals(
				tx,
				ids.map((submission_id) => ({ submission_id, ...about }))
			);
		});
		const after = await pageOf(briefOf({}));
		expect(textOf(after)).toBe(textOf(before));
	});

	it('says so where its numbers cannot be told any more, and keeps what people wrote', async () => {
		const [again] = files.filter(({ period }) => period === '2015Q3');
		const state = await publish(w, again ? [again] : []);
		const now = await briefTables(w, state, DOOR);
		expect(now).toBeNull();
		const brief = briefOf({ state, notes: 'What we said.' });
		const changes = await changesBetween(w, brief);
		const page = briefPage({ brief, partnership: 'Harbor County', now, then: null, today: null, changes });
		expect(page.lead).toContain(`The numbers of state ${state} cannot be told any more`);
		expect([page.numbers, page.changed, page.open]).toEqual([[], [], []]);
		expect(readWord(await writeWord(briefPaper(page))).paragraphs).toContain('What we said.');
	});
});
