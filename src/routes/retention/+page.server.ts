import type { Question } from '$lib/domain';
import { askCard } from '../draw-card';
import { readState } from '../read-state';
import { chosenGroup } from './chosen-group';
import type { PageServerLoad } from './$types';

/** Who stays, who leaves and when, who finishes, who has a job. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { retention: null };
	const { calendar } = event.locals.settings;
	const chosen = await chosenGroup(event.url, reading, { measure: 'completion_rate', calendar });
	const { highlight, by } = chosen;
	const card = (id: string, question: Question) => askCard(event, id, reading.ask(question), { highlight });
	const [pathway, curve, completion, completionBy, jobs, healthJobs] = await Promise.all([
		card('pathway', { measure: 'training_pathway' }),
		card('curve', { measure: 'training_retention' }),
		card('completion', { measure: 'completion_rate', by: ['start_quarter'] }),
		by && by !== 'start_quarter' ? card('completion-by', { measure: 'completion_rate', by: [by] }) : null,
		card('jobs', { measure: 'employed_at_exit', by: ['quarter'] }),
		card('health-jobs', { measure: 'employed_at_exit_health', by: ['quarter'] })
	]);
	const { state, asOf } = reading;
	const figures = { pathway, curve, completion, completionBy, jobs, healthJobs };
	return { retention: { state, asOf, chosen, figures } };
};
