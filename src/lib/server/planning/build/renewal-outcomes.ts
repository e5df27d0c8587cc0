import {
	changeOf,
	quarterIndex,
	quarterOf,
	unchanged,
	type BasisAward,
	type PlanBasis,
	type Scenario
} from '$lib/domain';
import { paceOf } from './plan-awards';

/** An award that may be renewed within the plan, and how likely that is taken to be. */
export interface UncertainAward {
	award: string;
	chance: number;
	/** Whether the chance comes from the filed outlook and not from the scenario. */
	isAssumed: boolean;
	/** Whether both outcomes are tried; the others are taken as the likelier one. */
	isTried: boolean;
}

/** One way in which the renewals may turn out. */
export interface RenewalOutcome {
	/** Those of the awards tried both ways that are renewed. */
	comes: string[];
	chance: number;
	scenario: Scenario;
}

/** How likely an outlook as filed is taken to be; a choice of ours, which the page shows and lets change. */
export const CHANCES: Record<string, number> = { committed: 1, likely: 0.8, speculative: 0.3, none: 0 };

/** So many awards are tried both ways: 32 plans. */
const TRIED = 5;

/** The awards that end within the plan, that a scenario leaves as filed, and that may be renewed; the largest first. */
export function uncertainAwards(basis: PlanBasis, scenario: Scenario): UncertainAward[] {
	const last = quarterIndex(basis.quarters.at(-1) ?? '');
	const weight = (award: BasisAward) => paceOf(award) * (last - quarterIndex(quarterOf(award.end_date)));
	return basis.awards
		.filter(({ award }) => changeOf(scenario, award).fate === 'filed')
		.filter(({ end_date }) => quarterIndex(quarterOf(end_date)) < last)
		.map((award) => ({ award, change: changeOf(scenario, award.award) }))
		.map(({ award, change }) => ({
			award: award.award,
			weight: weight(award),
			chance: change.chance ?? CHANCES[award.renewal ?? 'none'] ?? 0,
			isAssumed: change.chance === null
		}))
		.filter(({ chance }) => chance > 0)
		.sort((one, other) => Number(isCertain(one)) - Number(isCertain(other)) || other.weight - one.weight)
		.map(({ award, chance, isAssumed }, place) => ({
			award,
			chance,
			isAssumed,
			isTried: place < TRIED && !isCertain({ chance })
		}));
}

function isCertain({ chance }: { chance: number }): boolean {
	return chance >= 1;
}

/** Every way in which the tried awards may turn out, each with its chance: renewals are taken not to hang on each other. */
export function renewalOutcomes(scenario: Scenario, awards: readonly UncertainAward[]): RenewalOutcome[] {
	const tried = awards.filter(({ isTried }) => isTried);
	const settled = awards.filter((one) => !one.isTried && one.chance >= 0.5).map(({ award }) => award);
	return Array.from({ length: 2 ** tried.length }, (_, code) => {
		const comes = tried.filter((_, place) => (code >> place) & 1).map(({ award }) => award);
		const chance = tried.reduce(
			(all, one) => all * (comes.includes(one.award) ? one.chance : 1 - one.chance),
			1
		);
		return { comes, chance, scenario: withRenewed(scenario, [...settled, ...comes]) };
	}).filter(({ chance }) => chance > 0);
}

/** The scenario in which these awards are renewed. */
export function withRenewed(scenario: Scenario, renewed: readonly string[]): Scenario {
	const others = scenario.awards.filter(({ award }) => !renewed.includes(award));
	const own = renewed.map((award) => ({
		...(scenario.awards.find((one) => one.award === award) ?? unchanged(award)),
		fate: 'renewed' as const
	}));
	return { ...scenario, awards: [...others, ...own] };
}
