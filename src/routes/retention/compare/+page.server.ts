import type { Question } from '$lib/domain';
import { measures } from '$lib/server/measures';
import { askCard } from '../../draw-card';
import { readState } from '../../read-state';
import { chosenGroup } from '../chosen-group';
import type { PageServerLoad } from './$types';

/** Groups that are compared when none are chosen. */
const USUAL = 'program';

/** Curves of groups side by side, and whether they differ beyond chance. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { compare: null };
	const { calendar } = event.locals.settings;
	const chosen = await chosenGroup(event.url, reading, { measure: 'training_pathway', calendar });
	const { highlight } = chosen;
	const by = chosen.by || USUAL;
	const card = (id: string, question: Question) => askCard(event, id, reading.ask(question), { highlight });
	const ifPublished = (id: string, measure: string) =>
		isPublished(measure, by) ? card(id, { measure, by: [by] }) : null;
	const within = isPublished('retention_adjusted', by)
		? reading.ask({ measure: 'retention_adjusted', by: [by] })
		: null;
	const [curves, difference, pairs, adjusted, months, completion] = await Promise.all([
		card('curves', { measure: 'training_retention', by: [by] }),
		ifPublished('difference', 'retention_difference'),
		ifPublished('pairs', 'retention_pairs'),
		within ? askCard(event, 'adjusted', within, { highlight }) : null,
		card('months', { measure: 'retention_time', by: [by] }),
		card('completion', { measure: 'completion_rate', by: [by] })
	]);
	const { state, asOf } = reading;
	const isAdjustedTold = await within?.then(
		({ rows }) => rows.some(({ status }) => status === 'shown'),
		() => true
	);
	const figures = { curves, difference, pairs, adjusted, months, completion };
	return { compare: { state, asOf, by, chosen, isAdjustedTold, figures } };
};

function isPublished(measure: string, by: string): boolean {
	return measures().some(({ id, tables }) => id === measure && tables.flat().includes(by));
}
