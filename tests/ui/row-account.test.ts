import { expect, it } from 'vitest';
import { rowAccount } from '../../src/routes/submissions/[id]/row-account';

const COUNTS = {
	rows_in_file: 1200,
	rows_loaded: 1100,
	rows_rejected: 90,
	rows_waiting: 0,
	rows_ignored: [
		{ row: 1, why: 'header' },
		{ row: 8, count: 9, why: 'empty row' }
	]
};

it('counts records of a file, and of an outside standard the rows that were made of them', () => {
	expect(rowAccount({ ...COUNTS, format: 'own' })).toMatchObject({
		title: 'Every line accounted for',
		counted: 'records in the file',
		note: null,
		file: '1,200',
		ignored: '10'
	});
	expect(rowAccount({ ...COUNTS, format: 'pirl' })).toMatchObject({
		title: 'Every row accounted for',
		counted: 'rows made of the file',
		note: expect.stringMatching(/may become several rows/)
	});
});
