import {
	chooseSupportSteps,
	tablesOf,
	type StratumTables,
	type SupportPeople,
	type SupportSteps,
	type ToldSupport
} from '$lib/server/disclosure';
import type { KeptBreakdown, KeptGroup } from './curves';

/** Everybody in training, by when they got one support. */
export interface CountedSupport {
	service: string;
	people: SupportPeople[];
	/** The same people by whether they are in a population. */
	within: { by: string; people: SupportPeople[] }[];
}

/** What is told of one support: step by step for everybody, and within strata where that is safe. */
export interface KeptSupport extends ToldSupport {
	service: string;
	/** The same within a population and outside it; missing in what was kept before there was any. */
	within?: { by: string; strata: StratumTables[] }[];
}

/** Tells of each support what may stand beside the protected curves of the same people, and beside what other states told. */
export function keepSupports(
	counted: readonly CountedSupport[],
	curves: readonly KeptBreakdown[],
	{ threshold, others = [] }: { threshold: number; others?: readonly KeptSupport[][] }
): KeptSupport[] {
	const groupsBy = (by: string) => curves.find((breakdown) => breakdown.by.join() === by)?.groups ?? [];
	const everybody = monthsOf(groupsBy('')[0]);
	const last = Math.max(0, ...everybody);
	const strata = Object.fromEntries(
		groupsBy('program').map((group) => [group.at.program ?? '', monthsOf(group, last)])
	);
	return counted.map(({ service, people, within }) => {
		const own = curves.filter(({ by }) => by.join() === 'service,received').flatMap(({ groups }) => groups);
		const of = (received: string) =>
			monthsOf(own.find(({ at }) => at.service === service && at.received === received));
		const margins = { everybody, strata, received: [of('yes'), of('no')] as [number[], number[]] };
		const told = others.flatMap((state) => state.filter((support) => support.service === service));
		const steps = chooseSupportSteps(people, margins, { threshold, told });
		return {
			service,
			tables: tablesOf(people, steps.ends),
			strata: strataOf(people, steps),
			within: within.map((population) => {
				const member = groupsBy('population').find(({ at }) => at.population === population.by);
				/* Who is outside is everybody less who is inside, and is known at no other months. */
				const months = monthsOf(member, last);
				const inside = { ...margins, strata: { yes: months, no: months } };
				const chosen = chooseSupportSteps(population.people, inside, {
					threshold,
					told: told.map((state) => toldWithin(state, population.by))
				});
				return { by: population.by, strata: strataOf(population.people, chosen) };
			})
		};
	});
}

/** What a state told of a support inside a population and outside it. */
function toldWithin({ tables, within = [] }: KeptSupport, population: string): ToldSupport {
	return { tables, strata: within.find(({ by }) => by === population)?.strata ?? [] };
}

function strataOf(people: SupportPeople[], { strata }: SupportSteps): StratumTables[] {
	return strata.names.map((stratum) => ({
		stratum,
		tables: tablesOf(
			people.filter((one) => one.stratum === stratum),
			strata.ends
		)
	}));
}

/** Months that a curve shows with completing and withdrawing told apart; after its end nobody is left, and it hides nothing. */
function monthsOf(group: KeptGroup | undefined, until = 0): number[] {
	const steps = group?.steps ?? [];
	const shown = steps.filter(
		({ hidden, events }) => !hidden && 'completed' in events && 'withdrew' in events
	);
	if (shown.length === 0) return [];
	const last = Math.max(...steps.map(({ time }) => time));
	const after = Array.from({ length: Math.max(0, until - last) }, (_, at) => last + 1 + at);
	return [...shown.map(({ time }) => time), ...after];
}
