import { describe, expect, it } from 'vitest';
import { gapRows } from '../../src/lib/ui/gap-row';
import { row, table } from './tables';

const labels = {
	service: { child_care: 'Child care', tuition: 'Tuition', food: 'Food', housing: 'Housing' }
};

const need = table({ labels }, [
	row({ service: 'child_care', value: 60 }),
	row({ service: 'tuition', value: 200 }),
	row({ service: 'food', value: 40 }),
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
	const rows = gapRows(reasons, need, 'service');

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

	it('says withheld, not zero, where the size itself is withheld', () => {
		expect(rows[2]).toMatchObject({
			unmet: null,
			unmetText: 'withheld to protect privacy',
			rest: 0,
			shareText: ''
		});
	});
});
