import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal, type Actor, type BriefText } from '$lib/domain';
import {
	briefs,
	checkBriefText,
	createBrief,
	moveBrief,
	saveBriefText,
	versionsOfBrief
} from '$lib/server/desk';
import { checkBriefs } from '../../src/lib/server/desk/briefs/check-briefs';

const homes: string[] = [];
const ADA: Actor = { who: 'ada@harbor.example', role: 'leader', partners: null };
const BEN: Actor = { ...ADA, who: 'ben@harbor.example', role: 'writer' };
const NOW = new Date('2015-11-02T09:00:00Z');
const PINNED = { state: 7, calendar: 'calendar', focus_award: 'HPOG' } as const;

afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));

function newHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-briefs-'));
	homes.push(home);
	return home;
}

function made(home: string, date = '2015-11-04', state = 7) {
	return createBrief(home, { ...PINNED, date, state }, { actor: ADA, now: NOW });
}

function decided(...texts: string[]): BriefText {
	return { decisions: texts.map((text) => ({ text, who: '', by: null })), notes: '' };
}

function write(home: string, text: BriefText, seen: number, actor = ADA) {
	return saveBriefText(home, '2015-11-04', text, { actor, now: NOW, seen });
}

function refused(work: () => unknown): Refusal {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error('It was not refused.');
}

describe('the brief of a meeting', () => {
	it('is pinned to a state and knows the meeting before, of which nothing is rewritten', () => {
		const home = newHome();
		expect(made(home, '2015-08-05', 5).previous).toBeNull();
		const before = readFileSync(join(home, 'briefs', '2015-08-05.json'), 'utf8');
		const brief = made(home, '2015-11-04', 8);
		expect(brief).toMatchObject({
			state: 8,
			previous: { date: '2015-08-05', state: 5 },
			focus_award: 'HPOG'
		});
		expect(readFileSync(join(home, 'briefs', '2015-08-05.json'), 'utf8')).toBe(before);
		expect(briefs(home).map(({ date }) => date)).toEqual(['2015-11-04', '2015-08-05']);
	});

	it('that was prepared ahead moves on to a newer state until its meeting is over or the next is made, and keeps what was written', () => {
		const home = newHome();
		made(home, '2015-11-04', 7);
		write(home, decided('Meet again'), 1);
		const move = (state: number, seen: number, day = '2015-11-04') =>
			moveBrief(home, '2015-11-04', { state, seen }, { actor: ADA, now: new Date(`${day}T12:00:00`) });
		expect(refused(() => move(8, 2, '2015-11-05')).code).toBe('brief_stays');
		expect(refused(() => move(7, 2)).code).toBe('brief_stays');
		expect(refused(() => move(8, 1)).code).toBe('changed_meanwhile');
		expect(move(8, 2)).toMatchObject({ state: 8, decisions: [{ text: 'Meet again' }] });
		expect(versionsOfBrief(home, '2015-11-04').map(({ brief }) => brief.state)).toEqual([8, 7, 7]);
		expect(made(home, '2015-12-02', 8).previous).toEqual({ date: '2015-11-04', state: 8 });
		expect(refused(() => move(9, 3)).code).toBe('brief_stays');
	});

	it('of a meeting between two others is told against the one before it', () => {
		const home = newHome();
		made(home, '2015-08-05', 5);
		made(home, '2015-11-04', 8);
		expect(made(home, '2015-10-07', 8).previous).toEqual({ date: '2015-08-05', state: 5 });
		expect(versionsOfBrief(home, '2015-11-04')[0]?.brief.previous?.date).toBe('2015-08-05');
	});

	it('holds no number but those of its states', () => {
		const home = newHome();
		made(home);
		const kept = JSON.parse(readFileSync(join(home, 'briefs', '2015-11-04.json'), 'utf8')) as object;
		expect(Object.keys(kept).sort()).toEqual([
			'calendar',
			'date',
			'decisions',
			'earlier',
			'focus_award',
			'notes',
			'previous',
			'saved',
			'state'
		]);
		expect(statSync(join(home, 'briefs', '2015-11-04.json')).mode & 0o077).toBe(0);
	});

	it('is refused for a day that has one, is none, or is more than a year ahead', () => {
		const home = newHome();
		made(home);
		expect(refused(() => made(home)).message).toBe('The meeting of Nov 4, 2015 has its brief already.');
		for (const day of ['2015-02-30', '2015-2-3', '', '../../etc/passwd', '2015-11-04/..'])
			expect([day, refused(() => made(home, day)).code]).toEqual([day, 'wrong_day']);
		expect(refused(() => made(home, '2051-11-04')).message).toBe('Nov 4, 2051 is more than a year ahead.');
		expect(readdirSync(join(home, 'briefs'))).toEqual(['2015-11-04.json']);
	});
});

