import { afterAll, expect, test, vi } from 'vitest';
import type * as Protecting from '../../src/lib/server/measures/kept/protect-counted';
import {
	clearPartnerships,
	DOOR,
	each,
	partnership,
	people,
	publish,
	range,
	rowsOf
} from './small-partnership';

const LONGER_THAN_COUNTING = 1500;

vi.mock('../../src/lib/server/measures/kept/protect-counted', async (original) => {
	const { protectCounted } = await original<typeof Protecting>();
	const slowly: typeof protectCounted = async (...asked) => {
		await new Promise((resolve) => setTimeout(resolve, LONGER_THAN_COUNTING));
		return protectCounted(...asked);
	};
	return { protectCounted: slowly };
});

afterAll(clearPartnerships);

function needs(who: string[]) {
	const rows = each(who, 'need_id', { service: 'food', identified_date: '2014-11-01', status: 'open' });
	return { partner: 'navigators', period: '2014Q4', dataset: 'needs' as const, rows };
}

test('two states that are protected at the same time do not tell that three people came', async () => {
	const roster = { partner: 'navigators', period: '2014Q4', dataset: 'participants' as const };
	const w = await partnership([{ ...roster, rows: people('n', 60, {}) }, needs(range('n', 1, 40))]);
	await publish(w, [needs(range('n', 1, 43))]);
	const asked = [1, 2].map((state) => rowsOf(w, 'service_need', { by: ['quarter'], state, context: DOOR }));
	const shown = (await Promise.all(asked)).map(([row]) => row?.value ?? null);
	expect(shown).toSatisfy((values) => String(values) === '40,' || String(values) === ',43');
});
