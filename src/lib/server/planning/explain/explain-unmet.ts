import type { NeedMet, PlanOffering, Unmet } from '$lib/domain';
import type { Answer } from '../programme/read-answer';
import { isLive, offer, personCap, type Numbered } from '../programme/number-plan';

/** Less than this of a person is rounding. */
export const PERSON_DUST = 1e-6;

/** Needs and how far they are met, in the plan's order. */
export function coverageOf({ plan }: Numbered, { allocation }: Answer): NeedMet[] {
	const met = new Map<string, number>();
	for (const row of allocation) met.set(keyOf(row), (met.get(keyOf(row)) ?? 0) + row.units);
	return plan.need.map(({ population, service, quarter, units }) => ({
		population,
		service,
		quarter,
		need: units,
		met: Math.min(units, met.get(keyOf({ population, service, quarter })) ?? 0)
	}));
}

interface Place {
	population: string;
	service: string;
	quarter: number;
}

function keyOf({ population, service, quarter }: Place): string {
	return `${population}|${service}|${quarter}`;
}

/**
 * Why each unmet need is not met, by what is left in the answer, in this order: nobody may pay for it (rule), those
 * who may are not there in that quarter (time), every place is taken (capacity), the money is spent (money); where
 * both are left, a rule keeps them apart, and the rules of those awards are named.
 */
export function explainUnmet(numbered: Numbered, answer: Answer, coverage: NeedMet[]): Unmet[] {
	const left = new Leftovers(numbered, answer);
	return coverage
		.filter(({ need, met }) => need - met > PERSON_DUST)
		.map(({ population, service, quarter, need, met }) => ({
			population,
			service,
			quarter,
			units: need - met,
			...reasonFor(numbered, { population, service, quarter }, left)
		}));
}

function reasonFor(numbered: Numbered, place: Place, left: Leftovers): Pick<Unmet, 'reason' | 'rules'> {
	const { plan, services } = numbered;
	const { population, service, quarter } = place;
	const s = services.get(service)!;
	const may = plan.funders.filter(
		(one) => one.services.includes(service) && one.populations.includes(population)
	);
	if (may.length === 0) return { reason: 'rule', rules: ['allowed'] };
	const live = may.filter((one) => isLive(one, quarter));
	if (live.length === 0) return { reason: 'time' };
	const offering = plan.partners
		.map((_, k) => k)
		.filter((k) => !Number.isNaN(numbered.costs[offer(numbered, k, s)]));
	const withRoom = offering.filter((k) => left.room(k, s, quarter) > PERSON_DUST);
	if (withRoom.length === 0) return { reason: 'capacity' };
	const pairs = live.flatMap((funder) => withRoom.map((partner) => ({ funder, partner })));
	const open = pairs.filter(({ funder, partner }) =>
		left.isOpen(place, funder.id, partner, personCap(funder, service))
	);
	if (open.length === 0) return closedReason(numbered, { place, live, offering, left });
	const rich = open.filter(({ funder, partner }) => left.canPay(funder.id, partner, s));
	if (rich.length === 0) return { reason: 'money' };
	return { reason: 'rule', rules: left.rulesOf(rich.map(({ funder }) => funder.id)) };
}

interface Closed {
	place: Place;
	live: Numbered['plan']['funders'];
	offering: number[];
	left: Leftovers;
}

/** Where no free place is open to the awards: their own places may be full, else an offering or a cap on one person stands in the way. */
function closedReason(
	numbered: Numbered,
	{ place, live, offering, left }: Closed
): Pick<Unmet, 'reason' | 'rules'> {
	const isOpen = (funder: Closed['live'][number], partner: number) =>
		left.isOpen(place, funder.id, partner, personCap(funder, place.service));
	if (live.some((funder) => offering.some((partner) => isOpen(funder, partner))))
		return { reason: 'capacity' };
	const hasCap = live.some((funder) => personCap(funder, place.service) !== Infinity);
	const rules = [numbered.plan.offerings ? 'offering' : '', hasCap ? 'per_person_cap' : ''];
	return { reason: 'rule', rules: rules.filter((rule) => rule !== '') };
}

/** Money and places that an answer leaves. */
class Leftovers {
	private readonly money = new Map<string, number>();
	private readonly taken = new Map<string, number>();
	private readonly offerings = new Map<string, PlanOffering[]>();

	constructor(
		private readonly numbered: Numbered,
		{ allocation, indirect }: Answer
	) {
		for (const line of numbered.plan.offerings ?? []) {
			const key = `${line.funder}|${line.partner}|${line.service}`;
			this.offerings.set(key, [...(this.offerings.get(key) ?? []), line]);
		}
		for (const { id, budget } of numbered.plan.funders) this.money.set(id, budget - (indirect[id] ?? 0));
		for (const { funder, partner, service, quarter, units, cost } of allocation) {
			this.money.set(funder, (this.money.get(funder) ?? 0) - cost);
			const place = `${partner}|${service}|${quarter}`;
			this.taken.set(place, (this.taken.get(place) ?? 0) + units);
		}
	}

	room(partner: number, service: number, quarter: number): number {
		const { plan, places } = this.numbered;
		const all = places[offer(this.numbered, partner, service) * plan.quarters + quarter]!;
		const place = `${plan.partners[partner]!.id}|${plan.services[service]!.id}|${quarter}`;
		return Number.isNaN(all) ? 0 : all - (this.taken.get(place) ?? 0);
	}

	isOpen({ population, service, quarter }: Place, award: string, partner: number, most: number): boolean {
		const { plan, services, costs } = this.numbered;
		if (costs[offer(this.numbered, partner, services.get(service)!)]! > most) return false;
		if (!plan.offerings) return true;
		const lines = this.offerings.get(`${award}|${plan.partners[partner]!.id}|${service}`) ?? [];
		return lines.some(
			(line) =>
				(line.population === 'any' || line.population === population) &&
				line.from <= quarter &&
				quarter <= line.to
		);
	}

	/** Whether an award has the money for a thousandth of a person. */
	canPay(award: string, partner: number, service: number): boolean {
		const cost = this.numbered.costs[offer(this.numbered, partner, service)]!;
		return (this.money.get(award) ?? 0) > Math.max(0.01, cost / 1000);
	}

	/** The rules that awards with money left carry, beyond for what and whom they pay. */
	rulesOf(awards: string[]): string[] {
		const { funders, contracts, offerings } = this.numbered.plan;
		const own = funders.filter(({ id }) => awards.includes(id));
		const named = {
			quarter_draw_cap: own.some((one) => one.quarter_draw_cap !== null),
			admin_cap: funders.some((one) => one.admin_cap !== null),
			match_ratio: own.some((one) => one.federal && one.match_ratio !== null),
			earmark: own.some((one) => one.earmark !== null),
			support_share_cap: own.some((one) => one.support_share_cap !== null),
			contracts: contracts !== null,
			offering: offerings !== null
		};
		const found = Object.entries(named).flatMap(([rule, holds]) => (holds ? [rule] : []));
		return found.length > 0 ? found : ['weight'];
	}
}
