import { addQuarters, type Quarter } from '$lib/domain';
import type { FundedForecast } from './fund-demand';
import { mayPay } from './unit-prices';
import type { Unpaid } from './why-unpaid';

/** Why more or less is paid than in the quarter before. */
export type FallReason = Unpaid | 'need' | 'others';

/** What is paid for a service in a quarter and was paid in the one before; the parts by reason add up to the difference. */
export interface Fall {
	quarter: Quarter;
	service: string;
	before: number;
	after: number;
	parts: Partial<Record<FallReason, number>>;
}

/** Less than a cent is nothing. */
const CENT = 0.005;

/** Explains, quarter by quarter from the latest published one on, how much less is paid for each service. */
export function explainFall(funding: FundedForecast, latest: Quarter): Fall[] {
	const spent = new Map<string, number>();
	for (const { quarter, service, spent_usd } of funding.spending)
		if (quarter === latest && service !== 'administration')
			spent.set(service, (spent.get(service) ?? 0) + spent_usd);
	const services = [...new Set([...funding.byService.map(({ service }) => service), ...spent.keys()])];
	const isPayable = payableIn(funding, latest);
	return services.flatMap((service) =>
		funding.forecast.quarters.map((quarter) => {
			const now = paidFor(funding, quarter, service);
			const after = total(now.map(({ paid }) => paid));
			if (addQuarters(quarter, -1) === latest) {
				const before = spent.get(service) ?? 0;
				const lost = now.filter((one) => isPayable(service, one.population));
				const parts = sharedOut(after - before, unpaidIn(lost.some(isOpen) ? lost : now));
				return { quarter, service, before, after, parts };
			}
			const then = paidFor(funding, addQuarters(quarter, -1), service);
			return {
				quarter,
				service,
				before: total(then.map(({ paid }) => paid)),
				after,
				parts: stepByStep(then, now)
			};
		})
	);
}

/** What is paid, and is not, for one population of a service in a quarter. */
interface Paid {
	population: string;
	paid: number;
	open: number;
	because: Unpaid | null;
}

/** The service's own dollars, split over its populations as the plan's are: so they add up to it. */
function paidFor({ byService, claims }: FundedForecast, quarter: Quarter, service: string): Paid[] {
	const cell = byService.find((one) => one.quarter === quarter && one.service === service);
	const own = claims.filter((claim) => claim.quarter === quarter && claim.service === service);
	const asked = total(own.map(({ demand }) => demand));
	if (!cell || asked <= 0) return [];
	const scale = cell.demand / asked;
	return own.map(({ population, demand, open, because }) => ({
		population,
		paid: (demand - open) * scale,
		open: open * scale,
		because
	}));
}

/** Whether somebody may pay for a pair in a quarter. */
function payableIn(
	{ forecast: { lines, awards } }: FundedForecast,
	quarter: Quarter
): (service: string, population: string) => boolean {
	const payable = new Set(
		lines
			.filter((line) => line.quarter === quarter && mayPay(line, awards))
			.map((line) => `${line.service}/${line.population}`)
	);
	return (service, population) => payable.has(`${service}/${population}`);
}

function isOpen({ open }: Paid): boolean {
	return open > 0;
}

function unpaidIn(some: Paid[]): Map<Unpaid, number> {
	const unpaid = new Map<Unpaid, number>();
	for (const { open, because } of some) if (because) unpaid.set(because, (unpaid.get(because) ?? 0) + open);
	return unpaid;
}

/**
 * After the last published quarter, of which nobody knows for whom money was spent: a fall is shared over what stays
 * unpaid where somebody paid before, as far as that reaches; what is beyond it is less need.
 */
function sharedOut(change: number, unpaid: Map<Unpaid, number>): Fall['parts'] {
	if (change === 0) return {};
	if (change > 0) return { others: change };
	const all = total([...unpaid.values()]);
	const explained = Math.min(-change, all);
	const parts = [...unpaid].map(([because, dollars]) => [because, -(explained * dollars) / all] as const);
	const rest = -change - explained;
	return { ...Object.fromEntries(parts), ...(rest > 0 ? { need: -rest } : {}) };
}

/** From one quarter of the plan to the next: what each population loses, by why it stays unpaid; gains are others'. */
function stepByStep(then: Paid[], now: Paid[]): Fall['parts'] {
	const before = new Map(then.map(({ population, paid }) => [population, paid]));
	const parts: Fall['parts'] = {};
	for (const { population, paid, because } of now) {
		const change = paid - (before.get(population) ?? 0);
		const reason: FallReason = change > 0 ? 'others' : (because ?? 'need');
		if (Math.abs(change) >= CENT) parts[reason] = (parts[reason] ?? 0) + change;
	}
	return parts;
}

function total(dollars: number[]): number {
	return dollars.reduce((sum, one) => sum + one, 0);
}
