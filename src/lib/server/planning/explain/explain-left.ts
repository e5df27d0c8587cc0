import type { LeftReason, Plan, PlanFunder } from '$lib/domain';
import { isLive, offer, type Numbered } from '../programme/number-plan';
import type { Opening } from '../programme/find-openings';
import type { Answer } from '../programme/read-answer';
import { PERSON_DUST } from './explain-unmet';

/** A need that an award may help with, and the partners at which it may. */
interface Chance {
	need: Plan['need'][number];
	partners: { partner: number; cap: number | null }[];
}

/**
 * Why an award's money stays: no line of the matrix lets it pay for a need in its time, every need that it may pay for
 * is met, every place that it may pay for is taken, its match is spent, or its other rules hold it.
 */
export function explainLeft(
	numbered: Numbered,
	openings: Opening[],
	answer: Answer
): (award: number) => LeftReason {
	const taken = sums(
		answer.allocation,
		({ partner, service, quarter }) => `${partner}|${service}|${quarter}`
	);
	const paid = sums(
		answer.allocation,
		({ funder, partner, service, quarter }) => `${funder}|${partner}|${service}|${quarter}`
	);
	const met = sums(
		answer.allocation,
		({ population, service, quarter }) => `${population}|${service}|${quarter}`
	);
	return (award) => {
		const funder = numbered.plan.funders[award]!;
		const chances = chancesOf(numbered, openings, award);
		if (chances.length === 0) return 'no_line';
		const open = chances.filter(
			({ need }) =>
				need.units - (met.get(`${need.population}|${need.service}|${need.quarter}`) ?? 0) > PERSON_DUST
		);
		if (open.length === 0) return 'needs_met';
		const hasRoom = open.some(({ need, partners }) =>
			partners.some(({ partner, cap }) => {
				const id = numbered.plan.partners[partner]!.id;
				const at = `${id}|${need.service}|${need.quarter}`;
				const room = placesOf(numbered, partner, need) - (taken.get(at) ?? 0);
				return room > PERSON_DUST && (cap ?? Infinity) - (paid.get(`${funder.id}|${at}`) ?? 0) > PERSON_DUST;
			})
		);
		if (!hasRoom) return 'places';
		return needsMatch(funder) ? 'match' : 'rules';
	};
}

function needsMatch({ federal, match_ratio }: PlanFunder): boolean {
	return federal && (match_ratio ?? 0) > 0;
}

function chancesOf({ plan }: Numbered, openings: Opening[], award: number): Chance[] {
	return openings
		.filter(({ need }) => isLive(plan.funders[award]!, plan.need[need]!.quarter))
		.flatMap(({ need, awards, partners, pairs }) => {
			const own = pairs
				? pairs.filter((pair) => pair.award === award)
				: awards.includes(award)
					? partners.map((partner) => ({ partner, cap: null }))
					: [];
			const named = own.map(({ partner, cap }) => ({
				partner,
				cap: cap === null ? null : (plan.offerings?.[cap]?.cap ?? null)
			}));
			return named.length > 0 ? [{ need: plan.need[need]!, partners: named }] : [];
		});
}

function placesOf(numbered: Numbered, partner: number, need: Chance['need']): number {
	const at = offer(numbered, partner, numbered.services.get(need.service)!);
	const places = numbered.places[at * numbered.plan.quarters + need.quarter]!;
	return Number.isNaN(places) ? 0 : places;
}

function sums(
	rows: Answer['allocation'],
	key: (row: Answer['allocation'][number]) => string
): Map<string, number> {
	const all = new Map<string, number>();
	for (const row of rows) all.set(key(row), (all.get(key(row)) ?? 0) + row.units);
	return all;
}
