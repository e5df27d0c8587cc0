import type { Allocated, PlanResult } from '$lib/domain';
import { offer } from './number-plan';
import type { Opening } from './find-openings';
import type { Written } from './write-program';

/** What a solver's values say in the words of a plan. */
export type Answer = Pick<PlanResult, 'allocation' | 'indirect' | 'match'>;

/** Less than this of a person or a dollar is rounding. */
const DUST = 1e-7;

/** Reads who pays whom for how many from the values of a programme. */
export function readAnswer(written: Written, values: Float64Array): Answer {
	const { plan } = written.numbered;
	const allocation: Allocated[] = [];
	written.openings.forEach((opening, at) => {
		const parts = written.pooled[at]
			? unpool(written, opening, at, values)
			: pairsOf(written, opening, at, values);
		for (const { award, partner, units } of parts) {
			if (units < DUST) continue;
			const need = plan.need[opening.need]!;
			allocation.push({
				funder: plan.funders[award]!.id,
				partner: plan.partners[partner]!.id,
				population: need.population,
				service: need.service,
				quarter: need.quarter,
				units,
				cost: units * costOf(written, opening, partner)
			});
		}
	});
	return {
		allocation: merged(allocation),
		indirect: indirectOf(written, values),
		match: matchOf(written, values)
	};
}

interface Part {
	award: number;
	partner: number;
	units: number;
}

function costOf({ numbered }: Written, { need }: Opening, partner: number): number {
	const { service } = numbered.plan.need[need]!;
	return numbered.costs[offer(numbered, partner, numbered.services.get(service)!)]!;
}

function pairsOf(
	{ first }: Written,
	{ awards, partners, pairs }: Opening,
	at: number,
	values: Float64Array
): Part[] {
	if (pairs)
		return pairs.map(({ award, partner }, i) => ({ award, partner, units: values[first[at]! + i]! }));
	return awards.flatMap((award, a) =>
		partners.map((partner, p) => ({ award, partner, units: values[first[at]! + a * partners.length + p]! }))
	);
}

/** Awards pay partners in their order until both are through: any split of the same dollars keeps every rule. */
function unpool(written: Written, opening: Opening, at: number, values: Float64Array): Part[] {
	const { awards, partners } = opening;
	const start = written.first[at]!;
	const dollars = awards.map((_, a) => Math.max(0, values[start + partners.length + a]!));
	const parts: Part[] = [];
	let a = 0;
	partners.forEach((partner, p) => {
		const cost = costOf(written, opening, partner);
		let left = Math.max(0, values[start + p]!);
		while (left > DUST) {
			const last = a === awards.length - 1;
			const units = cost === 0 || last ? left : Math.min(left, dollars[a]! / cost);
			if (units > DUST) parts.push({ award: awards[a]!, partner, units });
			left -= units;
			dollars[a]! -= units * cost;
			if (left > DUST) a += 1;
		}
	});
	return parts;
}

/** One row for each award, partner and need, though several offerings carried it. */
function merged(allocation: Allocated[]): Allocated[] {
	const rows = new Map<string, Allocated>();
	for (const row of allocation) {
		const key = `${row.funder} ${row.partner} ${row.population} ${row.service} ${row.quarter}`;
		const before = rows.get(key);
		if (before) rows.set(key, { ...row, units: before.units + row.units, cost: before.cost + row.cost });
		else rows.set(key, row);
	}
	return [...rows.values()];
}

function indirectOf({ numbered, indirect }: Written, values: Float64Array): Record<string, number> {
	return Object.fromEntries(
		numbered.plan.funders.map(({ id }, award) => [id, clean(values[indirect[award]!]!)])
	);
}

function matchOf({ numbered, matches }: Written, values: Float64Array): Answer['match'] {
	const dollars = new Map<string, { from: number; to: number; dollars: number }>();
	for (const { column, from, to } of matches) {
		const key = `${from} ${to}`;
		const before = dollars.get(key)?.dollars ?? 0;
		dollars.set(key, { from, to, dollars: before + clean(values[column]!) });
	}
	const name = (award: number) => numbered.plan.funders[award]!.id;
	return [...dollars.values()]
		.filter((row) => row.dollars > 0)
		.map((row) => ({ from: name(row.from), to: name(row.to), dollars: row.dollars }));
}

function clean(value: number): number {
	return value < DUST ? 0 : value;
}
