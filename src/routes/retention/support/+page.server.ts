import type { Question } from '$lib/domain';
import { choiceOf } from '../../choice-of';
import { askCard } from '../../draw-card';
import { readState } from '../../read-state';
import { chosenGroup } from '../chosen-group';
import { RETENTION_WORDS } from '$lib/ui/words/retention';
import { readSupports } from './read-supports';
import type { PageServerLoad } from './$types';

/** What those with and without a support may be compared within. */
const ADJUSTMENTS = ['program', 'tanf', 'low_income', 'refugee'] as const;

/** Finishing and staying with and without each support: an association, never an effect. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { support: null };
	const { calendar } = event.locals.settings;
	const chosen = await chosenGroup(event.url, reading, { measure: 'training_pathway', calendar });
	const table = await reading.ask({ measure: 'completion_by_support', by: ['service'] });
	const adjust = choiceOf(event.url.searchParams, 'adjust', { choices: ADJUSTMENTS, usual: 'program' });
	const adjusted = await reading.ask({
		measure: 'support_adjusted',
		by: ['service', 'adjusted_for'],
		where: { adjusted_for: adjust }
	});
	const { lines, choices } = readSupports(table, adjusted);
	const { service } = chosen;
	const card = (id: string, question: Question) => askCard(event, id, reading.ask(question));
	const highlight = service ? { column: 'service', value: service } : null;
	const [all, curves] = await Promise.all([
		askCard(event, 'all', Promise.resolve(table), { highlight }),
		service ? card('curves', { measure: 'training_retention', where: { service } }) : null
	]);
	const { state, asOf } = reading;
	const adjustments = ADJUSTMENTS.map((value) => ({
		value,
		label: RETENTION_WORDS.support.adjustments[value]
	}));
	return {
		support: { state, asOf, chosen, service, choices, adjust, adjustments, lines, figures: { all, curves } }
	};
};
