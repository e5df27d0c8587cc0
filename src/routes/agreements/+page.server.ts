import { dayOf, standingOf } from '$lib/domain';
import { agreements, type KnownAgreement } from '$lib/server/agreements';
import { partners } from '$lib/server/intake';
import { countLeftOut, sayAgreement } from './say-agreement';
import type { PageServerLoad } from './$types';

/** How the agreement of each partner stands today. */
export const load: PageServerLoad = async ({ locals: { warehouse, home } }) => {
	const known = await partners(warehouse);
	const written = new Map(agreements(home.dir).map((one) => [one.partner, one]));
	const names = new Map(known.map(({ partner, name }) => [partner, name]));
	const all = [...new Set([...names.keys(), ...written.keys()])];
	const today = dayOf(new Date());
	return {
		lines: all.map((partner) => lineOf(partner, names.get(partner) ?? partner, written.get(partner), today))
	};
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
		leftOut: agreement ? countLeftOut(agreement) : 0
	};
}
