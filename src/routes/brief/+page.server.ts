import { fail, redirect } from '@sveltejs/kit';
import { dayOf, writeDay } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import { briefs, createBrief, versionsOfBrief, type KnownBrief } from '$lib/server/desk';
import { isRefusal } from '../api/problem';
import { latestReady, readBrief } from './read-brief';
import type { Actions, PageServerLoad } from './$types';

/** The latest brief, all earlier ones, and for those who keep the minutes a form that makes the next. */
export const load: PageServerLoad = async ({ locals }) => {
	const known = briefs(locals.home.dir);
	const latest = await latestReady(locals);
	const newest = known.find(({ brief }) => brief !== null)?.brief ?? null;
	return {
		newest: newest && (await readBrief(locals, newest, latest)),
		lines: known.map((one) => lineOf(one, locals.home.dir)),
		mayMake: mayUse(locals.actor.role, '/brief', 'POST'),
		today: dayOf(new Date()),
		latest
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { home, actor, settings } = locals;
		const date = String((await request.formData()).get('date') ?? '').trim();
		const state = await latestReady(locals);
		if (state === 0) return fail(400, { date, message: 'Nothing is published yet.', hint: '' });
		try {
			const { calendar, focus_award } = settings;
			const brief = createBrief(home.dir, { date, state, calendar, focus_award }, { actor, now: new Date() });
			// Asked once, so that its tables are kept and stay when the rows behind them go.
			await readBrief(locals, brief, state);
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { date, message: mistake.message, hint: mistake.hint });
		}
		await locals.note('made a brief', { brief: date, state });
		redirect(303, `/brief/${date}`);
	}
};

function lineOf({ date, brief, problem }: KnownBrief, home: string) {
	const saved = brief === null ? null : (versionsOfBrief(home, date)[0]?.saved ?? null);
	return {
		date,
		problem,
		state: brief?.state ?? null,
		decisions: brief?.decisions.length ?? 0,
		by: saved ? `${saved.who}, ${writeDay(saved.at)}` : ''
	};
}
