import { quarterLabel, type Question } from '$lib/domain';
import { askCard } from '../../draw-card';
import { focusOf } from '../../focus-award';
import { readState } from '../../read-state';
import type { PageServerLoad } from './$types';

/** What was spent from which money, what it cost for one person, and whether federal reports add up. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { spent: null };
	const { settings } = event.locals;
	const focus = focusOf(await reading.askIfAny({ measure: 'award_balance', by: ['award'] }), settings);
	const card = (id: string, question: Question) => askCard(event, id, reading.ask(question), { focus });
	const cohort = ['start_quarter'];
	const [spend, apart, dependence, cost, participant, completion, placement, report] = await Promise.all([
		card('spend', { measure: 'spend', by: ['quarter', 'award'] }),
		card('apart', { measure: 'spend', by: ['quarter', 'paid_from'] }),
		card('dependence', { measure: 'dependence', by: ['service'] }),
		card('cost', { measure: 'unit_cost', by: ['service'] }),
		card('participant', { measure: 'cost_per_participant', by: cohort }),
		card('completion', { measure: 'cost_per_completion', by: cohort }),
		card('placement', { measure: 'cost_per_placement', by: cohort }),
		card('report', { measure: 'federal_report', by: ['award'] })
	]);
	return {
		spent: {
			state: reading.state,
			asOf: reading.asOf,
			now: quarterLabel(reading.latest, settings.calendar),
			figures: { spend, apart, dependence, cost, report },
			cohorts: [participant, completion, placement]
		}
	};
};
