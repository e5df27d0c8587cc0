import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWord } from '../figures/read-word';
import { braidwork, folder } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
const at = ['--home', home, '--json'];

const BRIEF = {
	date: '2014-05-07',
	state: 1,
	previous: null,
	calendar: 'calendar',
	focus_award: null,
	decisions: [{ text: 'Ask the city.', who: 'Dana Ortiz', by: '2014-06-01' }],
	notes: '',
	saved: { at: '2014-05-07T18:00:00.000Z', who: 'ada@county.gov' },
	earlier: []
};

beforeAll(async () => {
	const files = writeQuarter(place.path);
	await braidwork('init', '--demo', '--home', home);
	await braidwork('load', files.participants, ...claim('participants'), '--publish', '--home', home);
	mkdirSync(join(home, 'briefs'));
	writeFileSync(join(home, 'briefs', '2014-05-07.json'), JSON.stringify(BRIEF));
});
afterAll(() => place.remove());

describe('braidwork brief', () => {
	it('lists the briefs of the meetings', async () => {
		const { briefs } = (await braidwork('brief', ...at)).json<{ briefs: object[] }>();
		expect(briefs).toEqual([{ date: '2014-05-07', state: 1, previous: null, decisions: 1, problem: null }]);
	});

	it('prints one in the sentences of its page', async () => {
		const ended = await braidwork('brief', '--date', '2014-05-07', '--home', home);
		expect(ended.code).toBe(0);
		expect(ended.stdout).toContain('Brief for the meeting of May 7, 2014');
		expect(ended.stdout).toContain('People served · 0 · 2014 Q1');
		expect(ended.stdout).toContain('- This cannot be told from what is published.');
		expect(ended.stdout).not.toMatch(/^- *$/m);
		expect(ended.stdout).toContain('1. Ask the city. (Dana Ortiz, by Jun 1, 2014)');
		expect((await braidwork('brief', '--date', '2014-05-07', ...at)).json()).toMatchObject({
			state: 1,
			decisions: BRIEF.decisions,
			numbers: expect.arrayContaining([expect.objectContaining({ id: 'served', value: '0' })])
		});
	});

	it('writes it for Word, and that is written down', async () => {
		const out = join(place.path, 'brief.docx');
		const ended = await braidwork('brief', '--date', '2014-05-07', '--out', out, ...at);
		expect(ended.json()).toMatchObject({ file: out, state: 1 });
		const word = readWord(readFileSync(out));
		expect(word.headings[0]).toBe('Brief for the meeting of May 7, 2014');
		expect(word.paragraphs).toContain('Ask the city. (Dana Ortiz, by Jun 1, 2014)');
		const { audit } = (await braidwork('audit', ...at)).json<{ audit: { did: string; what: string }[] }>();
		expect(audit.filter(({ did }) => did === 'exported a brief')).toMatchObject([
			{ what: 'brief 2014-05-07, format docx, state 1' }
		]);
	});

	it('refuses another kind, a day without one, and a file that cannot be meant', async () => {
		const pdf = join(place.path, 'brief.pdf');
		const refused = await braidwork('brief', '--date', '2014-05-07', '--out', pdf, ...at);
		expect([refused.code, refused.json().error.code, existsSync(pdf)]).toEqual([
			1,
			'format_not_offered',
			false
		]);
		const none = await braidwork('brief', '--date', '2014-05-08', ...at);
		expect([none.code, none.json().error]).toMatchObject([1, { code: 'no_brief' }]);
		const strange = await braidwork('brief', '--date', '../config', ...at);
		expect([strange.code, strange.json().error.code]).toEqual([1, 'no_brief']);
		expect((await braidwork('brief', '--out', pdf, ...at)).code).toBe(2);
		writeFileSync(join(home, 'briefs', '2014-06-04.json'), '{ "date": ');
		const broken = await braidwork('brief', '--date', '2014-06-04', ...at);
		expect([broken.code, broken.json().error.code]).toEqual([1, 'wrong_brief']);
		const check = await braidwork('check', ...at);
		expect([check.code, check.stdout.includes('briefs/2014-06-04.json cannot be used')]).toEqual([1, true]);
	});
});
