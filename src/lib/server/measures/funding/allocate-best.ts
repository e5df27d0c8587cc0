import { AS_FILED, type Plan, type PlanBasis, type Quarter } from '$lib/domain';
import { buildPlan, solvePlan } from '$lib/server/planning';
import type { Forecast } from './forecast-demand';
import { whyUnpaid, type Unpaid } from './why-unpaid';

/** Less than a cent is nothing. */
const CENT = 0.005;

/** How many people are expected: as many as on average, as few as in the lowest or as many as in the highest quarter. */
export type Level = 'expected' | 'low' | 'high';

/** What a service asks for a population in a quarter, and what nobody pays of it in the best plan. */
export interface Claim {
	quarter: Quarter;
	service: string;
	population: string;
	demand: number;
	open: number;
	/** Why something is open; nothing where all is paid. */
	because: Unpaid | null;
}

/**
 * Gives the coming quarters' demand to the awards as the best plan does: no plan under the rules of a state's awards
 * and the places of its offerings leaves less of the weighted needs unmet. Among equals, earlier quarters come first.
 */
export async function allocateBest(basis: PlanBasis, forecast: Forecast, level: Level): Promise<Claim[]> {
	const { plan } = buildPlan(basis, { ...AS_FILED, need: level });
	const result = await solvePlan(soonestFirst(plan), { explain: false, steps: 'none' });
	if (result.status !== 'optimal') throw new Error(`The plan of state ${basis.state} ended ${result.status}`);
	const key = (one: { quarter: number; service: string; population: string }) =>
		`${one.quarter}/${one.service}/${one.population}`;
	const reasons = new Map(result.unmet.map((one) => [key(one), one.reason]));
	const price = new Map(forecast.byPopulation.map((cell) => [placeOf(cell), cell.cost ?? 0]));
	const reasonOf = whyUnpaid(forecast);
	return result.coverage.map((row) => {
		const place = { ...row, quarter: basis.quarters[row.quarter] ?? '' };
		const { quarter, service, population } = place;
		const cost = price.get(placeOf(place)) ?? 0;
		const unpaid = (row.need - row.met) * cost;
		const open = unpaid < CENT ? 0 : unpaid;
		const because = open > 0 ? reasonOf(place, reasons.get(key(row)) ?? 'rule') : null;
		return { quarter, service, population, demand: row.need * cost, open, because };
	});
}

function placeOf(one: { quarter: Quarter; service: string; population: string | null }): string {
	return `${one.quarter}/${one.service}/${one.population}`;
}

/** What a quarter's delay takes off the weight of a need: enough to settle a tie, and nothing else. */
const DELAY = 0.0001;

function soonestFirst(plan: Plan): Plan {
	const need = plan.need.map((one) => ({ ...one, weight: one.weight * (1 - DELAY * one.quarter) }));
	return { ...plan, need };
}
