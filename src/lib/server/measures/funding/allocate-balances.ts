import { quarterEnd, quarterStart, type Quarter } from '$lib/domain';
import type { Award, MatrixLine } from '../counting/read-public';
import type { DemandCell, Forecast } from './forecast-demand';
import { mayPay } from './unit-prices';
import { whyUnpaid, type Unpaid } from './why-unpaid';

/** Less than a cent is nothing. */
const CENT = 0.005;

/** How many people are expected: as many as on average, as few as in the lowest or as many as in the highest quarter. */
export type Level = 'people' | 'low' | 'high';

/** What a service asks for a population in a quarter, and what no award's balance reaches of it. */
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
 * Pays the coming quarters' demand from what the awards have left, quarter by quarter: the award that is first in
 * the legal order pays first; one that cannot pay all it may pay for pays everyone the same share.
 */
export function allocateBalances(
	forecast: Forecast,
	balances: ReadonlyMap<string, number>,
	level: Level = 'people'
): Claim[] {
	const left = new Map(balances);
	const order = [...forecast.awards.values()].sort(
		(a, b) => a.payer_order - b.payer_order || (a.award < b.award ? -1 : 1)
	);
	const reasons = whyUnpaid(forecast);
	return forecast.quarters.flatMap((quarter) => {
		const claims = claimsOf(forecast, quarter, level);
		const lines = forecast.lines.filter((line) => line.quarter === quarter && mayPay(line, forecast.awards));
		for (const award of order.filter((candidate) => isLive(candidate, quarter)))
			pay(award, { claims, lines, left });
		return claims.map((claim) => settled(claim, reasons));
	});
}

type OpenClaim = Omit<Claim, 'because'>;

/** A service's demand, split over its populations as their own expected dollars are. */
function claimsOf(forecast: Forecast, quarter: Quarter, level: Level): OpenClaim[] {
	const dollars = (cell: DemandCell) => cell[level] * (cell.cost ?? 0);
	return forecast.byService
		.filter((cell) => cell.quarter === quarter)
		.flatMap((whole) => {
			const parts = forecast.byPopulation.filter(
				(cell) => cell.quarter === quarter && cell.service === whole.service
			);
			const all = parts.reduce((sum, cell) => sum + dollars(cell), 0);
			return parts.map((cell) => {
				const demand = all > 0 ? (dollars(whole) * dollars(cell)) / all : 0;
				return {
					quarter,
					service: cell.service,
					population: cell.population ?? '',
					demand,
					open: demand
				};
			});
		});
}

function isLive(award: Award, quarter: Quarter): boolean {
	return award.start_date <= quarterEnd(quarter) && award.end_date >= quarterStart(quarter);
}

function pay(
	award: Award,
	{ claims, lines, left }: { claims: OpenClaim[]; lines: MatrixLine[]; left: Map<string, number> }
): void {
	const payable = new Set(
		lines.filter((line) => line.award === award.award).map((line) => `${line.service}/${line.population}`)
	);
	const mine = claims.filter((claim) => payable.has(`${claim.service}/${claim.population}`));
	const asked = mine.reduce((sum, claim) => sum + claim.open, 0);
	const paid = Math.min(asked, Math.max(0, left.get(award.award) ?? 0));
	if (asked <= 0) return;
	for (const claim of mine) claim.open -= (paid * claim.open) / asked;
	left.set(award.award, (left.get(award.award) ?? 0) - paid);
}

function settled(claim: OpenClaim, reasonOf: ReturnType<typeof whyUnpaid>): Claim {
	const open = claim.open < CENT ? 0 : claim.open;
	return { ...claim, open, because: open > 0 ? reasonOf(claim) : null };
}
