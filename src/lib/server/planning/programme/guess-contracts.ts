import type { Plan } from '$lib/domain';
import { study, type StudyOptions } from '$lib/server/solver';
import { findOpenings } from './find-openings';
import { numberPlan } from './number-plan';
import { readAnswer } from './read-answer';
import { writeProgram, type Written } from './write-program';

/** After so many rounds every contract that is too small has been given up, or the guess is. */
const ROUNDS = 12;

/**
 * Contracts that can stand together, as a search may begin from them: those that a plan without contracts spends most
 * on, given up from the smallest as long as one stays below the minimum. Nothing where floors are in the way.
 */
export async function guessContracts(
	plan: Plan,
	preference: Float64Array,
	options: StudyOptions
): Promise<Set<number> | null> {
	const { min_contract: least, max_partners_per_funder: most } = plan.contracts!;
	let kept: Set<number> | undefined;
	for (let round = 0; round < ROUNDS; round += 1) {
		const written = withOnly(plan, preference, kept);
		const { values } = await study(written.program, options);
		if (!values) return null;
		const spent = spentBy(written, values);
		const chosen = choose(plan, spent, most ?? Infinity);
		const small = [...chosen].filter((pair) => spent.get(pair)! < least);
		if (small.length === 0 && kept && chosen.size === kept.size) return chosen;
		// Half of the small ones at a time: what is given up makes room for the others.
		small.sort((one, other) => spent.get(one)! - spent.get(other)!);
		for (const pair of small.slice(0, Math.ceil(small.length / 2))) chosen.delete(pair);
		kept = chosen;
	}
	return null;
}

/** The plan without its contracts, but with no pairs beside those kept. */
function withOnly(plan: Plan, preference: Float64Array, kept: Set<number> | undefined): Written {
	const numbered = numberPlan({ ...plan, contracts: null }, preference);
	const holding = kept ? { contracts: kept } : {};
	return writeProgram(numbered, findOpenings(numbered, holding), 'direct', holding);
}

/** Dollars by award x partner. */
function spentBy(written: Written, values: Float64Array): Map<number, number> {
	const { plan, awards, partners } = written.numbered;
	const spent = new Map<number, number>();
	for (const { funder, partner, cost } of readAnswer(written, values).allocation) {
		const pair = awards.get(funder)! * plan.partners.length + partners.get(partner)!;
		spent.set(pair, (spent.get(pair) ?? 0) + cost);
	}
	return spent;
}

/** Of each award, the partners that it spends most with. */
function choose({ funders, partners }: Plan, spent: Map<number, number>, most: number): Set<number> {
	return new Set(
		funders.flatMap((_, award) => {
			const own = [...spent.keys()].filter((pair) => Math.floor(pair / partners.length) === award);
			return own.sort((one, other) => spent.get(other)! - spent.get(one)! || one - other).slice(0, most);
		})
	);
}
