import { describe, expect, it } from 'vitest';
import type { FilingChange, MatrixChange } from '$lib/domain';
import { coverageLines } from '../../src/lib/ui/brief/coverage-lines';
import { filingLines, missingLine } from '../../src/lib/ui/brief/filing-lines';
import { gapLines } from '../../src/lib/ui/brief/gap-lines';
import { matrixLines } from '../../src/lib/ui/brief/matrix-lines';
import { peopleLines } from '../../src/lib/ui/brief/people-lines';
import { row, table } from './tables';

const labels = {
	service: { food: 'Food', tuition: 'Tuition', housing: 'Housing', child_care: 'Child care' }
};

function coverage(shares: Record<string, [number, number] | null>) {
	const rows = Object.entries(shares).map(([service, share]) =>
		share
			? row({ service, numerator: share[0], denominator: share[1], value: share[0] / share[1] })
			: row({ service, status: 'withheld' })
	);
	return table({ measure: 'need_coverage', unit: 'percent', labels }, rows);
}

describe('what changed in coverage', () => {
	it('is told of services alone whose share is shown both times, the largest move first', () => {
		const before = coverage({ food: [50, 100], tuition: [60, 100], housing: null, child_care: [30, 60] });
		const now = coverage({ food: [55, 100], tuition: [80, 100], housing: [40, 80], child_care: [20, 60] });
		expect(coverageLines(now, before)).toEqual([
			{ lead: 'Up', text: 'Tuition by 20 points to 80% of 100; Food by 5 points to 55% of 100' },
			{ lead: 'Down', text: 'Child care by 17 points to 33% of 60' },
			{ lead: 'Not compared', text: expect.stringMatching(/^Housing: withheld to protect privacy/) }
		]);
	});

	it('says nothing of a number that is withheld now', () => {
		const lines = coverageLines(coverage({ food: null }), coverage({ food: [50, 100] }));
		expect(lines.map(({ text }) => text).join()).not.toMatch(/\d/);
	});

	it('is a sentence where there is nothing to tell', () => {
		expect(coverageLines(null, null)[0]?.text).toBe('This cannot be told from what is published.');
		expect(coverageLines(coverage({ food: [50, 100] }), null)[0]?.text).toMatch(
			/^No service can be compared/
		);
	});
});

describe('the people served', () => {
	const people = (tanf: number | null, refugee: number | null) =>
		table({ measure: 'people_served', by: ['population'] }, [
			row(tanf === null ? { population: 'tanf', status: 'withheld' } : { population: 'tanf', value: tanf }),
			row(
				refugee === null
					? { population: 'refugee', status: 'withheld' }
					: { population: 'refugee', value: refugee }
			)
		]);

	it('are told with how many more or fewer, and never from a withheld number', () => {
		expect(peopleLines(people(1200, 80), people(1300, 80))[0]?.text).toBe(
			'tanf 1,200 (down 100); refugee 80 (as before)'
		);
		expect(peopleLines(people(100, null), people(null, 80))[0]?.text).toBe(
			'tanf 100; refugee withheld to protect privacy'
		);
	});
});

describe('the largest gaps', () => {
	const base = { latest: '2015Q3', coverage: coverage({ food: [10, 60], housing: null, tuition: [50, 50] }) };
	const reasons = table({ measure: 'gap_reason', labels }, [
		row({ service: 'food', reason: 'rule', value: 40, denominator: 50 }),
		row({ service: 'food', reason: 'delivery', status: 'withheld', denominator: 50 }),
		row({ service: 'housing', reason: 'rule', status: 'withheld' }),
		row({ service: 'tuition', reason: 'rule', value: 0, denominator: 0 })
	]);

	it('have their reason and the group’s move, and those without a size are named as withheld', () => {
		expect(gapLines({ ...base, reasons })).toEqual([
			{
				lead: 'Food: 50 people',
				text: '83% of the 60 who needed it went without. Mostly rule gap: find money with other rules.',
				href: '/coverage?quarter=2015Q3&service=food'
			},
			{ lead: '', text: 'The size of the gap is withheld to protect privacy: Housing.' }
		]);
	});

	it('are a sentence where nothing can be told', () => {
		expect(gapLines({ ...base, reasons: null })[0]?.text).toContain('cannot be told');
	});
});

