import {
	chooseStrataSteps,
	isSayable,
	type StrataMargins,
	type StrataSteps,
	type StratumPeople
} from '$lib/server/disclosure';
import type { GroupStep } from '../estimates';
import type { KeptBreakdown, KeptGroup } from './curves';

/** Everybody in training, by the groups of one comparison within programs. */
export interface CountedStrata {
	by: string;
	people: StratumPeople[];
}

/** What is told of one comparison within programs; no steps where nothing may be. */
export interface KeptStrata {
	by: string;
	steps: (GroupStep & { stratum: string })[];
}

/** Tells of each comparison within programs what may stand beside the curves of the same people and beside other states. */
export function keepStrata(
	counted: readonly CountedStrata[],
	curves: readonly KeptBreakdown[],
	{ others, threshold }: { others: readonly KeptStrata[][]; threshold: number }
): KeptStrata[] {
	return counted.map(({ by, people }) => {
		const steps = stepsOf(people, chooseStrataSteps(people, marginsOf(by, curves), threshold));
		const told = others.flatMap((state) => state.find((one) => one.by === by)?.steps ?? []);
		return { by, steps: isApart(steps, told, threshold) ? [] : steps };
	});
}

/** Who is in a population or not is told by its curve and by everybody's, at the months that both show. */
function marginsOf(by: string, curves: readonly KeptBreakdown[]): StrataMargins {
	const groupsBy = (name: string) => curves.find((one) => one.by.join() === name)?.groups ?? [];
	const strata = Object.fromEntries(
		groupsBy('program').map((group) => [group.at.program ?? '', monthsOf(group)])
	);
	const own = groupsBy(by);
	if (own.length > 0)
		return { groups: Object.fromEntries(own.map((group) => [group.at[by] ?? '', monthsOf(group)])), strata };
	const member = groupsBy('population').find(({ at }) => at.population === by);
	const everybody = monthsOf(groupsBy('')[0]);
	const months = monthsOf(member).filter((month) => everybody.includes(month));
	return { groups: { yes: months, no: months }, strata };
}

/** Months at which a curve tells who withdrew. */
function monthsOf(group: KeptGroup | undefined): number[] {
	const shown = group?.withheld === null ? group.steps.filter(({ hidden }) => !hidden) : [];
	return shown.every(({ events }) => 'withdrew' in events) ? shown.map(({ time }) => time) : [];
}

function stepsOf(people: StratumPeople[], { ends, groups, strata }: StrataSteps): KeptStrata['steps'] {
	const sum = (some: StratumPeople[]) => some.reduce((all, one) => all + one.people, 0);
	return strata.flatMap((stratum) =>
		groups.flatMap((group) => {
			const own = people.filter((one) => one.stratum === stratum && one.group === group);
			return ends.map((time, at) => {
				const watched = own.filter(({ month }) => month > (ends[at - 1] ?? 0));
				const left = watched.filter(({ month, kind }) => month <= time && kind === 'withdrew');
				return { group, stratum, time, at_risk: sum(watched), events: sum(left) };
			});
		})
	);
}

/**
 * Whether one less the other, of two states, would tell of one to ten people who came or changed since, or who left
 * between the end of a step there and the end of another one here.
 */
function isApart(steps: KeptStrata['steps'], told: KeptStrata['steps'], threshold: number): boolean {
	const place = ({ group, stratum }: KeptStrata['steps'][number]) => `${stratum}|${group}`;
	const was = Map.groupBy(told, place);
	return [...Map.groupBy(steps, place)].some(([name, own]) => {
		const before = was.get(name) ?? [];
		const pairs = [
			...crossed(
				own.map(({ at_risk }) => at_risk),
				before.map(({ at_risk }) => at_risk)
			),
			...crossed(summed(own), summed(before))
		];
		return pairs.some(([one, other]) => !isSayable(Math.abs(one - other), threshold));
	});
}

/** How many had withdrawn by the end of each step. */
function summed(steps: KeptStrata['steps']): number[] {
	let sum = 0;
	return steps.map(({ events }) => (sum += events));
}

function crossed(some: number[], others: number[]): [number, number][] {
	return some.flatMap((one) => others.map((other): [number, number] => [one, other]));
}
