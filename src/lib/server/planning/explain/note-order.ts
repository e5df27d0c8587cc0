import { writeDollars, type Plan, type PlanFunder } from '$lib/domain';
import type { Answer } from '../programme/read-answer';
import { isLive } from '../programme/number-plan';

/** Dollars below this are not worth a sentence. */
const WORTH_SAYING = 1;

/** Says where a later payer paid though an earlier one by law had money left for the same service and people. */
export function noteOrder(plan: Plan, { allocation, indirect }: Answer): string[] {
	const orders = new Set(plan.funders.map(({ payer_order }) => payer_order ?? 1));
	if (orders.size < 2) return [];
	const left = new Map(plan.funders.map(({ id, budget }) => [id, budget - (indirect[id] ?? 0)]));
	for (const { funder, cost } of allocation) left.set(funder, left.get(funder)! - cost);
	const byId = new Map(plan.funders.map((funder) => [funder.id, funder]));
	const passed = new Map<
		string,
		{ later: PlanFunder; earlier: PlanFunder; service: string; dollars: number }
	>();
	for (const { funder, population, service, quarter, cost } of allocation) {
		const later = byId.get(funder)!;
		const earlier = plan.funders.find(
			(one) =>
				(one.payer_order ?? 1) < (later.payer_order ?? 1) &&
				one.services.includes(service) &&
				one.populations.includes(population) &&
				isLive(one, quarter) &&
				(left.get(one.id) ?? 0) > WORTH_SAYING
		);
		if (!earlier) continue;
		const key = `${later.id}|${earlier.id}|${service}`;
		const before = passed.get(key)?.dollars ?? 0;
		passed.set(key, { later, earlier, service, dollars: before + cost });
	}
	return [...passed.values()]
		.filter(({ dollars }) => dollars > WORTH_SAYING)
		.map(
			({ later, earlier, service, dollars }) =>
				`${writeDollars(dollars)} of ${later.id} for ${service} could not follow the payer order: ${earlier.id} pays first and has ${writeDollars(left.get(earlier.id)!)} left, which its other rules or the places that it may use keep from it.`
		);
}
