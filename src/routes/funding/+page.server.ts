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
import { firstSentences } from './first-sentences';
import { nextDollarSentence } from './next-dollar';
import { whoMay } from './who-may';
import type { PageServerLoad } from './$types';

/** Quarters past the data that money is looked at (measures: runway_end). */
const AHEAD = 8;

/** What each award has left, what the need costs, and what nobody pays once the marked award is over. */
export const load: PageServerLoad = async (event) => {
	const { settings } = event.locals;
	const reading = await readState(event.locals);
	if (!reading) return { funding: null };
	const { latest, quarters, state, asOf, served } = reading;
	const span = { from: quarters[0], to: addQuarters(latest, AHEAD) };
	const balances = await reading.askIfAny({ measure: 'award_balance', by: ['award'] });
	const focus = focusOf(balances, settings);
	const after = afterEnd(focus, reading, settings.calendar);
	const then = { quarter: after };
	const card = (id: string, question: Question, options: FigureOptions = {}) =>
		askCard(event, id, reading.ask(question), { focus, ...options });
	const asked = Promise.all([
		card('timeline', { measure: 'award_balance', by: ['award'] }),
		card('balance', { measure: 'award_balance', by: ['quarter', 'award'], ...span }),
		card('quarters', { measure: 'unfunded', by: ['quarter'] }),
		card('fall', { measure: 'cliff', by: ['because'], where: then }),
		card('need', { measure: 'unfunded', by: ['service'], where: then }),
		card('runway', { measure: 'runway_end', by: ['service'] }),
		card('payers', { measure: 'spend', by: ['service', 'award'], where: { quarter: latest } })
	]);
	const pair = ['service', 'population'];
	const [figures, pairs, today, services, runway, tomorrow, single, dollar] = await Promise.all([
		asked,
		reading.askIfAny({ measure: 'unfunded', by: ['quarter', ...pair] }),
		reading.askIfAny({ measure: 'live_offerings', by: pair }),
		reading.askIfAny({ measure: 'unfunded', by: ['service'] }),
		reading.askIfAny({ measure: 'runway_end', by: ['service'] }),
		reading.askIfAny({ measure: 'live_offerings', by: pair, where: then }),
		hangingNow(reading, settings.focus_award),
		nextDollarSentence(event.locals, state)
	]);
	const [timeline, balance, byQuarter, fall, need, runwayCard, payers] = figures;
	const label = (quarter: Quarter) => quarterLabel(quarter, settings.calendar);
	const until = label(addQuarters(latest, AHEAD));
	return {
		funding: {
			state,
			asOf,
			quarter: label(after),
			now: label(latest),
			focus: focusWords(focus, asOf),
			first: firstSentences({ pairs, today, services, runway, until, threshold: served.threshold }),
			dollar,
			figures: { timeline, balance, byQuarter, fall, need, runway: runwayCard, payers },
			may: tomorrow && whoMay(tomorrow),
			matrix: `/matrix?on=${focus?.end_date ? nextDay(focus.end_date) : asOf}`,
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
	return after > next && after <= addQuarters(latest, AHEAD) ? after : next;
}

function nextDay(day: string): string {
	return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function focusWords(
	focus: FigureOptions['focus'],
	asOf: string
): { award: string; ends: string; isOver: boolean } | null {
	if (!focus) return null;
	const ends = focus.end_date ? writeDay(focus.end_date) : '';
	return { award: focus.label ?? focus.award, ends, isOver: !!focus.end_date && focus.end_date <= asOf };
}
