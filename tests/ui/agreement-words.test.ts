import { describe, expect, it } from 'vitest';
import { blankAgreement, checkAgreement } from '$lib/server/agreements';
import { standingWords } from '$lib/ui/words/agreements';
import { readAgreementForm } from '../../src/routes/agreements/[partner]/read-form';
import { sayChanges } from '../../src/routes/agreements/say-agreement';

function form(fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}

const DATASETS = [
	'participants',
	'enrollments',
	'needs',
	'deliveries',
	'outcomes',
	'awards',
	'expenditures',
	'offerings'
].map((id): [string, string] => ['dataset', id]);
const POPULATIONS = ['tanf', 'low_income', 'refugee'].map((code): [string, string] => ['population', code]);

describe('the form of an agreement', () => {
	it('says nothing where everything is ticked and the rest is empty', () => {
		expect(readAgreementForm(form([...DATASETS, ...POPULATIONS]))).toEqual(blankAgreement());
	});

	it('reads columns, headers of the partner, documents and numbers as they were written', () => {
		const written = readAgreementForm(
			form([
				...DATASETS.slice(0, 2),
				...POPULATIONS,
				['from', '2015-01-01'],
				['left_out_participants', 'ssn'],
				['headers_participants', 'Case note\r\n Worker, initials \r\n'],
				['threshold', '12'],
				['rows', 'ten'],
				['document_title', 'Agreement'],
				['document_where', 'Shelf 3'],
				['document_title', ''],
				['document_where', '']
			])
		);
		expect(written).toMatchObject({
			from: '2015-01-01',
			until: null,
			datasets: ['participants', 'enrollments'],
			not_allowed: { participants: ['ssn', 'Case note', 'Worker, initials'] },
			threshold: 12,
			documents: [{ title: 'Agreement', where: 'Shelf 3' }]
		});
		expect(checkAgreement(written).map(({ field }) => field)).toEqual(['retention.rows']);
	});
});

describe('the words of an agreement', () => {
	it('say how it stands without colors', () => {
		expect(standingWords({ is: 'none' })).toBe('No agreement written down');
		expect(standingWords({ is: 'ending', until: '2015-12-31', days: 1 })).toBe(
			'Ends in 1 day, on Dec 31, 2015'
		);
		expect(standingWords({ is: 'ended', until: '2015-12-31' })).toBe('Ended on Dec 31, 2015');
	});

	it('name what a version changed', () => {
		const before = blankAgreement();
		const after = {
			...before,
			until: '2016-12-31',
			not_allowed: { participants: ['ssn', 'Case note'] },
			retention: { identifiers: 1, rows: 12 }
		};
		expect(sayChanges(before, after)).toEqual([
			'Last day: none → Dec 31, 2016',
			'Columns left out: none → Participants: Social security number, Case note',
			'Months that identifiers are kept: no end → 1 month',
			'Months that rows are kept: no end → 12 months'
		]);
		expect(sayChanges(before, before)).toEqual([]);
	});
});
