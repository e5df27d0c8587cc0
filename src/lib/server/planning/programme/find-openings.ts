import type { PlanOffering } from '$lib/domain';
import { isLive, offer, personCap, type Numbered } from './number-plan';

/** An award that may pay a partner for one need; `cap` is the offering whose people are limited, by its place in the plan. */
export interface Pair {
	award: number;
	partner: number;
	cap: number | null;
}

/** Who may help with one need: every award at every partner, or only some pairs of them. */
export interface Opening {
	/** Its place among the plan's needs. */
	need: number;
	awards: number[];
	partners: number[];
	/** Null where each award may pay each partner. */
	pairs: Pair[] | null;
}

/** What a programme is held to, or freed of, beyond what its plan says. */
export interface Holding {
	/** Contracts that stand, by award x partner; no other pair may be used. */
	contracts?: ReadonlySet<number>;
	/** Populations, by their number, whose floor does not hold. */
	floorless?: ReadonlySet<number>;
	/** Floors may be missed, at a price: each has a column from 0 to 1 for the share of it that is. */
	mayFallShort?: true;
}

/** Finds who may help with each need that anybody may help with. */
export function findOpenings(numbered: Numbered, holding: Holding = {}): Opening[] {
	const payers = payersOf(numbered);
	const offerings = offeringsOf(numbered);
	const openings: Opening[] = [];
	numbered.plan.need.forEach(({ population, service, quarter, units }, need) => {
		if (units === 0) return;
		const s = numbered.services.get(service)!;
		const awards = (payers.get(`${service} ${population}`) ?? []).filter((award) =>
			isLive(numbered.plan.funders[award]!, quarter)
		);
		const partners = partnersWith(numbered, s, quarter);
		if (awards.length === 0 || partners.length === 0) return;
		const pairs = pairsOf(numbered, { need, awards, partners, service: s, offerings, holding });
		if (pairs?.length === 0) return;
		openings.push({ need, awards, partners, pairs });
	});
	return openings;
}

/** The awards that may pay for a service for a population, whenever they live. */
function payersOf({ plan }: Numbered): Map<string, number[]> {
	const payers = new Map<string, number[]>();
	plan.funders.forEach(({ services, populations }, award) => {
		for (const service of services)
			for (const population of populations) {
				const key = `${service} ${population}`;
				const list = payers.get(key);
				if (list) list.push(award);
				else payers.set(key, [award]);
			}
	});
	return payers;
}

/** Partners with a price and places, be they none: a place more must have its value. */
function partnersWith(numbered: Numbered, service: number, quarter: number): number[] {
	const { plan, costs, places } = numbered;
	const found: number[] = [];
	for (let partner = 0; partner < plan.partners.length; partner++) {
		const at = offer(numbered, partner, service);
		if (!Number.isNaN(costs[at]) && !Number.isNaN(places[at * plan.quarters + quarter])) found.push(partner);
	}
	return found;
}

interface Asked {
	need: number;
	awards: number[];
	partners: number[];
	service: number;
	offerings: Map<string, number[]> | null;
	holding: Holding;
}

/** The pairs that may be used, or null where all may. */
function pairsOf(numbered: Numbered, asked: Asked): Pair[] | null {
	const { awards, partners, service, offerings, holding } = asked;
	const { plan, costs } = numbered;
	const need = plan.need[asked.need]!;
	const pairs: Pair[] = [];
	let isLimited = false;
	for (const award of awards) {
		const most = personCap(plan.funders[award]!, need.service);
		for (const partner of partners) {
			if (costs[offer(numbered, partner, service)]! > most) continue;
			if (holding.contracts && !holding.contracts.has(award * plan.partners.length + partner)) continue;
			const caps = offerings ? capsOf(plan.offerings!, offerings, { award, partner, need }) : [null];
			for (const cap of caps) pairs.push({ award, partner, cap });
			isLimited ||= caps.some((cap) => cap !== null);
		}
	}
	return !isLimited && pairs.length === awards.length * partners.length ? null : pairs;
}

/** The offerings that cover a pair: one without a limit makes the others needless. */
function capsOf(
	all: PlanOffering[],
	offerings: Map<string, number[]>,
	{
		award,
		partner,
		need
	}: { award: number; partner: number; need: { population: string; service: string; quarter: number } }
): (number | null)[] {
	const lines = offerings.get(`${award} ${partner} ${need.service}`) ?? [];
	const covering = lines.filter((line) => {
		const { population, from, to } = all[line]!;
		return (
			(population === 'any' || population === need.population) && from <= need.quarter && need.quarter <= to
		);
	});
	return covering.some((line) => all[line]!.cap === null) ? [null] : covering;
}

function offeringsOf({ plan, awards, partners }: Numbered): Map<string, number[]> | null {
	if (plan.offerings === null) return null;
	const found = new Map<string, number[]>();
	plan.offerings.forEach(({ funder, partner, service }, line) => {
		const key = `${awards.get(funder)} ${partners.get(partner)} ${service}`;
		found.set(key, [...(found.get(key) ?? []), line]);
	});
	return found;
}
