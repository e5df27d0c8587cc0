import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isInForce, standingOf, type Actor, type Agreement } from '$lib/domain';
import {
	agreementOf,
	agreements,
	blankAgreement,
	checkAgreement,
	checkNewAgreement,
	saveAgreement,
	versionsOf
} from '$lib/server/agreements';

const homes: string[] = [];
const ADA: Actor = { who: 'ada@harbor.example', role: 'administrator', partners: null };
const BEN: Actor = { ...ADA, who: 'ben@harbor.example' };
const NOW = new Date('2015-04-02T09:00:00Z');

afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));

function newHome(files: Record<string, unknown> = {}): string {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-agreements-'));
	homes.push(home);
	mkdirSync(join(home, 'agreements'));
	for (const [partner, written] of Object.entries(files))
		writeFileSync(join(home, 'agreements', `${partner}.json`), JSON.stringify(written));
	return home;
}

function agreed(changes: Partial<Agreement> = {}): Agreement {
	return { ...blankAgreement(), ...changes };
}

describe('an agreement as data', () => {
	it('reads files of older homes, which have only days and columns; the rest allows everything', () => {
		const home = newHome({ county: { until: '2016-12-31', not_allowed: { participants: ['ssn'] } } });
		expect(agreementOf(home, 'county')).toEqual({
			from: null,
			until: '2016-12-31',
			purpose: '',
			datasets: null,
			not_allowed: { participants: ['ssn'] },
			populations: null,
			retention: { identifiers: null, rows: null },
			threshold: null,
			documents: []
		});
		expect(agreementOf(home, 'city')).toBeNull();
		expect(agreementOf(home, '../county')).toBeNull();
	});

	it('says of each field what is wrong with it', () => {
		const said = (written: object) =>
			checkAgreement(written).map(({ field, message }) => `${field}: ${message}`);
		expect(said({ threshold: 10 })).toEqual([
			'threshold: The smallest count that is shown is a whole number from 11 to 1000, or empty.'
		]);
		expect(said({ from: '2015-02-30' })).toEqual(['from: The first day is not a day of the calendar.']);
		expect(said({ from: '2016-01-01', until: '2015-01-01' })).toEqual(['until: It ends before it begins.']);
		expect(said({ retention: { identifiers: 24, rows: 12 } })).toEqual([
			'retention.identifiers: Identifiers are kept at most as long as rows.'
		]);
		expect(said({ retention: { rows: 12 } })).toHaveLength(1);
		expect(said({ populations: ['any'] })[0]).toContain('A population is one of tanf, low_income, refugee.');
		expect(said({ datasets: [] })).toEqual(['datasets: At least one dataset is allowed.']);
		expect(said({ documents: [{ title: '', where: 'shelf' }] })).toEqual([
			'documents.0.title: A document has a title.'
		]);
		expect(said({ not_allowed: { participants: ['participant_id'] } })[0]).toContain(
			'cannot be read without'
		);
		expect(said({ valid: true })).toEqual(['valid: An agreement has no field valid.']);
		expect(said(agreed({ threshold: 11, retention: { identifiers: 12, rows: 36 } }))).toEqual([]);
	});

	it('takes no new one under which nobody could be known to be in its populations, and still reads an older one', () => {
		const said = (written: object) => checkNewAgreement(agreed(written)).map(({ message }) => message);
		const tanf = { populations: ['tanf'] };
		expect(said({ ...tanf, datasets: ['deliveries'] })).toEqual([
			'Nobody can be known to be in these populations without the roster (participants), which it leaves out: nothing could be counted.'
		]);
		expect(said({ ...tanf, not_allowed: { participants: ['is_tanf'] } })[0]).toContain(
			'is_tanf on the roster'
		);
		expect(said({ ...tanf, not_allowed: { participants: ['is_refugee'] } })).toEqual([]);
		expect(said({ datasets: ['deliveries'] })).toEqual([]);
		const home = newHome({ county: { ...tanf, datasets: ['deliveries'] } });
		expect(agreementOf(home, 'county')?.populations).toEqual(['tanf']);
	});

	it('keeps every earlier version with who and when, the one written by hand included', () => {
		const home = newHome({ county: { until: '2015-12-31' } });
		saveAgreement(home, 'county', agreed({ until: '2016-12-31' }), { actor: ADA, now: NOW, seen: 1 });
		const later = new Date('2015-05-01T09:00:00Z');
		saveAgreement(home, 'county', agreed({ purpose: 'Planning' }), { actor: BEN, now: later, seen: 2 });
		const versions = versionsOf(home, 'county');
		expect(versions.map(({ agreement, saved }) => [agreement.until, agreement.purpose, saved])).toEqual([
			[null, 'Planning', { who: BEN.who, at: later.toISOString() }],
			['2016-12-31', '', { who: ADA.who, at: NOW.toISOString() }],
			['2015-12-31', '', null]
		]);
		expect(agreementOf(home, 'county')?.purpose).toBe('Planning');
	});

	it('refuses to write over a version that the writer has not seen, and takes the same again as no change', () => {
		const home = newHome();
		saveAgreement(home, 'county', agreed({ threshold: 20 }), { actor: ADA, now: NOW, seen: 0 });
		const before = readFileSync(join(home, 'agreements', 'county.json'), 'utf8');
		expect(() => saveAgreement(home, 'county', agreed(), { actor: BEN, now: NOW, seen: 0 })).toThrow(
			'changed by ada@harbor.example on Apr 2, 2015'
		);
		saveAgreement(home, 'county', agreed({ threshold: 20 }), { actor: BEN, now: NOW, seen: 1 });
		expect(() =>
			saveAgreement(home, 'county', agreed({ threshold: 5 }), { actor: BEN, now: NOW, seen: 1 })
		).toThrow('from 11 to 1000');
		expect(() => saveAgreement(home, '../x', agreed(), { actor: BEN, now: NOW, seen: 0 })).toThrow('id of a');
		expect(readFileSync(join(home, 'agreements', 'county.json'), 'utf8')).toBe(before);
		expect(readdirSync(join(home, 'agreements'))).toEqual(['county.json']);
	});

	it('tells of a file that cannot be used, and lists the others', () => {
		const home = newHome({ county: { until: 'soon' }, city: { threshold: 12 } });
		writeFileSync(join(home, 'agreements', 'housing.json'), '{');
		expect(agreements(home).map(({ partner, problem }) => [partner, problem?.split(':')[0]])).toEqual([
			['city', undefined],
			['county', 'The sharing agreement agreements/county.json cannot be used'],
			['housing', 'The sharing agreement agreements/housing.json cannot be used']
		]);
	});
});

