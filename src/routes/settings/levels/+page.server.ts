import { fail } from '@sveltejs/kit';
import { changeSettings } from '$lib/server/desk';
import { measures } from '$lib/server/measures';
import { isRefusal } from '../../api/problem';
import { readLevels, writtenLevel, type LevelField } from './read-levels';
import type { Actions, PageServerLoad } from './$types';

/** Indicators that states report too (29 USC 3141(b)(2)(A)(i)). */
const OF_STATES = ['employed_q2', 'employed_q4', 'median_earnings_q2', 'credential_rate'];

/** HPOG indicators of which we know no published figure. */
const OF_GRANTEES = ['employed_6m', 'employed_6m_health', 'wage_gain', 'wage_gain_6m'];

/** What others reached, to stand beside ours. */
export const load: PageServerLoad = ({ locals }) => {
	const levels = [...fields(OF_STATES), ...fields(OF_GRANTEES)].map((field) => {
		const known = locals.settings.levels_of_others.find(({ measure }) => measure === field.measure);
		return {
			...field,
			isOfState: OF_STATES.includes(field.measure),
			level: known ? writtenLevel(known, field) : '',
			period: known?.period ?? '',
			source: known?.source ?? ''
		};
	});
	return { levels };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		try {
			const before = JSON.stringify(locals.settings.levels_of_others);
			const levels_of_others = readLevels(form, fields([...OF_STATES, ...OF_GRANTEES]));
			const kept = await changeSettings(locals.home, { levels_of_others });
			const isChanged = JSON.stringify(kept.levels_of_others) !== before;
			await locals.note('changed settings', { settings: isChanged ? ['levels_of_others'] : [] });
			return { saved: true };
		} catch (mistake) {
			if (isRefusal(mistake))
				return fail(400, { message: mistake.message, hint: mistake.hint, written: writtenIn(form) });
			throw mistake;
		}
	}
};

/** What was sent, so that nobody writes it again because of one mistake. */
function writtenIn(form: FormData): Record<string, string> {
	return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
}

function fields(ids: string[]): LevelField[] {
	const all = measures();
	return ids.flatMap((id) => {
		const found = all.find((measure) => measure.id === id);
		return found ? [{ measure: id, title: found.title, unit: found.unit }] : [];
	});
}
