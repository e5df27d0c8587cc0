import type { PlanBasis, Scenario } from '$lib/domain';
import { renewalOutcomes, uncertainAwards, type UncertainAward } from '$lib/server/planning';
import { resultOf, shareMet } from '../solve-scenario';

/** What comes on average when renewals turn out as likely as said. */
export interface Expected {
	awards: UncertainAward[];
	share: number;
	low: number;
	high: number;
	/** The likeliest outcomes, the likeliest first, by which of the awards that are tried both ways are renewed. */
	outcomes: { renewed: string[]; chance: number; share: number }[];
	count: number;
}

/** So many outcomes are told. */
const TOLD = 6;

/** Solves every way in which renewals may turn out, and weighs each by its chance; nothing where no award is uncertain. */
export async function expectRenewals(basis: PlanBasis, scenario: Scenario): Promise<Expected | null> {
	const awards = uncertainAwards(basis, scenario);
	if (awards.length === 0) return null;
	const outcomes = await Promise.all(
		renewalOutcomes(scenario, awards).map(async ({ comes, chance, scenario: one }) => ({
			renewed: comes,
			chance,
			share: shareMet(await resultOf(basis, one, { explain: false }))
		}))
	);
	const shares = outcomes.map(({ share }) => share);
	return {
		awards,
		share: outcomes.reduce((sum, { chance, share }) => sum + chance * share, 0),
		low: Math.min(...shares),
		high: Math.max(...shares),
		outcomes: [...outcomes].sort((one, other) => other.chance - one.chance).slice(0, TOLD),
		count: outcomes.length
	};
}
