import type { MarginalValues, PlaceValue } from '$lib/domain';
import type { Step } from '$lib/server/solver';
import type { Written } from './write-program';

/** The steps whose worth a plan tells: one more dollar of each award, one more place wherever places are limited. */
export function askSteps({ rules, numbered }: Written): { steps: Step[]; places: number[] } {
	const { funders } = numbered.plan;
	const rows: number[][] = funders.map(() => []);
	const places: number[] = [];
	rules.forEach(({ kind, award }, row) => {
		if (kind === 'budget' || kind === 'draw') rows[award!]!.push(row);
		if (kind === 'capacity') places.push(row);
	});
	const dollars = rows.map((own, award) => ({
		rows: Int32Array.from(own),
		amounts: Float64Array.from(own, (row) =>
			rules[row]!.kind === 'budget' ? 1 : (funders[award]!.quarter_draw_cap ?? 0)
		)
	}));
	const one = Float64Array.of(1);
	return {
		steps: [...dollars, ...places.map((row) => ({ rows: Int32Array.of(row), amounts: one }))],
		places
	};
}

/** Less than this is no gain. */
const NOTHING = 1e-9;

/** The worth of the steps in the words of a plan. */
export function readGains(
	{ rules, numbered }: Written,
	{ gains, places, lookedAfter }: { gains: Float64Array; places: number[]; lookedAfter: number }
): MarginalValues {
	const { plan } = numbered;
	const capacity = places.flatMap((row, at): PlaceValue[] => {
		const value = gains[plan.funders.length + at]!;
		const { partner, service, quarter } = rules[row]!;
		if (value <= NOTHING) return [];
		return [
			{
				partner: plan.partners[partner!]!.id,
				service: plan.services[service!]!.id,
				quarter: quarter!,
				value
			}
		];
	});
	const awards = plan.funders.map(({ id }, at): [string, number] => [
		id,
		gains[at]! > NOTHING ? gains[at]! : 0
	]);
	return {
		awards: Object.fromEntries(awards),
		capacity: capacity.sort((a, b) => order(a, b)),
		contracts_held: plan.contracts !== null,
		one_sided: lookedAfter >= plan.funders.length,
		places_one_sided: lookedAfter >= gains.length
	};
}

function order(a: PlaceValue, b: PlaceValue): number {
	const key = (one: PlaceValue) => `${one.partner}|${one.service}|${String(one.quarter).padStart(4, '0')}`;
	return key(a) < key(b) ? -1 : 1;
}
