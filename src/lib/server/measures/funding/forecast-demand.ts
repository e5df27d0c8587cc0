import { addQuarters, quartersBetween, type Quarter, type SafeTable } from '$lib/domain';
import { codeLabel } from '$lib/catalog';
import type { Warehouse } from '$lib/server/warehouse';
import type { Ask } from '../measure';
import { awardsOf, publicFigures } from '../counting/public-figures';
import type { Award, MatrixLine } from '../counting/read-public';
import { AHEAD } from '../resolve-question';
import { ruleNotes } from './rule-notes';
import { expectNeed, TRAILING, type ExpectedNeed } from './expected-need';
import { unitPrices, type Price, type PriceOf } from './unit-prices';

/** Expected need of one service (and population) in one coming quarter, in people and dollars. */
export interface DemandCell extends ExpectedNeed {
	quarter: Quarter;
	/** Dollars for one person; null where nobody names a price. */
	cost: number | null;
	source: Price['source'] | 'both' | null;
}

/** The coming eight quarters' demand, per population and per service (where a person in several populations counts once). */
export interface Forecast {
	quarters: Quarter[];
	byPopulation: DemandCell[];
	byService: DemandCell[];
	lines: MatrixLine[];
	awards: Map<string, Award>;
	/** The safe tables it rests on. */
	from: SafeTable[];
	notes: string[];
}

const known = new WeakMap<Warehouse, Map<string, Promise<Forecast>>>();

/** Forecasts demand from protected needs and public prices only; once per state and threshold, which never change. */
export function forecastDemand(ask: Ask): Promise<Forecast> {
	const forecasts = known.get(ask.w) ?? new Map<string, Promise<Forecast>>();
	known.set(ask.w, forecasts);
	const key = `${ask.facts.state}/${ask.context.threshold}`;
	const found = forecasts.get(key) ?? forecast(ask);
	forecasts.set(key, found);
	found.catch(() => forecasts.delete(key));
	return found;
}

async function forecast(ask: Ask): Promise<Forecast> {
	const [perPopulation, perService, paid, figures] = await Promise.all([
		ask.also('service_need', ['quarter', 'service', 'population']),
		ask.also('service_need', ['quarter', 'service']),
		ask.also('unit_cost', ['quarter', 'service']),
		publicFigures(ask)
	]);
	const trailing = ask.facts.quarters.slice(-TRAILING);
	const quarters = comingQuarters(ask);
	const lines = figures.matrix.objects() as MatrixLine[];
	const awards = awardsOf(figures);
	const recent = { ...paid, rows: paid.rows.filter((row) => trailing.includes(String(row.quarter))) };
	const priceOf = unitPrices(lines, awards, recent);
	const byPopulation = quarters.flatMap((quarter) =>
		price(expectNeed(perPopulation, trailing, perService), quarter, priceOf)
	);
	const byService = quarters.flatMap((quarter) =>
		blend(expectNeed(perService, trailing), quarter, byPopulation)
	);
	const from = [perPopulation, perService, paid];
	const notes = [...notesOf(byPopulation, byService), ...ruleNotes(lines, awards)];
	return { quarters, byPopulation, byService, lines, awards, from, notes };
}

function comingQuarters(ask: Ask): Quarter[] {
	const last = ask.facts.quarters.at(-1);
	return last ? quartersBetween(addQuarters(last, 1), addQuarters(last, AHEAD)) : [];
}

function price(needs: ExpectedNeed[], quarter: Quarter, priceOf: PriceOf): DemandCell[] {
	return needs.map((need) => {
		const found = priceOf(quarter, need.service, need.population ?? '');
		return { ...need, quarter, cost: found?.cost ?? null, source: found?.source ?? null };
	});
}

/** A service's price is the mean of its populations' prices, each weighing as many people as are expected. */
function blend(needs: ExpectedNeed[], quarter: Quarter, cells: DemandCell[]): DemandCell[] {
	return needs.map((need) => {
		const parts = cells.filter(
			(cell) => cell.quarter === quarter && cell.service === need.service && cell.cost !== null
		);
		const weight = parts.reduce((sum, cell) => sum + cell.people, 0);
		const dollars = parts.reduce((sum, cell) => sum + cell.people * (cell.cost ?? 0), 0);
		const sources = new Set(parts.map((cell) => cell.source));
		const source = sources.size > 1 ? 'both' : ([...sources][0] ?? null);
		return { ...need, quarter, cost: weight > 0 ? dollars / weight : null, source };
	});
}

function notesOf(byPopulation: DemandCell[], byService: DemandCell[]): string[] {
	const assumed = [...byPopulation, ...byService].some((cell) => cell.assumed > 0);
	const unpriced = [
		...new Set(byService.filter((cell) => cell.cost === null && cell.people > 0).map((cell) => cell.service))
	];
	return [
		'Expected need is the mean of the last four published quarters, its range their lowest and highest.',
		...(assumed
			? [
					'A withheld quarter enters as an assumption of 5 people, or of as many as its service’s total leaves for it; the column of assumed quarters counts them.'
				]
			: []),
		...(unpriced.length > 0
			? [
					`No price is known for ${unpriced.map((code) => codeLabel('services', code)).join(', ')}: neither an offering nor the ledger names one, so it is in no sum of dollars.`
				]
			: [])
	];
}
