import type { Plan } from '$lib/domain';

/** The same plan with every list in one order, so that an answer cannot hang on the order of rows. */
export function inOrder(plan: Plan): Plan {
	return {
		...plan,
		populations: sorted(plan.populations),
		services: sorted(plan.services),
		partners: sorted(plan.partners),
		unit_cost: sorted(plan.unit_cost),
		capacity: sorted(plan.capacity),
		need: sorted(plan.need),
		funders: sorted(plan.funders).map((funder) => ({
			...funder,
			services: [...funder.services].sort(),
			populations: [...funder.populations].sort(),
			earmark: funder.earmark && {
				...funder.earmark,
				populations: [...funder.earmark.populations].sort()
			}
		})),
		offerings: plan.offerings && sorted(plan.offerings),
		baseline: plan.baseline && sorted(plan.baseline)
	};
}

interface Row {
	id?: string;
	funder?: string;
	partner?: string;
	population?: string;
	service?: string;
	quarter?: number;
	from?: number;
	to?: number;
	cap?: number | null;
}

function sorted<R extends Row>(rows: R[]): R[] {
	return [...rows].sort(compare);
}

function compare(one: Row, other: Row): number {
	return (
		byText(one.id, other.id) ||
		byText(one.funder, other.funder) ||
		byText(one.partner, other.partner) ||
		byText(one.population, other.population) ||
		byText(one.service, other.service) ||
		(one.quarter ?? 0) - (other.quarter ?? 0) ||
		(one.from ?? 0) - (other.from ?? 0) ||
		(one.to ?? 0) - (other.to ?? 0) ||
		(one.cap ?? -1) - (other.cap ?? -1)
	);
}

function byText(one = '', other = ''): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
