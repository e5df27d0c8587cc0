import { dayOf, standingOf, type Actor, type AgreementStanding } from '$lib/domain';
import { agreements } from '$lib/server/agreements';
import {
	absentSubmissions,
	makeState,
	type AbsentSubmission,
	type AgreementCause,
	type StateChange,
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
	if ((await changesNeeded(w, keeping)) === null) return null;
	// Looked at again where nobody else writes, so that two who look at once make one state.
	return w.transaction(async (tx) => {
		const needed = await changesNeeded(w, keeping);
		if (needed === null) return null;
		const { what, add, remove, because, replaced } = needed;
		const at = keeping.now.toISOString();
		const change = { who: keeping.actor.who, at, what, add, remove, because, replaced };
		return { state: await makeState(tx, change), what };
	});
}

async function changesNeeded(
	w: Warehouse,
	{ now, threshold = null }: Keeping
): Promise<Omit<StateChange, 'who' | 'at'> | null> {
	const standings = standingsOn(w.home, dayOf(now));
	const inPlace = await publishedPlaces(w);
	const gone = [...inPlace.values()].filter(({ partner }) => isOut(standings(partner)));
	const waiting = (await absentSubmissions(w)).filter(({ partner }) => isIn(standings(partner)));
	const moved = gone.length + waiting.length > 0;
	if (!moved && (threshold === null || w.latest() === 0)) return null;
	const back = waiting.filter((one) => !inPlace.has(placeOf(one)));
	return {
		what: whatOf({ gone, back, threshold: moved ? null : threshold }, standings),
		add: ids(back),
		remove: ids(gone),
		because: new Map([...gone, ...back].map(({ partner }) => [partner, causeOf(standings(partner))])),
		replaced: ids(waiting.filter((one) => inPlace.has(placeOf(one))))
	};
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
