import { afterAll, expect, test } from 'vitest';
import {
	clearPartnerships,
	DOOR,
	each,
	partnership,
	people,
	publish,
	range,
	rowsOf,
	type File
} from './small-partnership';

afterAll(clearPartnerships);

const college = { partner: 'college', period: '2015Q3' };
const BEGAN = range('s', 1, 40);

/** Forty began training, each of whom got child care for a hundred dollars; these got help of a thousand more. */
function deliveries(helped: string[]): File {
	const given = (who: string[], id: string, amount_usd: number) =>
		each(who, 'delivery_id', {
			service: 'child_care',
			status: 'delivered',
			date: '2015-08-10',
			amount_usd
		}).map((row, at) => ({ ...row, delivery_id: `${id}-${at}` }));
	return {
		...college,
		dataset: 'deliveries',
		rows: [...given(BEGAN, 'd', 100), ...given(helped, 'h', 1000)]
	};
}

test('dollars of a cohort are not told anew where those of three people changed, and are where those of many did', async () => {
	const w = await partnership([
		{ ...college, dataset: 'participants', rows: people('s', 40) },
		{
			...college,
			dataset: 'enrollments',
			rows: each(BEGAN, 'enrollment_id', {
				program: 'nursing_assistant',
				start_date: '2015-07-01',
				status: 'active'
			})
		},
		deliveries([])
	]);
	const told = async () => {
		const [row] = await rowsOf(w, 'cost_per_participant', { by: ['start_quarter'], context: DOOR });
		return [row?.status, row?.numerator ?? null, row?.denominator ?? null];
	};
	expect(await told()).toEqual(['shown', 4000, 40]);
	await publish(w, [deliveries(range('s', 1, 3))]);
	expect(await told()).toEqual(['withheld', null, null]);
	await publish(w, [deliveries(range('s', 1, 30))]);
	expect(await told()).toEqual(['shown', 34_000, 40]);
});
