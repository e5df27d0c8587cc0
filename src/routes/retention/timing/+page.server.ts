import type { Question } from '$lib/domain';
import { askCard } from '../../draw-card';
import { readState } from '../../read-state';
import { chosenGroup } from '../chosen-group';
import type { PageServerLoad } from './$types';

/** When people withdraw; the share that drops out is the pathway's, never what a curve of staying lacks. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { timing: null };
	const { calendar } = event.locals.settings;
	const chosen = await chosenGroup(event.url, reading, { measure: 'withdrawal_timing', calendar });
	const { by, highlight } = chosen;
	const days = 'days_after_start';
	const isPublished = chosen.choices.breakdowns.some(({ value }) => value === by);
	const card = (id: string, question: Question) => askCard(event, id, reading.ask(question), { highlight });
	const [timing, timingBy, dropOut] = await Promise.all([
		card('timing', { measure: 'withdrawal_timing', by: [days] }),
		isPublished ? card('timing-by', { measure: 'withdrawal_timing', by: [days, by] }) : null,
		card('drop-out', { measure: 'training_pathway', where: { state_name: 'withdrew' } })
	]);
	const { state, asOf } = reading;
	return { timing: { state, asOf, chosen, figures: { timing, timingBy, dropOut } } };
};
