import {
	quarterIndex,
	quarterOf,
	writeDollars,
	type BasisLine,
	type PlanCost,
	type PlanOffering,
	type Quarter
} from '$lib/domain';
import type { PlannedAward, Sides } from './plan-awards';
import { addedAt } from './plan-places';

interface Asked extends Sides {
	funders: PlannedAward[];
	prices: PlanCost[];
}

/** Which award may pay which partner for what and whom: the lines of the matrix, as a scenario relaxes and adds to them. */
export function planOfferings(asked: Asked): PlanOffering[] {
	const { funders, scenario } = asked;
	sayLines(asked);
	return funders.flatMap((planned) => {
		const { award } = planned;
		if (award === null) return everywhere(planned, asked.prices);
		const relaxed = (rule: string) =>
			scenario.relaxed.some((one) => one.award === award && one.rule === rule);
		const lines = ofLines(asked, planned).map((line) =>
			relaxed('populations') ? { ...line, population: 'any' } : line
		);
		return relaxed('services') || relaxed('partners') ? everywhere(planned, asked.prices) : lines;
	});
}

/** An award that may pay every partner with a price. */
function everywhere({ funder }: PlannedAward, prices: PlanCost[]): PlanOffering[] {
	return prices
		.filter(({ service }) => funder.services.includes(service))
		.map(({ partner, service }) => ({
			funder: funder.id,
			partner,
			service,
			population: 'any',
			from: funder.first_quarter,
			to: funder.last_quarter,
			cap: null
		}));
}

function ofLines(asked: Asked, { funder, award }: PlannedAward): PlanOffering[] {
	const { basis, scenario, prices } = asked;
	const filed = basis.awards.find((one) => one.award === award)!;
	return basis.lines
		.filter((line) => line.award === award)
		.filter((line) => isAffordable(asked, line, priceAt(prices, line)))
		.flatMap((line) => {
			const { first, last } = lifeOf(basis.quarters, line);
			const from = Math.max(funder.first_quarter, first);
			const to = endsWithAward(basis.quarters, line, filed.end_date)
				? funder.last_quarter
				: Math.min(funder.last_quarter, last);
			if (from > to) return [];
			const { partner, service, population, capacity } = line;
			const cap = capacity === null ? null : capacity + addedAt(scenario.places, partner, service);
			return [{ funder: funder.id, partner, service, population, from, to, cap }];
		});
}

function lifeOf(quarters: Quarter[], { from, to }: BasisLine): { first: number; last: number } {
	const start = quarterIndex(quarters[0] ?? from);
	return { first: quarterIndex(from) - start, last: quarterIndex(to) - start };
}

/** A line that lives as long as its award goes on with it; one that ended before is over. */
function endsWithAward(quarters: Quarter[], { to }: BasisLine, endDate: string): boolean {
	const horizon = quarterIndex(quarters.at(-1) ?? to);
	return quarterIndex(to) >= Math.min(horizon, quarterIndex(quarterOf(endDate)));
}

function priceAt(prices: PlanCost[], { partner, service }: BasisLine): number | null {
	return prices.find((price) => price.partner === partner && price.service === service)?.cost ?? null;
}

/** Months that a cap's period allows in one quarter: a month's cap thrice, a longer one whole. */
const TIMES: Record<string, number> = { month: 3, year: 1, once: 1 };

/** Whether what a line pays for one person reaches the price of a quarter. */
function isAffordable({ said }: Asked, line: BasisLine, price: number | null): boolean {
	if (price === null) return false;
	if (line.cap_usd === null) return true;
	const cap = line.cap_usd * (TIMES[line.cap_period ?? 'once'] ?? 1);
	if (cap >= price) return true;
	said.say('left_out', 'The cap of these lines does not reach the price of a quarter; they are left out.', {
		from: 'offerings',
		row: `line ${line.id}, ${said.name('service', line.service)}: cap ${writeDollars(cap)}, price ${writeDollars(price)}`
	});
	return false;
}

function sayLines({ basis, said, funders }: Asked): void {
	const first = quarterIndex(basis.quarters[0] ?? '');
	const planned = new Set(funders.map(({ award }) => award));
	for (const line of basis.lines) {
		const row = `line ${line.id}, ${said.name('service', line.service)} at ${said.name('partner', line.partner)}`;
		if (line.award === null && quarterIndex(line.to) >= first)
			said.say('left_out', 'Behind these lines stands no award, so how much they could pay is not known; they are left out.', {
				from: 'offerings',
				row
			});
		else if (line.award !== null && !basis.awards.some(({ award }) => award === line.award))
			said.say('left_out', 'The award behind these lines was never filed; they are left out.', {
				from: 'offerings',
				row: `${row}: ${line.award}`
			});
		else if (line.isConditional && planned.has(line.award))
			said.say('rules', 'Where a line pays under a condition, the plan takes it that the condition is met.', {
				from: 'offerings',
				row
			});
	}
	said.say('rules', 'An award pays for what its rules allow and the service matrix names for it, and for nothing else.', {
		from: 'offerings'
	});
}
