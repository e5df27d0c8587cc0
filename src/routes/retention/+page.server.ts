import type { Question } from '$lib/domain';
import { measures } from '$lib/server/measures';
import { RETENTION_WORDS } from '$lib/ui/words/retention';
import { askCard } from '../draw-card';
import { readState } from '../read-state';
import type { PageServerLoad } from './$types';

/** Who stays, who leaves and when, who finishes, who has a job. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { retention: null };
	const group = event.url.searchParams.get('by') ?? '';
	const by = group ? [group] : [];
	const card = (id: string, question: Question) => askCard(event, id, reading.ask(question));
	const [pathway, curve, groups, completion, completionBy, jobs, healthJobs] = await Promise.all([
		card('pathway', { measure: 'training_pathway' }),
		card('curve', { measure: 'training_retention' }),
		group ? card('groups', { measure: 'training_retention', by }) : null,
		card('completion', { measure: 'completion_rate', by: ['start_quarter'] }),
		group && group !== 'start_quarter' ? card('completion-by', { measure: 'completion_rate', by }) : null,
		card('jobs', { measure: 'employed_at_exit', by: ['quarter'] }),
		card('health-jobs', { measure: 'employed_at_exit_health', by: ['quarter'] })
	]);
	const { state, asOf } = reading;
	const figures = { pathway, curve, groups, completion, completionBy, jobs, healthJobs };
	return { retention: { state, asOf, group, choices: groupChoices(), figures } };
};

/** The breakdowns in which curves are published. */
function groupChoices(): { value: string; label: string }[] {
	const tables = measures().find(({ id }) => id === 'training_retention')?.tables ?? [];
	const columns = [...new Set(tables.flat())].filter((column) => column in RETENTION_WORDS.breakdowns);
	return columns.map((column) => ({ value: column, label: RETENTION_WORDS.breakdowns[column] ?? column }));
}
