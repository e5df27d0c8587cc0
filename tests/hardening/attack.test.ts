import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeLog } from '../../scripts/attack/judge-log';
import { KNOWN_FALSE, whyFalse } from '../../scripts/attack/known-false';
import { formsIn, questionsIn } from '../../scripts/attack/read-forms';

const SAMPLES = 'data/samples/navigators/2015Q1';
const LINE = {
	level: 'info',
	at: '2026-11-30T08:00:00.000Z',
	request: '00',
	method: 'GET',
	ms: 3,
	did: 'answered'
};

function judged(...lines: object[]): string[] {
	return judgeLog(
		lines.map((line) => JSON.stringify(line)),
		SAMPLES
	).map(({ kind }) => kind);
}

describe('what is looked for in the log after an attack', () => {
	it('is nothing that a sound line holds', () => {
		expect(
			judged({ ...LINE, route: '/submissions/[id]', status: 404 }, { ...LINE, route: null, status: 303 })
		).toEqual([]);
	});

	it('is a failed answer, a fault, an address with its ids, a field too many and what is no line of ours', () => {
		expect(judged({ ...LINE, route: '/coverage', status: 500 })).toEqual(['a failed answer']);
		expect(judged({ ...LINE, place: '/coverage', fault: { kind: 'Error' } })).toEqual(['a fault']);
		expect(judged({ ...LINE, route: '/submissions/county.needs.1', status: 200 })).toEqual([
			'names an address'
		]);
		expect(judged({ ...LINE, route: '/coverage', status: 200, query: 'by=zip' })).toEqual([
			'says more than it may'
		]);
		expect(judgeLog(['Error: something'], SAMPLES).map(({ kind }) => kind)).toEqual(['is no JSON']);
	});

	it('is anybody in the files that were loaded', () => {
		const [head = '', row = ''] = readFileSync(`${SAMPLES}/participants.csv`, 'utf8').split(/\r?\n/);
		const birth = row.split(',')[head.split(',').indexOf('birth_date')] ?? '';
		expect(birth).not.toBe('');
		expect(judged({ ...LINE, route: '/coverage', status: 200, did: birth })).toEqual(['names a person']);
	});
});

describe('what is known to be false', () => {
	it('is a report of that very kind and no other of the tool', () => {
		const header = { tool: 'wapiti', place: 'GET / as nobody', kind: 'HTTP Secure Headers' };
		expect(whyFalse({ ...header, what: 'Strict-Transport-Security is not set' })).toContain('http');
		expect(whyFalse({ ...header, what: 'X-Frame-Options is not set' })).toBeNull();
		const injection = { tool: 'sqlmap', place: 'GET /coverage', kind: 'injection' };
		expect(whyFalse({ ...injection, what: 'http://x/coverage,GET,by,B,' })).toBeNull();
		expect(
			whyFalse({ tool: 'wapiti', place: 'GET /backup.zip as nobody', kind: 'Backup file', what: 'x' })
		).toBeNull();
	});

	it('has its reason each time', () => {
		expect(KNOWN_FALSE.filter(({ why }) => why.length < 30)).toEqual([]);
	});
});

describe('the forms of a page', () => {
	it('are read with every field, and once for each button that sends them elsewhere', () => {
		const html = `<form method="POST" action="?/change"><input name="email" type="email" value="a&amp;b@x.org">
			<select name="role"><option value="leader">L</option><option value="writer" selected>W</option></select>
			<textarea name="note">x</textarea><button formaction="?/shut">Shut</button></form>`;
		const fields = [
			['email', 'a&b@x.org'],
			['role', 'writer'],
			['note', 'words']
		];
		const form = { method: 'POST', isMultipart: false, fields };
		expect(formsIn(html)).toEqual([
			{ ...form, action: '?/change' },
			{ ...form, action: '?/shut' }
		]);
	});

	it('and the questions that a page leads to are those of this server', () => {
		const html =
			'<a href="/figures?measure=a&amp;by=zip">A</a><a href="https://x.org/?a=b">B</a><a href="?page=2">C</a>';
		expect(questionsIn(html)).toEqual(['/figures?measure=a&by=zip', '?page=2']);
	});
});
