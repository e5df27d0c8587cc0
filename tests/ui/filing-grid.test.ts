import { describe, expect, it } from 'vitest';
import { filedFor, filingGrid } from '../../src/lib/ui/filing-grid';

const partners = [
	{ partner: 'navigators', name: 'Navigators', role: '' },
	{ partner: 'college', name: 'College', role: '' }
];

describe('the calendar of filing', () => {
	it('tells how many of those who ever published have done so for a quarter', () => {
		const published = (partner: string, period: '2014Q4' | '2015Q1') =>
			({ partner, period, dataset: 'needs', status: 'published' }) as const;
		const silent = { partner: 'church', name: 'Church', role: '' };
		const { rows } = filingGrid(
			[...partners, silent],
			[published('navigators', '2014Q4'), published('college', '2014Q4'), published('navigators', '2015Q1')]
		);
		expect(filedFor('2015Q1', rows)).toEqual({ filed: 1, all: 2 });
		expect(filedFor('2014Q4', rows)).toEqual({ filed: 2, all: 2 });
	});

	it('counts what is published and what waits, and shows a quarter that a partner left out', () => {
		const { quarters, rows } = filingGrid(partners, [
			{ partner: 'navigators', period: '2015Q1', dataset: 'needs', status: 'published' },
			{ partner: 'navigators', period: '2014Q4', dataset: 'needs', status: 'published' },
			{ partner: 'navigators', period: '2014Q4', dataset: 'needs', status: 'superseded' },
			{ partner: 'college', period: '2015Q1', dataset: 'enrollments', status: 'needs_answer' },
			{ partner: 'college', period: null, dataset: null, status: 'rejected' }
		]);
		expect(quarters).toEqual(['2014Q4', '2015Q1']);
		expect(rows[0]?.cells.map((cell) => cell.published)).toEqual([1, 1]);
		expect(rows[1]?.cells).toEqual([
			{ quarter: '2014Q4', published: 0, waiting: 0 },
			{ quarter: '2015Q1', published: 0, waiting: 1 }
		]);
	});
});
