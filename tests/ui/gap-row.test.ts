import { describe, expect, it } from 'vitest';
import { gapRows } from '../../src/lib/ui/gap-row';
import { row, table } from './tables';

const labels = {
	service: { child_care: 'Child care', tuition: 'Tuition', food: 'Food', housing: 'Housing' }
};

const coverage = table({ measure: 'need_coverage', unit: 'percent', labels }, [
	row({ service: 'child_care', numerator: 15, denominator: 60, value: 0.25 }),
	row({ service: 'tuition', numerator: 135, denominator: 200, value: 0.675 }),
	row({ service: 'food', numerator: 40, denominator: 40, value: 1 }),
	row({ service: 'housing', status: 'withheld' })
]);

function reason(service: string, name: string, people: number | null, unmet: number | null) {
	return row({
		service,
		reason: name,
		value: people,
		denominator: unmet,
		status: people === null ? 'withheld' : 'shown'
	});
}

const reasons = table({ measure: 'gap_reason', labels }, [
	reason('child_care', 'rule', 20, 45),
	reason('child_care', 'capacity', 25, 45),
	reason('tuition', 'rule', null, 65),
	reason('tuition', 'delivery', 52, 65),
	reason('food', 'delivery', 0, 0),
	reason('housing', 'unknown', null, null)
]);

describe('the list of gaps', () => {
	const rows = gapRows(reasons, coverage, 'service');

	it('begins with the widest, ends with those whose size is withheld, and leaves out what has no gap', () => {
		expect(rows.map((gap) => gap.label)).toEqual(['Tuition', 'Child care', 'Housing']);
	});

	it('says how many of how many went without', () => {
		expect(rows[1]).toMatchObject({ unmetText: '45', needText: '60', shareText: '75%' });
	});

	it('names the reason that most share and what to do about it', () => {
		expect(rows[1]).toMatchObject({ mainReason: 'Capacity gap', move: 'Find more of the same money' });
	});

	it('leaves people whose reason is withheld as a rest without a reason', () => {
		expect(rows[0]).toMatchObject({ rest: 13, withheld: 'Rule gap', mainReason: 'Delivery gap' });
	});

	it('names a withheld reason that is told to be more than half, and none where another may be larger', () => {
		const told = { ...reason('tuition', 'delivery', null, null), told: 'more than half' };
		const some = table({ measure: 'gap_reason', labels }, [told, reason('tuition', 'rule', null, null)]);
		expect(gapRows(some, coverage, 'service')[0]).toMatchObject({ unmet: 65, mainReason: 'Delivery gap' });
		const unsure = table({ measure: 'gap_reason', labels }, [
			reason('tuition', 'capacity', 12, 65),
			reason('tuition', 'rule', null, null)
		]);
		expect(gapRows(unsure, coverage, 'service')[0]).toMatchObject({ rest: 53, mainReason: null });
	});

	it('says withheld, not zero, where the size itself is withheld', () => {
		expect(rows[2]).toMatchObject({
			unmet: null,
			unmetText: 'withheld to protect privacy',
			rest: 0,
			shareText: ''
		});
	});
});
