import { describe, expect, it } from 'vitest';
import {
	writeCell,
	writeCount,
	writeDay,
	writeDollars,
	writePercent,
	writeShortDollars,
	writeValue
} from '$lib/domain';
import { row, tableOf } from '../charts/sample-tables';

describe('American numbers and dates', () => {
	it('group thousands with a comma', () => {
		expect(writeCount(1234)).toBe('1,234');
		expect(writeDollars(1234.5)).toBe('$1,235');
		expect(writeDollars(-1234)).toBe('-$1,234');
	});

	it('shorten dollars for an axis without losing the first digits', () => {
		const shorts = [0, 950, 4296, 9960, 12_345, 999_600, 1_234_567, -12_345].map(writeShortDollars);
		expect(shorts).toEqual(['$0', '$950', '$4.3k', '$10k', '$12k', '$1M', '$1.2M', '-$12k']);
	});

	it('never call almost all all, nor almost none none', () => {
		expect([0, 0.002, 0.005, 0.61, 0.994, 0.998, 1].map(writePercent)).toEqual([
			'0%',
			'<1%',
			'1%',
			'61%',
			'99%',
			'>99%',
			'100%'
		]);
	});

	it('write a day with its month in words, and leave alone what is no day', () => {
		expect(writeDay('2015-01-05')).toBe('Jan 5, 2015');
		expect(writeDay('HPOG-2010')).toBe('HPOG-2010');
	});

	it('write a value in its unit, and words where there is none', () => {
		expect(writeValue(1, 'days')).toBe('1 day');
		expect(writeValue(0.5, 'probability')).toBe('50%');
		const rows = tableOf({ unit: 'people' }, [
			row({ value: 44, numerator: 44 }),
			row({ value: 4, status: 'withheld' }),
			row({ status: 'not_yet_observable' }),
			row({ status: 'no_data' })
		]).rows;
		expect(rows.map((each) => writeCell(each, 'people'))).toEqual([
			'44',
			'withheld to protect privacy',
			'not yet observable',
			'no data'
		]);
	});
});
