import type { Quarter } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import type { Ask } from '../measure';
import { publicFigures } from '../counting/public-figures';
import type { Spending } from '../counting/read-public';
import { allocateBest, type Claim, type Level } from './allocate-best';
import { forecastDemand, type DemandCell, type Forecast } from './forecast-demand';
import { planBasisOf } from './plan-basis';
import type { Unpaid } from './why-unpaid';

/** Dollars asked for, and dollars of them that nobody pays. */
export interface Dollars {
	demand: number;
	open: number;
}

/** A service (of a population, or of everybody) in a coming quarter: what it asks for and what stays unfunded. */
export interface FundedCell extends Dollars {
	quarter: Quarter;
	service: string;
	population: string | null;
	/** Expected persons in need. */
	people: number;
	/** Trailing quarters that were withheld and entered as an assumption. */
	assumed: number;
	/** Whether anybody names a price; nothing can be said in dollars without one. */
	priced: boolean;
	/** The same with as few, and with as many, people as in the lowest and the highest of the trailing quarters. */
	low: Dollars;
	high: Dollars;
	/** Why most of it stays unfunded. */
	because: Unpaid | null;
}

/** The forecast, and per coming quarter what stays unfunded; a person in several populations counts once in `byService`. */
export interface FundedForecast {
	forecast: Forecast;
	byService: FundedCell[];
	byPopulation: FundedCell[];
	/** What each population of a service asks of the money, as it was paid. */
	claims: Claim[];
	spending: Spending[];
}

const known = new WeakMap<Warehouse, Map<string, Promise<FundedForecast>>>();

/** Forecasts demand and pays it as the best plan of the state does; once per state and threshold. */
export function fundDemand(ask: Ask): Promise<FundedForecast> {
	const funded = known.get(ask.w) ?? new Map<string, Promise<FundedForecast>>();
	known.set(ask.w, funded);
	const key = `${ask.facts.state}/${ask.context.threshold}`;
	const found = funded.get(key) ?? fund(ask);
	funded.set(key, found);
	found.catch(() => funded.delete(key));
	return found;
}

const LEVELS: Level[] = ['expected', 'low', 'high'];

async function fund(ask: Ask): Promise<FundedForecast> {
	const forecast = await forecastDemand(ask);
	const spending = (await publicFigures(ask)).spending.objects() as Spending[];
	const basis = await planBasisOf(ask);
	const allocated = await Promise.all(LEVELS.map((level) => allocateBest(basis, forecast, level)));
	const levels = allocated.map((claims) =>
		Map.groupBy(claims, (claim) => `${claim.quarter}/${claim.service}`)
	);
	const cells = (some: DemandCell[]) => some.map((cell) => fundedCell(cell, levels));
	return {
		forecast,
		spending,
		byService: cells(forecast.byService),
		byPopulation: cells(forecast.byPopulation),
		claims: allocated[0] ?? []
	};
}

function fundedCell(cell: DemandCell, levels: Map<string, Claim[]>[]): FundedCell {
	const { quarter, service, population, people, assumed, cost } = cell;
	const claims = levels.map((level) =>
		(level.get(`${quarter}/${service}`) ?? []).filter(
			(claim) => population === null || claim.population === population
		)
	);
	const at = (expected: number, place: number): Dollars => {
		const demand = expected * (cost ?? 0);
		return { demand, open: demand * shareOpen(claims[place] ?? []) };
	};
	return {
		...at(people, 0),
		quarter,
		service,
		population,
		people,
		assumed,
		priced: cost !== null,
		low: at(cell.low, 1),
		high: at(cell.high, 2),
		because: mainReason(claims[0] ?? [])
	};
}

/** The share of what some claims ask for that nobody pays; of what no plan knows, all. */
function shareOpen(claims: Claim[]): number {
	const asked = claims.reduce((sum, { demand }) => sum + demand, 0);
	return asked > 0 ? claims.reduce((sum, { open }) => sum + open, 0) / asked : 1;
}

function mainReason(claims: Claim[]): Unpaid | null {
	const [largest] = [...claims].sort((one, other) => other.open - one.open);
	return largest?.because ?? null;
}
