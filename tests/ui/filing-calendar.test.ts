import { describe, expect, it } from 'vitest';
import type { DatasetId, SubmissionStatus } from '../../src/lib/domain';
import { filingCalendar } from '../../src/routes/submissions/filing-calendar';

const WORDS = {
	partners: { navigators: 'Navigators', college: 'College' },
	datasets: { participants: 'Participants', needs: 'Needs', awards: 'Awards' },
	calendar: 'calendar' as const
};

function filed(partner: string, dataset: DatasetId, period: string, status: SubmissionStatus) {
	return {
		partner,
		dataset,
		period,
		status,
		rows_loaded: 1200,
		submission_id: `${partner}.${dataset}.${period}.${status}`
	};
}

const ALL = [
	filed('navigators', 'needs', '2015Q1', 'superseded'),
	filed('navigators', 'needs', '2015Q1', 'published'),
	filed('navigators', 'needs', '2015Q2', 'checked'),
	filed('navigators', 'awards', '2015Q1', 'published'),
	filed('college', 'participants', '2015Q2', 'rejected'),
	filed('college', 'participants', '2015Q3', 'withdrawn')
];

describe('who has filed what', () => {
	const { quarters, lines } = filingCalendar(ALL, WORDS);
	const marks = (line = 0) => lines[line]?.cells.map(({ mark }) => mark);

	it('has a line for each export that ever came, by partner and in the order of the exports', () => {
		expect(quarters).toEqual(['2015 Q1', '2015 Q2', '2015 Q3']);
		expect(lines.map(({ partner, dataset, isFirst }) => [partner, dataset, isFirst])).toEqual([
			['College', 'Participants', true],
			['Navigators', 'Needs', true],
			['Navigators', 'Awards', false]
		]);
	});

	it('tells not yet, filed, waiting, not accepted, withdrawn and missing apart', () => {
		expect(marks(0)).toEqual(['none', 'rejected', 'withdrawn']);
		expect(marks(1)).toEqual(['published', 'waiting', 'missing']);
		expect(lines[1]?.cells[0]).toMatchObject({ rows: '1,200', id: 'navigators.needs.2015Q1.published' });
	});

	it('does not ask for awards each quarter: they hold until they are filed anew', () => {
		expect(marks(2)).toEqual(['published', 'standing', 'standing']);
	});
});
