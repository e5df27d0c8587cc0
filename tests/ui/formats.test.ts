import { describe, expect, it } from 'vitest';
import { formats, transforms } from '$lib/catalog';
import { codesOf, conditionsOf, sentenceOf } from '$lib/ui/format-sentences';
import { describeLayouts } from '../../src/routes/submissions/formats/describe-layouts';
import { describeStandard } from '../../src/routes/submissions/formats/describe-standard';
import { sampleFile } from '../../src/routes/submissions/formats/sample-files';

const asIs = (reference: string) => reference;

describe('what stands in a column, in words', () => {
	it.each([
		['PersonalID', 'PersonalID'],
		[{ text: '{A}-{B}-exit' }, 'the text {A}-{B}-exit'],
		[{ first: ['A', { value: 'unknown' }] }, 'A; else “unknown”'],
		[
			{ flags: { W: 'female', M: 'male' }, yes: '1', several: 'other' },
			'“female” where W is 1; else “male” where M is 1; else “other” where several are'
		],
		[{ when: [{ column: 'Q', not: ['8', '9'] }], then: 'SSN' }, 'SSN where Q is not 8 or 9'],
		[{ quarter_end: '901', after: 2 }, 'the last day of the quarter 2 quarters after that of 901'],
		[{ times: 12, of: 'Income' }, '12 × Income']
	])('%j', (expression, said) => {
		expect(sentenceOf(expression, asIs)).toBe(said);
	});

	it('names conditions that must all hold', () => {
		const both = [
			{ column: 'Type', is: ['3', '9'] },
			{ column: 'MoveIn', filled: false }
		];
		expect(conditionsOf(both, asIs)).toBe('Type is 3 or 9 and MoveIn is empty');
	});

	it('lists codes wherever they stand, and those that mean nothing is known', () => {
		const take = { take: 'T', codes: { '1': 'true', '0': 'false' }, unknown: { '9': 'not known' } };
		expect(codesOf({ first: [take, { value: 'unknown' }] })).toEqual({
			codes: [
				{ theirs: '0', ours: 'false' },
				{ theirs: '1', ours: 'true' }
			],
			other: null,
			unknown: [{ code: '9', meaning: 'not known' }]
		});
		expect(codesOf('T')).toBeNull();
	});
});

describe('an outside standard', () => {
	const standards = transforms().map(describeStandard);
	const byId = (id: string) => standards.find((one) => one.id === id)!;

	it('shows every column of ours that it fills, with what it is taken from', () => {
		for (const transform of transforms()) {
			const shown = byId(transform.id).exports.flatMap(({ makes }) => makes);
			expect(shown).toHaveLength(transform.makes.length);
			for (const make of transform.makes) {
				const described = shown.find(({ what }) => what === make.what)!;
				expect(described.columns.map(({ column }) => column).sort()).toEqual(
					Object.keys(make.columns).sort()
				);
				for (const { from, column } of described.columns) expect(from, `${make.what} ${column}`).not.toBe('');
			}
		}
	});

	it('says what is never stored, what is read for linking only, and what is refused', () => {
		const hmis = byId('hmis_csv');
		expect(hmis.never.join(' ')).toContain('HealthAndDV.csv');
		expect(hmis.never.join(' ')).toContain('DisablingCondition');
		expect(hmis.linking).toEqual(['FirstName', 'LastName', 'DOB', 'SSN']);
		expect(hmis.refuses).toEqual([
			'The whole archive, with one record of Enrollment.csv where organization: VictimServiceProvider is 1: client-level data of victim service providers may not be shared (34 USC 12291(b)(2)). Nothing of it is kept.'
		]);
		expect(byId('pirl').linking).toEqual(['PIRL200 or Date of Birth']);
		expect(byId('tanf_fra')).toMatchObject({
			linking: ['SSN'],
			order: ['EXIT_DATE, written like 201503', 'SSN, written like 900123456']
		});
	});

	it('says which records are left out and why, files with the same reason together', () => {
		expect(byId('hmis_csv').skips[0]).toBe(
			'Client.csv, Enrollment.csv, Exit.csv, Services.csv, IncomeBenefits.csv, EmploymentEducation.csv, Funder.csv: where DateDeleted is filled: deleted in the source.'
		);
		expect(byId('tanf_fra').skips).toEqual([
			'Where SSN is 999999999 or 999-99-9999: no Social Security number.',
			'Where the person is not found: nobody on your roster has this number.'
		]);
	});
});

it('has a file to download for every sample that a layout names', () => {
	const named = [...formats().map(({ sample }) => sample), ...transforms().flatMap(({ samples }) => samples)];
	expect(named.length).toBeGreaterThan(10);
	for (const path of named) expect(sampleFile(path), path).toMatchObject({ name: path.split('/').pop() });
});

it('shows a partner’s layout by its headers and codes', () => {
	const [layout] = describeLayouts();
	expect(layout).toMatchObject({ id: 'tanf-north', partner: 'tanf-contractor-north' });
	const [participants] = layout!.exports;
	expect(participants!.lines).toEqual([
		'Dates are written month first (3/31/2015).',
		'Left out on purpose: Worker, Office.'
	]);
	const zip = participants!.columns.find(({ column }) => column === 'zip');
	expect(zip!.from).toBe('Client Zip or ZIP Code');
	const sex = participants!.columns.find(({ column }) => column === 'sex');
	expect(sex!.codes!.codes[0]).toEqual({ theirs: 'F', ours: 'female' });
});
