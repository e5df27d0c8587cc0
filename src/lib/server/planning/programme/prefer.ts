import type { Plan } from '$lib/domain';

/** What a dollar of each award costs the objective, and what was done to the document's own figures. */
export interface Preference {
	perDollar: Float64Array;
	notes: string[];
}

/** Law stands above taste by this, in dollars of preference for a thousand. */
const STEP = 0.01;

/**
 * The document's preferences as they are; but where payers have a legal order, that comes before any taste, and where
 * a preference would outweigh a person, all of them are scaled until the largest is a hundredth of the smallest weight.
 */
export function prefer(plan: Plan): Preference {
	const taste = plan.funders.map((funder) => funder.preference_cost_per_1000);
	const orders = [...new Set(plan.funders.map(({ payer_order }) => payer_order ?? 1))].sort((a, b) => a - b);
	const hasOrder = orders.length > 1;
	const step = Math.max(...taste, 0) + STEP;
	const wanted = plan.funders.map(({ payer_order }, award) =>
		hasOrder ? (taste[award] ?? 0) + step * orders.indexOf(payer_order ?? 1) : (taste[award] ?? 0)
	);
	const heaviest = Math.max(...wanted, 0) * dearest(plan);
	const scale = hasOrder || heaviest >= 1 ? Math.min(1, 0.01 / heaviest) : 1;
	return {
		perDollar: Float64Array.from(wanted, (cost) => (cost * scale) / 1000),
		notes: notesOf(hasOrder, scale)
	};
}

/** The largest share of a person's weight that a dollar of preference for each thousand costs, indirect cost included. */
function dearest({ need, unit_cost, partners }: Plan): number {
	const rate = Math.max(0, ...partners.map(({ indirect_rate }) => indirect_rate));
	const cost = new Map<string, number>();
	for (const { service, cost: dollars } of unit_cost)
		cost.set(service, Math.max(cost.get(service) ?? 0, dollars));
	const shares = need
		.filter(({ weight, units }) => weight > 0 && units > 0)
		.map(({ service, weight }) => ((cost.get(service) ?? 0) * (1 + rate)) / 1000 / weight);
	return shares.reduce((most, share) => Math.max(most, share), 0);
}

function notesOf(hasOrder: boolean, scale: number): string[] {
	const notes: string[] = [];
	if (hasOrder)
		notes.push(
			'funders: payer_order comes before preference_cost_per_1000: among plans that help equally, a payer who is first by law pays first.'
		);
	if (scale < 1)
		notes.push(
			`funders: preferences were scaled by ${scale.toPrecision(3)}, so that none of them outweighs a person.`
		);
	return notes;
}
