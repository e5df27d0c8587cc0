import { fail } from '@sveltejs/kit';
import { dayOf, standingOf } from '$lib/domain';
import { agreements, type KnownAgreement } from '$lib/server/agreements';
import { partners, planRetention, retentionRuns, runRetention, totalsOf } from '$lib/server/intake';
import { countLeftOut, sayAgreement } from './say-agreement';
import type { Actions, PageServerLoad } from './$types';

/** How the agreement of each partner stands today, and what is past the time that it names. */
export const load: PageServerLoad = async ({ locals: { warehouse, home, settings } }) => {
	const known = await partners(warehouse);
	const written = new Map(agreements(home.dir).map((one) => [one.partner, one]));
	const names = new Map(known.map(({ partner, name }) => [partner, name]));
	const all = [...new Set([...names.keys(), ...written.keys()])];
	const now = new Date();
	const { lines: due } = await planRetention(warehouse, now);
	return {
		lines: all.map((partner) =>
			lineOf(partner, names.get(partner) ?? partner, written.get(partner), dayOf(now))
		),
		due: due.map((line) => ({ ...line, name: names.get(line.partner) ?? line.partner })),
		runs: (await retentionRuns(warehouse)).slice(0, SHOWN_RUNS),
		calendar: settings.calendar
	};
};

const SHOWN_RUNS = 12;

export const actions: Actions = {
	default: async ({ request, locals: { warehouse, actor, note } }) => {
		if ((await request.formData()).get('sure') !== 'yes') return fail(400, { isUnsure: true });
		const now = new Date();
		const { lines, state, what } = await runRetention(warehouse, { actor, now });
		if (lines.length > 0) await note('removed what was past its retention', { state, ...totalsOf(lines) });
		return { done: what };
	}
};

function lineOf(partner: string, name: string, known: KnownAgreement | undefined, today: string) {
	const agreement = known?.agreement ?? null;
	return {
		partner,
		name,
		problem: known?.problem ?? null,
		standing: standingOf(agreement, today),
		said: agreement && sayAgreement(agreement),
		purpose: agreement?.purpose ?? '',
		isAll: agreement !== null && agreement.datasets === null,
		isNarrowed: agreement !== null && agreement.populations !== null,
		leftOut: agreement ? countLeftOut(agreement) : 0
	};
}
