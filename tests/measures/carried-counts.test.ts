import { expect, test } from 'vitest';
import { CarriedCounts } from '../../src/lib/server/measures/marts/carried-counts';

test('two who ask for the same count at once get one list, and the next state hands it on where nothing changed', async () => {
	const counts = new CarriedCounts();
	const grouping = { from: 'mart.fct_supports', sets: [[]], counts: { people: 'count(*)' } };
	const asked = { state: 1, change: null, ask: async () => [{ people: 3, tallied: 3 }] };
	const [one, other] = await Promise.all([counts.tallies(grouping, asked), counts.tallies(grouping, asked)]);
	expect(other).toBe(one);
	const change = { from: 1, people: 1, marts: ['fct_requests'] };
	const ask = async () => Promise.reject(new Error('Nothing is asked that did not change'));
	expect(await counts.tallies(grouping, { state: 2, change, ask })).toBe(one);
});
