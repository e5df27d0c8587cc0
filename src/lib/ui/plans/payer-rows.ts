import type { Allocated } from '$lib/domain';
import type { PlanNames } from './plan-names';

/** Who pays whom for what, for whom, from when until when. */
export interface PayerRow {
	key: string;
	service: string;
	whom: string;
	award: string;
	partner: string;
	from: string;
	to: string;
	/** People in each quarter in which it pays, on average. */
	people: number;
	dollars: number;
}

/** The rows of an allocation for a memorandum: one for each service, award and partner, the largest first within a service. */
export function payerRows(allocation: readonly Allocated[], names: PlanNames): PayerRow[] {
	const groups = Map.groupBy(allocation, ({ service, funder, partner }) =>
		JSON.stringify([service, funder, partner])
	);
	const rows = [...groups].map(([key, some]) => rowOf(key, some, names));
	return rows.sort(
		(one, other) =>
			compare(one.service, other.service) || other.dollars - one.dollars || compare(one.key, other.key)
	);
}

function rowOf(key: string, some: Allocated[], names: PlanNames): PayerRow {
	const { service, funder, partner } = some[0]!;
	const quarters = [...new Set(some.map(({ quarter }) => quarter))];
	const people = some.reduce((sum, { units }) => sum + units, 0);
	return {
		key,
		service: names.service(service),
		whom: names.whom([...new Set(some.map(({ population }) => population))]),
		award: names.award(funder),
		partner: names.partner(partner),
		from: names.quarter(Math.min(...quarters)),
		to: names.quarter(Math.max(...quarters)),
		people: people / quarters.length,
		dollars: some.reduce((sum, { cost }) => sum + cost, 0)
	};
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
