import { codeLabel, dataset } from '$lib/catalog';
import { dayOf, standingOf, type Actor, type DatasetId } from '$lib/domain';
import { agreements } from '$lib/server/agreements';
import {
	absentSubmissions,
	makeState,
	populationsIn,
	sameList,
	type AgreedPopulations,
	type AgreementCause,
	type StateChange,
	type Warehouse
} from '$lib/server/warehouse';
import { agreedPopulations } from './agreed-populations';
import { isAgreed } from './door/refuse-unagreed';
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
 * agreement is not in force or does not include it, without people outside the populations that it names, and with what
 * had left and may be counted again. One state for all of it, and none when there is nothing to change. A partner whose
 * agreement cannot be read stays as it is.
 */
export async function keepToAgreements(w: Warehouse, keeping: Keeping): Promise<Kept | null> {
	if ((await changesNeeded(w, keeping)) === null) return null;
	// Looked at again where nobody else writes, so that two who look at once make one state.
	return w.transaction(async (tx) => {
		const needed = await changesNeeded(w, keeping);
		if (needed === null) return null;
		const change = { ...needed, who: keeping.actor.who, at: keeping.now.toISOString() };
		return { state: await makeState(tx, change), what: needed.what };
	});
}

async function changesNeeded(
	w: Warehouse,
	{ now, threshold = null }: Keeping
): Promise<Omit<StateChange, 'who' | 'at'> | null> {
	const causeFor = causesOn(w.home, dayOf(now));
	const inPlace = await publishedPlaces(w);
	const gone = [...inPlace.values()].flatMap((one) => withCause(one, causeFor, OUT));
	const waiting = (await absentSubmissions(w)).flatMap((one) =>
		withCause(one, causeFor, ['agreement_in_force'])
	);
	const back = waiting.filter((one) => !inPlace.has(placeOf(one)));
	const populations = await agreedPopulations(w);
	const counted = [...inPlace.values(), ...back].map(({ partner }) => partner);
	const others = otherPopulations(await populationsIn(w, w.latest()), populations, new Set(counted));
	const moved = gone.length + waiting.length + others.length > 0;
	if (!moved && (threshold === null || w.latest() === 0)) return null;
	return {
		what: whatOf({ gone, back, others, threshold: moved ? null : threshold }),
		add: ids(back),
		remove: ids(gone),
		because: new Map([...gone, ...back].map(({ submission_id, cause }) => [submission_id, cause])),
		replaced: ids(waiting.filter((one) => inPlace.has(placeOf(one)))),
		populations
	};
}

/** What an agreement says today of a dataset of its partner; null where the agreement cannot be read. */
type CauseFor = (partner: string, dataset: string) => AgreementCause | null;

type Caused = Placed & { cause: AgreementCause };

const OUT: AgreementCause[] = ['agreement_ended', 'agreement_not_begun', 'dataset_not_agreed'];

function causesOn(home: string, today: string): CauseFor {
	const known = new Map(agreements(home).map((one) => [one.partner, one]));
	return (partner, id) => {
		const one = known.get(partner);
		if (one?.problem) return null;
		const agreement = one?.agreement ?? null;
		const standing = standingOf(agreement, today);
		if (standing.is === 'ended') return 'agreement_ended';
		if (standing.is === 'not_begun') return 'agreement_not_begun';
		return isAgreed(agreement, id as DatasetId) ? 'agreement_in_force' : 'dataset_not_agreed';
	};
}

function withCause(one: Placed, causeFor: CauseFor, wanted: AgreementCause[]): Caused[] {
	const cause = causeFor(one.partner, one.dataset);
	return cause !== null && wanted.includes(cause) ? [{ ...one, cause }] : [];
}

/** Which of these partners' people are counted by other populations than before: the partner, and what it names now. */
function otherPopulations(
	before: AgreedPopulations,
	now: AgreedPopulations,
	partners: ReadonlySet<string>
): [string, string[] | undefined][] {
	return [...partners]
		.filter((partner) => !sameList(before.get(partner), now.get(partner)))
		.map((partner) => [partner, now.get(partner)]);
}

interface Changes {
	gone: Caused[];
	back: Caused[];
	others: [string, string[] | undefined][];
	threshold: Keeping['threshold'];
}

function whatOf({ gone, back, others, threshold }: Changes): string {
	const left = (wanted: AgreementCause) => gone.filter(({ cause }) => cause === wanted);
	const said = [
		...byPartner(left('agreement_ended')).map((who) => `Agreement ended: without ${who}`),
		...byPartner(left('agreement_not_begun')).map((who) => `Agreement not begun: without ${who}`),
		...[...Map.groupBy(left('dataset_not_agreed'), (one) => one.dataset)].flatMap(([id, some]) =>
			byPartner(some).map((who) => `${dataset(id as DatasetId).title} not agreed on: without ${who}`)
		),
		...byPartner(back).map((who) => `Agreement in force: ${who} back`),
		...others.map(([partner, now]) => `People counted of ${partner}: ${now ? populationNames(now) : 'all'}`),
		...(threshold ? [`Smallest count shown: ${threshold.is} instead of ${threshold.was}`] : [])
	];
	return said.length > 0 ? said.join('; ') : 'Agreements looked through';
}

/** Populations as people call them. */
function populationNames(codes: string[]): string {
	return codes.map((code) => codeLabel('populations', code)).join(', ');
}

function byPartner(all: { partner: string }[]): string[] {
	return [...Map.groupBy(all, ({ partner }) => partner)].map(
		([partner, some]) => `${partner} (${some.length} ${some.length === 1 ? 'submission' : 'submissions'})`
	);
}

function ids(all: { submission_id: string }[]): string[] {
	return all.map(({ submission_id }) => submission_id);
}
