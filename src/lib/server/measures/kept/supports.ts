import { chooseSupportSteps, isWith, type SupportPeople, type SupportSteps } from '$lib/server/disclosure';
import type { KeptBreakdown, KeptGroup } from './curves';

/** Everybody in training, by when they got one support. */
export interface CountedSupport {
	service: string;
	people: SupportPeople[];
	/** The same people by whether they are in a population. */
	within: { by: string; people: SupportPeople[] }[];
}

/** Those with or without a support when a step began, and who of them completed or withdrew within it. */
export interface SupportTable {
	received: 'yes' | 'no';
	from: number;
	to: number;
	at_risk: number;
	completed: number;
	withdrew: number;
}

/** What is told of one support: step by step for everybody, and within strata where that is safe. */
export interface KeptSupport {
	service: string;
	tables: SupportTable[];
	strata: StratumTables[];
	/** The same within a population and outside it; missing in what was kept before there was any. */
	within?: { by: string; strata: StratumTables[] }[];
}

/** The steps of one stratum: a program, or those inside or outside a population. */
export interface StratumTables {
	stratum: string;
	tables: SupportTable[];
}

/** Tells of each support what may stand beside the protected curves of the same people. */
export function keepSupports(
	counted: readonly CountedSupport[],
	curves: readonly KeptBreakdown[],
	threshold: number
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
		const steps = chooseSupportSteps(people, margins, threshold);
		return {
			service,
			tables: tablesOf(people, steps.ends),
			strata: strataOf(people, steps),
			within: within.map((population) => {
				const member = groupsBy('population').find(({ at }) => at.population === population.by);
				/* Who is outside is everybody less who is inside, and is known at no other months. */
				const months = monthsOf(member, last);
				const inside = { ...margins, strata: { yes: months, no: months } };
				const chosen = chooseSupportSteps(population.people, inside, threshold);
				return { by: population.by, strata: strataOf(population.people, chosen) };
			})
		};
	});
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

function tablesOf(people: SupportPeople[], ends: number[]): SupportTable[] {
	return ends.flatMap((to, at) => {
		const from = ends[at - 1] ?? 0;
		const watched = people.filter(({ month }) => month > from);
		return (['yes', 'no'] as const).map((received): SupportTable => {
			const own = watched.filter((one) => isWith(one, from) === (received === 'yes'));
			const count = (kind: string) => sumOf(own.filter((one) => one.month <= to && one.kind === kind));
			return {
				received,
				from,
				to,
				at_risk: sumOf(own),
				completed: count('completed'),
				withdrew: count('withdrew')
			};
		});
	});
}

function sumOf(people: SupportPeople[]): number {
	return people.reduce((sum, one) => sum + one.people, 0);
}