function filed(
	name: string,
	dataset: string,
	period: string,
	did: FilingChange['did'] = 'filed'
): FilingChange {
	return { partner: name, name, dataset, period, did };
}

describe('who has filed', () => {
	const standing = { period: '2015Q3', filed: ['A', 'B'], missing: ['C'], exports: 7 };
	const lines = (filings: FilingChange[], isFirst = false) =>
		filingLines({ filings, standing, matrix: [] }, { isFirst, calendar: 'federal' });

	it('is told by quarter of the partnership’s calendar, partners with the same exports together', () => {
		expect(
			lines([
				filed('A', 'needs', '2015Q3'),
				filed('A', 'participants', '2015Q3'),
				filed('B', 'participants', '2015Q3'),
				filed('B', 'needs', '2015Q3'),
				filed('C', 'deliveries', '2015Q2', 'replaced'),
				filed('C', 'needs', '2015Q1'),
				filed('C', 'needs', '2014Q4'),
				filed('A', 'awards', '2015Q1', 'left')
			])
		).toEqual([
			{ lead: 'For FY2015 Q4', text: 'A, B (each participants, needs)' },
			{ lead: 'For FY2015 Q3', text: 'C (deliveries replaced)' },
			{ lead: 'Besides', text: '2 exports for 2 other quarters' },
			{ lead: 'No longer counted', text: 'A, FY2015 Q2 (awards)' }
		]);
	});

	it('is a sentence where nothing came, on the first brief, and of who is missing', () => {
		expect(lines([])[0]?.text).toBe('Nothing was filed, replaced or taken back.');
		expect(lines([], true)[0]?.text).toMatch(/^7 exports of 3 partners stand behind this brief/);
		expect(missingLine(standing, 'calendar').text).toBe(
			'2 of 3 partners have filed for 2015 Q3. Not yet: C.'
		);
		expect(missingLine({ ...standing, missing: [] }, 'calendar').text).toBe(
			'All 2 partners have filed for 2015 Q3.'
		);
		expect(missingLine(null, 'calendar').text).toContain('cannot be told');
	});
});

function line(changes: Partial<MatrixChange>): MatrixChange {
	const place = { partner: 'County', service: 'housing', population: 'tanf', award: null };
	return { did: 'status', ...place, before: 'unknown', after: 'pays', day: null, terms: [], ...changes };
}

describe('what changed in the service matrix', () => {
	it('is told line by line, a changed answer first', () => {
		expect(
			matrixLines(
				[
					line({ did: 'terms', terms: ['capacity_per_quarter', 'to_date'] }),
					line({ did: 'added', before: null, population: 'any' }),
					line({ did: 'ended', day: '2015-09-29' }),
					line({ did: 'left', after: null }),
					line({})
				],
				false
			)
		).toEqual([
			{ lead: 'Changed', text: 'Housing for TANF recipients, County: unknown → pays' },
			{ lead: 'Added', text: 'Housing for Anyone, County: pays' },
			{ lead: 'Ended', text: 'Housing for TANF recipients, County, on Sep 29, 2015' },
			{ lead: 'No longer filed', text: 'Housing for TANF recipients, County' },
			{ lead: 'New terms', text: 'Housing for TANF recipients, County: capacity a quarter, to' }
		]);
	});

	it('is counted by service where it is much, and a sentence where it is nothing', () => {
		const many = Array.from({ length: 5 }, (_, at) =>
			line({ did: 'ended', service: at ? 'food' : 'tuition' })
		);
		expect(matrixLines(many, false)).toEqual([{ lead: 'Ended', text: '5 offerings: Tuition 1, Food 4' }]);
		expect(matrixLines([], false)[0]?.text).toBe('No offering was added, ended or changed.');
		expect(matrixLines(null, false)[0]?.text).toContain('removed at the end of their retention');
		expect(matrixLines([], true)[0]?.text).toBe('What changed is told from the next brief on.');
	});
});
