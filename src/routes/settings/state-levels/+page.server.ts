import { fail } from '@sveltejs/kit';
import { changeSettings } from '$lib/server/desk';
import { measures } from '$lib/server/measures';
import { isRefusal } from '../../api/problem';
import { readLevels, writtenLevel, type LevelField } from './read-levels';
import type { Actions, PageServerLoad } from './$types';

/** Indicators that states report too (29 USC 3141(b)(2)(A)(i)). */
const REPORTED = ['employed_q2', 'employed_q4', 'median_earnings_q2', 'credential_rate'];

/** What the state reached, to stand beside ours. */
export const load: PageServerLoad = ({ locals }) => {
	const levels = fields().map((field) => {
		const known = locals.settings.state_levels.find(({ measure }) => measure === field.measure);
		return {
			...field,
			level: known ? writtenLevel(known, field) : '',
			period: known?.period ?? '',
			source: known?.source ?? ''
		};
	});
	return { levels };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		try {
			const before = JSON.stringify(locals.settings.state_levels);
			const state_levels = readLevels(await request.formData(), fields());
			const kept = await changeSettings(locals.home, { state_levels });
			const isChanged = JSON.stringify(kept.state_levels) !== before;
			await locals.note('changed settings', { settings: isChanged ? ['state_levels'] : [] });
			return { saved: true };
		} catch (mistake) {
			if (isRefusal(mistake)) return fail(400, { message: mistake.message, hint: mistake.hint });
			throw mistake;
		}
	}
};

function fields(): LevelField[] {
	const all = measures();
	return REPORTED.flatMap((id) => {
		const found = all.find((measure) => measure.id === id);
		return found ? [{ measure: id, title: found.title, unit: found.unit }] : [];
	});
}