describe('how an agreement stands', () => {
	it('holds on its first and on its last day, and counts the days to its end', () => {
		const agreement = { from: '2015-01-01', until: '2015-12-31' };
		expect(standingOf(agreement, '2014-12-31')).toEqual({ is: 'not_begun', from: '2015-01-01' });
		expect(standingOf(agreement, '2015-01-01')).toEqual({ is: 'valid', until: '2015-12-31' });
		expect(standingOf(agreement, '2015-12-01')).toEqual({ is: 'ending', until: '2015-12-31', days: 30 });
		expect(standingOf(agreement, '2015-12-31')).toMatchObject({ is: 'ending', days: 0 });
		expect(standingOf(agreement, '2016-01-01')).toEqual({ is: 'ended', until: '2015-12-31' });
		expect(standingOf(null, '2016-01-01')).toEqual({ is: 'none' });
	});

	it('is in force exactly on the days from the first to the last', () => {
		const days = fc
			.date({ min: new Date('2014-01-01'), max: new Date('2017-12-31'), noInvalidDate: true })
			.map((day) => day.toISOString().slice(0, 10));
		const end = fc.option(days, { nil: null });
		fc.assert(
			fc.property(end, end, days, (from, until, today) => {
				const within = (from ?? '0') <= today && today <= (until ?? '9');
				expect(isInForce({ from, until }, today)).toBe(within);
			})
		);
	});
});
