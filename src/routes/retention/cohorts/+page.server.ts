import { askCard } from '../../draw-card';
import { readState } from '../../read-state';
import { chosenGroup } from '../chosen-group';
import type { PageServerLoad } from './$types';

/** Cohorts aligned by their start: who is still in training or has finished, quarter by quarter. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { cohorts: null };
	const { calendar } = event.locals.settings;
	const chosen = await chosenGroup(event.url, reading, { measure: 'cohort_grid', calendar });
	const { highlight } = chosen;
	const [grid, completion] = await Promise.all([
		askCard(event, 'grid', reading.ask({ measure: 'cohort_grid' }), { highlight }),
		askCard(event, 'completion', reading.ask({ measure: 'completion_rate', by: ['start_quarter'] }), {
			highlight
		})
	]);
	const { state, asOf } = reading;
	return { cohorts: { state, asOf, chosen, figures: { grid, completion } } };
};
