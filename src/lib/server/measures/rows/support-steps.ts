import type { GroupStep, RiskStep, TwoShares } from '../estimates';
import type { SupportTable } from '$lib/server/disclosure';
import type { KeptSupport } from '../kept/supports';

type Cause = 'completed' | 'withdrew';

/** The steps of one group, leaving for one cause. */
export function stepsOf(tables: readonly SupportTable[], cause: Cause): RiskStep[] {
	return tables.map((table) => ({ time: table.to, at_risk: table.at_risk, events: table[cause] }));
}

/** The steps of those with and without a support, within their strata, as the log-rank test takes them. */
export function strataSteps(strata: KeptSupport['strata'], cause: Cause): GroupStep[] {
	return strata.flatMap(({ stratum, tables }) =>
		tables.map((table) => ({
			group: table.received,
			stratum,
			time: table.to,
			at_risk: table.at_risk,
			events: table[cause]
		}))
	);
}

/** Each step as one stratum: who completed of those with, and of those without. */
export function twoShares(tables: readonly SupportTable[]): TwoShares[] {
	const steps = Map.groupBy(tables, ({ to }) => to);
	return [...steps.values()].map((step) => {
		const share = (received: string) => {
			const own = step.find((table) => table.received === received);
			return { hits: own?.completed ?? 0, total: own?.at_risk ?? 0 };
		};
		return { with: share('yes'), without: share('no') };
	});
}
