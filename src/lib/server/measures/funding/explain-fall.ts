import { addQuarters, type Quarter } from '$lib/domain';
import type { FundedForecast } from './fund-demand';
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

/** Explains, quarter by quarter from the latest published one on, how much less is paid for each service. */
export function explainFall(funding: FundedForecast, latest: Quarter): Fall[] {
	const paid = new Map<string, number>();
	for (const { quarter, service, spent_usd } of funding.spending)
		if (quarter === latest && service !== 'administration')
			paid.set(service, (paid.get(service) ?? 0) + spent_usd);
	const services = [...new Set([...funding.byService.map(({ service }) => service), ...paid.keys()])];
	return services.flatMap((service) =>
		funding.forecast.quarters.map((quarter) => {
			const before =
				addQuarters(quarter, -1) === latest
					? (paid.get(service) ?? 0)
					: fundedIn(funding, addQuarters(quarter, -1), service);
			const after = fundedIn(funding, quarter, service);
			return {
				quarter,
				service,
				before,
				after,
				parts: partsOf(after - before, unpaidBy(funding, quarter, service))
			};
		})
	);
}

function fundedIn({ byService }: FundedForecast, quarter: Quarter, service: string): number {
	const cell = byService.find((candidate) => candidate.quarter === quarter && candidate.service === service);
	return cell ? cell.demand - cell.open : 0;
}

function unpaidBy({ claims }: FundedForecast, quarter: Quarter, service: string): Map<Unpaid, number> {
	const open = new Map<Unpaid, number>();
	for (const claim of claims)
		if (claim.quarter === quarter && claim.service === service && claim.because)
			open.set(claim.because, (open.get(claim.because) ?? 0) + claim.open);
	return open;
}

/** A fall is shared over what stays unpaid, as far as that reaches; what is beyond it is less need. */
function partsOf(change: number, unpaid: Map<Unpaid, number>): Fall['parts'] {
	if (change === 0) return {};
	if (change > 0) return { others: change };
	const all = [...unpaid.values()].reduce((sum, dollars) => sum + dollars, 0);
	const explained = Math.min(-change, all);
	const parts = [...unpaid].map(([because, dollars]) => [because, -(explained * dollars) / all] as const);
	const rest = -change - explained;
	return { ...Object.fromEntries(parts), ...(rest > 0 ? { need: -rest } : {}) };
}
