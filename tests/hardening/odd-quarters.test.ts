import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALENDARS, fromCalendar, inCalendar, isQuarter, quarterIndex } from '$lib/domain';
import type { LoadedFile } from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { closeHomes, openHome, send } from '../intake/a-home';

let w: Warehouse;
beforeAll(async () => {
	w = await openHome();
});
afterAll(closeHomes);

const choicesOf = ({ questions }: LoadedFile) =>
	questions.flatMap(({ choices }) => choices.map(({ value }) => value));
const HEADER = 'delivery_id,participant_id,service,status,date';

describe('a quarter that nobody files for', () => {
	it.each(['0000Q1', '0001Q4', '1899Q4', '2200Q1', '9999Q4', '2015Q1) AND 1=1'])(
		'is refused in a sentence: %s',
		async (period) => {
			for (const calendar of CALENDARS) {
				const sent = await send(w, [HEADER, 'D-1,N-1,food,delivered,2015-01-10'], { period, calendar });
				expect([sent.status, sent.period, sent.findings.map(({ message }) => message)]).toEqual([
					'rejected',
					null,
					[expect.stringContaining('is not a quarter.')]
				]);
			}
		}
	);

	it('is not proposed either when the days of a file lie in one', async () => {
		for (const day of ['0012-01-10', '0999-12-31', '12/31/9999', '99991231']) {
			const sent = await send(w, [HEADER, `D-1,N-1,food,delivered,${day}`], { period: undefined });
			expect([day, sent.status, choicesOf(sent).every(isQuarter)]).toEqual([day, 'needs_answer', true]);
		}
	});
});

describe('every quarter that is one', () => {
	it('is one in each calendar, and the same again on the way back', () => {
		const year = fc.integer({ min: 1900, max: 2199 });
		fc.assert(
			fc.property(year, fc.integer({ min: 1, max: 4 }), fc.constantFrom(...CALENDARS), (y, q, calendar) => {
				const quarter = `${y}Q${q}`;
				expect(isQuarter(quarter)).toBe(true);
				expect(() => quarterIndex(inCalendar(quarter, calendar))).not.toThrow();
				expect(inCalendar(fromCalendar(quarter, calendar), calendar)).toBe(quarter);
			})
		);
	});
});
