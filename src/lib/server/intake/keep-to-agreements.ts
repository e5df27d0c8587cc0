import { dayOf, standingOf, type Actor, type AgreementStanding } from '$lib/domain';
import { agreements } from '$lib/server/agreements';
import {
	absentSubmissions,
	makeState,
	type AbsentSubmission,
	type AgreementCause,
	type Warehouse
} from '$lib/server/warehouse';
import { placeOf, publishedPlaces, type Placed } from './publish';

/** Who or what looks whether the figures keep to the agreements, and when. */
export interface Keeping {
	actor: Actor;
	now: Date;
	/** Another smallest count than the latest state is shown under, which needs a state of its own when nothing else makes one. */
	threshold?: { was: number; is: number } | null;
}

/** What was changed so that the figures keep to the agreements. */
export interface Kept {
	state: number;
	what: string;
}

/** The clock as an actor: nobody asked for the change but the agreement itself. */
export const BY_AGREEMENT: Actor = { who: 'agreements', role: 'administrator', partners: null };

/**
 * Makes the next state where the latest does not keep to the agreements: without what partners published whose
 * agreement is not in force, and with what had left and may be counted again. One state for all of it, and none when
 * there is nothing to change. A partner whose agreement cannot be read stays as it is.
 */
export async function keepToAgreements(w: Warehouse, keeping: Keeping): Promise<Kept | null> {
	const { actor, now, threshold = null } = keeping;
	const standings = standingsOn(w.home, dayOf(now));
	const inPlace = await publishedPlaces(w);
	const gone = [...inPlace.values()].filter(({ partner }) => isOut(standings(partner)));
	const waiting = (await absentSubmissions(w)).filter(({ partner }) => isIn(standings(partner)));
	if (gone.length === 0 && waiting.length === 0 && (threshold === null || w.latest() === 0)) return null;
	const back = waiting.filter((one) => !inPlace.has(placeOf(one)));
	const replaced = waiting.filter((one) => inPlace.has(placeOf(one)));
	const because = new Map([...gone, ...back].map(({ partner }) => [partner, causeOf(standings(partner))]));
	const moved = gone.length + back.length > 0;
	const what = whatOf({ gone, back, threshold: moved ? null : threshold }, standings);
	const state = await w.transaction((tx) =>
		makeState(tx, {
			who: actor.who,
			at: now.toISOString(),
			what,
			add: ids(back),
			remove: ids(gone),
			because,
			replaced: ids(replaced)
		})
	);
	return { state, what };
}

type StandingOf = (partner: string) => AgreementStanding | 'unreadable';

function standingsOn(home: string, today: string): StandingOf {
	const known = new Map(agreements(home).map((one) => [one.partner, one]));
	return (partner) => {
		const one = known.get(partner);
		return one?.problem ? 'unreadable' : standingOf(one?.agreement ?? null, today);
	};
}

function isOut(standing: AgreementStanding | 'unreadable'): boolean {
	return standing !== 'unreadable' && ['ended', 'not_begun'].includes(standing.is);
}

function isIn(standing: AgreementStanding | 'unreadable'): boolean {
	return standing !== 'unreadable' && !isOut(standing);
}

function causeOf(standing: AgreementStanding | 'unreadable'): AgreementCause {
	if (standing === 'unreadable' || !isOut(standing)) return 'agreement_in_force';
	return standing.is === 'ended' ? 'agreement_ended' : 'agreement_not_begun';
}

interface Changes {
	gone: Placed[];
	back: AbsentSubmission[];
	threshold: Keeping['threshold'];
}

function whatOf({ gone, back, threshold }: Changes, standings: StandingOf): string {
	const left = (cause: AgreementCause) =>
		byPartner(gone.filter(({ partner }) => causeOf(standings(partner)) === cause));
	const said = [
		...left('agreement_ended').map((who) => `Agreement ended: without ${who}`),
		...left('agreement_not_begun').map((who) => `Agreement not begun: without ${who}`),
		...byPartner(back).map((who) => `Agreement in force: ${who} back`),
		...(threshold ? [`Smallest count shown: ${threshold.is} instead of ${threshold.was}`] : [])
	];
	return said.length > 0 ? said.join('; ') : 'Agreements looked through';
}

function byPartner(all: { partner: string }[]): string[] {
	return [...Map.groupBy(all, ({ partner }) => partner)].map(
		([partner, some]) => `${partner} (${some.length} ${some.length === 1 ? 'submission' : 'submissions'})`
	);
}

function ids(all: { submission_id: string }[]): string[] {
	return all.map(({ submission_id }) => submission_id);
}
