import {
	addQuarters,
	quarterLabel,
	quarterOf,
	inCalendar,
	writeDay,
	type Quarter,
	type Question
} from '$lib/domain';
import type { FigureOptions } from '$lib/server/figures';
import { askCard } from '../draw-card';
import { focusOf } from '../focus-award';
import { hangingNow } from '../hanging-pairs';
import { readState, type Reading } from '../read-state';
import type { PageServerLoad } from './$types';

/** Quarters past the data that money is looked at (measures: runway_end). */
const AHEAD = 8;

/** What each award has left, what the need costs, and what ends with the marked award. */
export const load: PageServerLoad = async (event) => {
	const { settings } = event.locals;
	const reading = await readState(event.locals);
	if (!reading) return { funding: null };
	const { latest, quarters, state, asOf } = reading;
	const span = { from: quarters[0], to: addQuarters(latest, AHEAD) };
	const balances = await reading.askIfAny({ measure: 'award_balance', by: ['quarter', 'award'], ...span });
	const focus = focusOf(balances, settings);
	const after = afterEnd(focus, reading, settings.calendar);
	const card = (id: string, question: Question, options: FigureOptions = {}) =>
		askCard(event, id, reading.ask(question), { focus, ...options });
	const [balance, need, runway, spend, dependence, cost, single] = await Promise.all([
		card('balance', { measure: 'award_balance', by: ['quarter', 'award'], ...span }),
		card('need', { measure: 'unfunded', by: ['service'], where: { quarter: after } }),
		card('runway', { measure: 'runway_end', by: ['service'] }),
		card('spend', { measure: 'spend', by: ['quarter', 'award'] }),
		card('dependence', { measure: 'dependence', by: ['service'] }),
		card('cost', { measure: 'unit_cost', by: ['service'] }),
		hangingNow(reading, settings.focus_award)
	]);
	const figures = { balance, need, runway, spend, dependence, cost };
	const quarter = quarterLabel(after, settings.calendar);
	return {
		funding: {
			state,
			asOf,
			quarter,
			now: quarterLabel(latest, settings.calendar),
			focus: focusWords(focus),
			figures,
			single
		}
	};
};

/** The first whole quarter after the marked award's end; the one after the data where none is marked. */
function afterEnd(
	focus: FigureOptions['focus'],
	{ latest }: Reading,
	calendar: Parameters<typeof inCalendar>[1]
): Quarter {
	const next = addQuarters(latest, 1);
	if (!focus?.end_date) return next;
	const after = addQuarters(inCalendar(quarterOf(focus.end_date), calendar), 1);
	return after > next ? after : next;
}

function focusWords(focus: FigureOptions['focus']): { award: string; ends: string } | null {
	if (!focus) return null;
	return { award: focus.label ?? focus.award, ends: focus.end_date ? writeDay(focus.end_date) : '' };
}
