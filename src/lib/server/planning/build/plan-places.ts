import { quarterIndex, writeDollars, type BasisLine, type Plan, type PlanCapacity, type PlanCost } from '$lib/domain';
import type { Sides } from './plan-awards';

/** What a partner charges for a service, and how many people it can help: of its own lines, and of places added. */
export function planPlaces(sides: Sides): Pick<Plan, 'unit_cost' | 'capacity'> {
	const unit_cost: PlanCost[] = [];
	const capacity: PlanCapacity[] = [];
	for (const offer of offersOf(sides)) {
		const { partner, service } = offer;
		const cost = priceOf(sides, offer);
		if (cost === null) continue;
		unit_cost.push({ partner, service, cost });
		const units = placesOf(sides, offer);
		sides.basis.quarters.forEach((_, quarter) => capacity.push({ partner, service, quarter, units }));
	}
	sides.said.say(
		'places',
		'A partner keeps the places that it had in the last published quarter, also where the award that paid for them has ended, if somebody pays.',
		{ from: 'offerings' }
	);
	return { unit_cost, capacity };
}

interface Offer {
	partner: string;
	service: string;
	lines: BasisLine[];
}

/** Each partner's services with the lines behind them, in one order. */
function offersOf({ basis, scenario }: Sides): Offer[] {
	const offers = new Map<string, Offer>();
	for (const { partner, service } of [...basis.lines, ...scenario.places]) {
		const lines = basis.lines.filter((line) => line.partner === partner && line.service === service);
		offers.set(JSON.stringify([partner, service]), { partner, service, lines });
	}
	return [...offers].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, offer]) => offer);
}

/** The lowest price of lines that live in the plan, else of those that did, else what was paid lately. */
function priceOf({ basis, said }: Sides, { partner, service, lines }: Offer): number | null {
	const first = basis.quarters[0] ?? '';
	const priced = lines.filter(({ unit_cost }) => unit_cost !== null);
	const living = priced.filter(({ to }) => quarterIndex(to) >= quarterIndex(first));
	const prices = [...new Set((living.length > 0 ? living : priced).map(({ unit_cost }) => unit_cost!))];
	const row = `${said.name('service', service)} at ${said.name('partner', partner)}`;
	if (prices.length > 1)
		said.say('prices', 'Where a partner’s lines name several prices for a service, the lowest counts.', {
			from: 'offerings',
			row: `${row}: ${prices.sort((a, b) => a - b).map(writeDollars).join(', ')}`
		});
	if (prices.length > 0) return Math.min(...prices);
	const paid = basis.paid[service];
	if (paid !== undefined) {
		said.say('prices', 'Where no line names a price, what was paid for one person and quarter lately counts.', {
			from: 'unit_cost',
			row: `${row}: ${writeDollars(paid)}`
		});
		return paid;
	}
	said.say('left_out', 'Nobody names a price for these, and none was paid lately; they cannot be planned.', {
		from: 'offerings',
		row: [row, ...lines.map(({ id }) => `line ${id}`)].join(', ')
	});
	return null;
}

/** People whom a partner can help in a quarter: the most that its lines together carried, or carry, in one. */
function placesOf({ basis, scenario }: Sides, { partner, service, lines }: Offer): number | null {
	const last = basis.trailing.at(-1) ?? '';
	const looked = [last, ...basis.quarters].map(quarterIndex);
	const sums = looked.map((quarter) => {
		const live = lines.filter(({ from, to }) => quarterIndex(from) <= quarter && quarter <= quarterIndex(to));
		return live.some(({ capacity }) => capacity === null)
			? Infinity
			: live.reduce((sum, { capacity }) => sum + Number(capacity), 0);
	});
	const own = Math.max(0, ...sums);
	return own === Infinity ? null : own + addedAt(scenario.places, partner, service);
}

/** Places that a scenario adds at a partner. */
export function addedAt(
	places: readonly { partner: string; service: string; units: number }[],
	partner: string,
	service: string
): number {
	return places.find((one) => one.partner === partner && one.service === service)?.units ?? 0;
}
