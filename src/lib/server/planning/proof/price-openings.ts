import { offer } from '../programme/number-plan';
import { ruleKey, type Rule } from '../programme/rule';
import type { Written } from '../programme/write-program';

/** What the rules of a plan are worth to each opening: the worth of its columns, and the bound that this proves. */
export interface Priced {
	/** No plan under these rules reaches more. */
	bound: number;
	/** By column: its gain less what it takes of every rule but its own need and dollars. */
	worth: Float64Array;
	/** By opening: what one more person in need would be worth; the multiplier of its need. */
	need: Float64Array;
	/** What a dollar of indirect cost takes of the objective. */
	indirect: number;
}

/** Multipliers by the rule that they belong to, so that a plan with other rules can take over those that it has too. */
export function byRule({ rules }: Written, multipliers: Float64Array): Map<string, number> {
	return new Map(rules.map((rule, row) => [ruleKey(rule) + rowSide(rule, row, rules), multipliers[row]!]));
}

/** A contract has two rows under one rule. */
function rowSide({ kind }: Rule, row: number, rules: Rule[]): string {
	return kind === 'contract' &&
		rules[row - 1]?.kind === 'contract' &&
		ruleKey(rules[row - 1]!) === ruleKey(rules[row]!)
		? ' most'
		: '';
}

/**
 * Bounds a programme by multipliers of another one. Rules that the other has not weigh nothing, except that a quarter
 * new to an award costs what its others do; needs and their dollars are priced anew, as well as the rest allows.
 */
export function priceOpenings(written: Written, known: ReadonlyMap<string, number>): Priced {
	const { program, rules, numbered, reach, openings } = written;
	const worth = program.costs.slice();
	let bound = 0;
	let indirect = 0;
	const cheapest = cheapestQuarter(known);
	rules.forEach((rule, row) => {
		if (rule.kind === 'need' || rule.kind === 'balance') return;
		const fallback = rule.kind === 'spend' ? (cheapest.get(rule.award!) ?? 0) : 0;
		const multiplier = known.get(ruleKey(rule) + rowSide(rule, row, rules)) ?? fallback;
		const limit = multiplier > 0 ? program.rowUpper[row]! : program.rowLower[row]!;
		if (multiplier === 0 || !Number.isFinite(limit)) return;
		if (rule.kind === 'indirect') indirect = -multiplier;
		bound += multiplier * limit;
		for (let at = program.starts[row]!; at < program.starts[row + 1]!; at++)
			worth[program.columns[at]!]! -= multiplier * program.coefficients[at]!;
	});
	const need = new Float64Array(openings.length);
	const inOpening = new Uint8Array(worth.length);
	openings.forEach((opening, at) => {
		need[at] = priceNeed(written, at, worth, inOpening);
		bound += need[at]! * numbered.plan.need[opening.need]!.units;
	});
	for (let column = 0; column < worth.length; column++)
		if (!inOpening[column] && worth[column]! > 0) bound += worth[column]! * reach[column]!;
	return { bound, worth, need, indirect };
}

function cheapestQuarter(known: ReadonlyMap<string, number>): Map<number, number> {
	const cheapest = new Map<number, number>();
	for (const [key, multiplier] of known) {
		const [kind, award] = key.split(' ');
		if (kind !== 'spend') continue;
		cheapest.set(Number(award), Math.min(cheapest.get(Number(award)) ?? Infinity, multiplier));
	}
	return cheapest;
}

/** The smallest multiplier of a need under which none of its columns is worth anything. */
function priceNeed(written: Written, at: number, worth: Float64Array, inOpening: Uint8Array): number {
	const { openings, first, pooled } = written;
	const { partners, awards, pairs } = openings[at]!;
	const start = first[at]!;
	const people = pooled[at] ? partners.length : (pairs?.length ?? awards.length * partners.length);
	inOpening.fill(1, start, start + people + (pooled[at] ? awards.length : 0));
	const dollar = pooled[at] ? Math.min(...awards.map((_, a) => -worth[start + people + a]!)) : 0;
	let most = 0;
	for (let column = 0; column < people; column++) {
		const dollars = pooled[at] ? dollar * costAt(written, at, column) : 0;
		most = Math.max(most, worth[start + column]! - dollars);
	}
	return most;
}

function costAt({ numbered, openings }: Written, at: number, partner: number): number {
	const { need, partners } = openings[at]!;
	const service = numbered.services.get(numbered.plan.need[need]!.service)!;
	return numbered.costs[offer(numbered, partners[partner]!, service)]!;
}
