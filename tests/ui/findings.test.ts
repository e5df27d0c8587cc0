import { describe, expect, it } from 'vitest';
import type { Finding } from '$lib/domain';
import { findingGroups } from '../../src/lib/ui/finding-groups';

function finding(changes: Partial<Finding>): Finding {
	return {
		rule: 'code_unknown',
		severity: 'error',
		row: 7,
		column: 'service',
		header: 'Service type',
		value: 'childcare!',
		message: 'This is not a service we know.',
		fix: 'Use one of the codes.',
		count: 1,
		...changes
	};
}

describe('findings grouped by what to do', () => {
	it('has one group for each rule and column of the sender, errors first, then the most frequent', () => {
		const groups = findingGroups([
			finding({ rule: 'padded', severity: 'warning', count: 40 }),
			finding({ row: 7 }),
			finding({ row: 9 }),
			finding({ header: 'Status', column: 'status', count: 5 })
		]);
		expect(groups.map((group) => [group.header, group.isError, group.count])).toEqual([
			['Status', true, 5],
			['Service type', true, 2],
			['Service type', false, 40]
		]);
	});

	it('shows the first lines and says how many more there are', () => {
		const many = Array.from({ length: 30 }, (_, place) => finding({ row: place + 2 }));
		expect(findingGroups(many)[0]).toMatchObject({ count: 30, more: 18 });
		expect(findingGroups(many)[0]?.seen[0]).toEqual({ row: 2, value: 'childcare!', message: null, count: 1 });
	});

	it('keeps the words of a line that differ from those of its group', () => {
		const [group] = findingGroups([finding({}), finding({ row: 8, message: 'Neither is this.' })]);
		expect(group?.seen[1]?.message).toBe('Neither is this.');
	});

	it('says a sentence that only the value changes once, and lists the values with their rows', () => {
		const unknown = (value: string, count: number) =>
			finding({ value, count, message: `"${value}" is not a value of Service.` });
		const [group] = findingGroups([unknown('Kita', 3), unknown('Bus', 2), unknown('Rent', 1)]);
		expect(group).toMatchObject({ message: '"Kita" is not a value of Service.', others: 2, count: 6 });
		expect(group?.seen.map(({ value, message, count }) => [value, message, count])).toEqual([
			['Kita', null, 3],
			['Bus', null, 2],
			['Rent', null, 1]
		]);
	});

	it('tells all columns that are not asked for in one sentence', () => {
		const extra = (header: string) =>
			finding({
				rule: 'extra_column',
				severity: 'warning',
				row: 1,
				column: null,
				header,
				value: header,
				message: `"${header}" is not asked for.`
			});
		const [group, ...others] = findingGroups([extra('Worker'), extra('Office')]);
		expect(others).toEqual([]);
		expect(group).toMatchObject({ header: null, count: 2 });
		expect(group?.message).toBe('2 columns are not asked for and were left out.');
		expect(group?.seen).toEqual([
			{ row: 1, value: 'Worker', message: null, count: 1 },
			{ row: 1, value: 'Office', message: null, count: 1 }
		]);
		expect(findingGroups([extra('Worker')])[0]).toMatchObject({
			header: 'Worker',
			message: '"Worker" is not asked for.'
		});
	});
});