describe('decisions and notes', () => {
	it('stay, with who wrote them when, and every earlier version in the same file', () => {
		const home = newHome();
		made(home);
		write(home, decided('Ask the city.'), 1);
		write(home, { decisions: [], notes: 'Two\r\nlines ' }, 2, BEN);
		const versions = versionsOfBrief(home, '2015-11-04');
		expect(versions.map(({ brief, saved }) => [brief.decisions.length, brief.notes, saved?.who])).toEqual([
			[0, 'Two\nlines', 'ben@harbor.example'],
			[1, '', 'ada@harbor.example'],
			[0, '', 'ada@harbor.example']
		]);
		expect(new Set(versions.map(({ brief }) => brief.state))).toEqual(new Set([7]));
	});

	it('that are the same again change nothing', () => {
		const home = newHome();
		made(home);
		write(home, decided('Ask the city.'), 1);
		write(home, decided('  Ask the city.  '), 2, BEN);
		expect(versionsOfBrief(home, '2015-11-04')).toHaveLength(2);
	});

	it('of two people at once: the second is told, and neither loses anything', () => {
		const home = newHome();
		made(home);
		write(home, decided('Ada’s.'), 1, ADA);
		const told = refused(() => write(home, decided('Ben’s.'), 1, BEN));
		expect([told.code, told.message]).toEqual([
			'changed_meanwhile',
			'This brief was changed by ada@harbor.example on Nov 2, 2015 while you wrote. What you wrote stands below and is not kept yet.'
		]);
		expect(versionsOfBrief(home, '2015-11-04')[0]?.brief.decisions[0]?.text).toBe('Ada’s.');
		write(home, decided('Ada’s.', 'Ben’s.'), 2, BEN);
		const texts = versionsOfBrief(home, '2015-11-04').map(({ brief }) =>
			brief.decisions.map(({ text }) => text)
		);
		expect(texts).toEqual([['Ada’s.', 'Ben’s.'], ['Ada’s.'], []]);
	});

	it('that cannot be kept are said field by field, and nothing is changed', () => {
		const home = newHome();
		made(home);
		const said = (written: unknown) => checkBriefText(written).map(({ message }) => message);
		expect(said({ decisions: [{ text: ' ', who: 'Dana' }] })).toEqual(['A decision says what was decided.']);
		expect(said({ decisions: [{ text: 'x', by: '2015-02-30' }] })).toEqual([
			'The day of a decision is not a day of the calendar.'
		]);
		expect(said({ notes: 'x'.repeat(6001) })).toEqual(['The notes must be at most 6,000 characters long.']);
		expect(said({ notes: 'The customer 078-05-1120 called.' })[0]).toContain('Social Security number');
		expect(said({ notes: 'Call 619-555-01234; award 2015-11-04.' })).toEqual([]);
		expect(said({ decisions: Array.from({ length: 31 }, () => ({ text: 'x' })) })).toHaveLength(1);
		expect(said({ number: 5 })[0]).toContain('number');
		expect(refused(() => write(home, decided(''), 1)).hint).toBe('Correct this; nothing was changed.');
		expect(versionsOfBrief(home, '2015-11-04')).toHaveLength(1);
	});

	it('need a brief', () => {
		expect(refused(() => write(newHome(), decided('x'), 0)).code).toBe('no_brief');
		const path = { actor: ADA, now: NOW, seen: 0 };
		expect(refused(() => saveBriefText(newHome(), '../secret', decided('x'), path)).code).toBe('no_brief');
	});

	it('come back as they were written, whatever they hold', () => {
		const home = newHome();
		made(home);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (notes) => {
				const seen = versionsOfBrief(home, '2015-11-04').length;
				fc.pre(checkBriefText({ notes }).length === 0);
				write(home, { decisions: [], notes }, seen);
				const kept = versionsOfBrief(home, '2015-11-04')[0]?.brief.notes;
				expect(kept).toBe(notes.replaceAll(/\r\n?/g, '\n').trim());
			}),
			{ numRuns: 60 }
		);
	});
});

describe('a file that cannot be meant', () => {
	const broken: [string, string, string][] = [
		['half a file', '{"date": "2015-11-04", "st', 'it is not readable as JSON.'],
		['no brief', '[1]', 'it holds no brief.'],
		[
			'of another day',
			'{"date":"2015-11-05","state":1,"previous":null,"calendar":"calendar","focus_award":null}',
			'it is of 2015-11-05'
		],
		[
			'of no state',
			'{"date":"2015-11-04","state":0,"previous":null,"calendar":"calendar","focus_award":null}',
			'state: States are numbered from 1.'
		],
		[
			'without a state',
			'{"date":"2015-11-04","previous":null,"calendar":"calendar","focus_award":null}',
			'The field state is missing.'
		],
		[
			'with a number',
			'{"date":"2015-11-04","state":1,"previous":null,"calendar":"calendar","focus_award":null,"served":7}',
			'A brief has no field served.'
		]
	];

	it.each(broken)('%s is refused with a sentence, by the archive, and by check', (_, content, says) => {
		const home = newHome();
		mkdirSync(join(home, 'briefs'));
		writeFileSync(join(home, 'briefs', '2015-11-04.json'), content);
		const told = refused(() => versionsOfBrief(home, '2015-11-04'));
		expect(told.message).toContain('The brief briefs/2015-11-04.json cannot be used: ');
		expect(told.message).toContain(says);
		expect(briefs(home)).toMatchObject([{ date: '2015-11-04', brief: null }]);
		expect(checkBriefs(home, 9)[0]).toContain(says);
		expect(refused(() => write(home, decided('x'), 1)).code).toBe('wrong_brief');
		expect(readFileSync(join(home, 'briefs', '2015-11-04.json'), 'utf8')).toBe(content);
	});

	it('does not stand in the way of the next brief', () => {
		const home = newHome();
		made(home, '2015-08-05', 5);
		writeFileSync(join(home, 'briefs', '2015-10-07.json'), '{');
		expect(made(home).previous?.date).toBe('2015-08-05');
	});

	it('is told from one that was never finished, or lies there by chance', () => {
		const home = newHome();
		made(home, '2015-11-04', 12);
		writeFileSync(join(home, 'briefs', '2015-11-04.json.4711.draft'), '{"da');
		writeFileSync(join(home, 'briefs', 'minutes.txt'), 'x');
		expect(briefs(home)).toHaveLength(1);
		expect(checkBriefs(home, 9)).toEqual([
			'The brief briefs/2015-11-04.json tells of state 12, but the latest of this home is 9.',
			'briefs/minutes.txt is not named by the day of a meeting, so no page shows it.'
		]);
	});
});
