import { expect, test } from 'vitest';
import { listed } from '$lib/ui/plans/plan-names';

test('names that hold commas are told apart when several stand in one sentence', () => {
	expect(listed(['Tuition', 'Housing', 'Food'])).toBe('Tuition, Housing and Food');
	expect(listed(['TANF, south', 'TANF, north', 'WIOA'])).toBe('TANF, south; TANF, north; and WIOA');
	expect(listed(['TANF, south'])).toBe('TANF, south');
});
