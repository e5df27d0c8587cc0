import type { Plan } from '$lib/domain';

/** One inequality: the sum of its terms is at most a limit. */
interface Limit {
	terms: number[];
	most: number;
}

/**
 * The best objective of a tiny plan by brute force: every corner of its rules is visited. Written from the design alone
 * and without the solver, as inequalities over people, indirect dollars and match; contracts by trying each set of them.
 * Null where no plan keeps the rules.
 */
export function bestByCorners(plan: Plan): number | null {
	const pairs = plan.funders.flatMap((_, f) => plan.partners.map((_, k) => [f, k] as const));
	if (!plan.contracts) return bestCorner(new Tiny(plan, null));
	let best: number | null = null;
	for (let set = 0; set < 1 << pairs.length; set++) {
		const made = pairs.filter((_, bit) => (set >> bit) & 1);
		const most = plan.contracts.max_partners_per_funder ?? Infinity;
		if (plan.funders.some((_, f) => made.filter(([own]) => own === f).length > most)) continue;
		const found = bestCorner(new Tiny(plan, new Set(made.map(([f, k]) => `${f} ${k}`))));
		if (found !== null) best = Math.max(best ?? -Infinity, found);
	}
	return best;
}

/** People by award, partner and need. */
interface Way {
	f: number;
	k: number;
	n: number;
	cost: number;
}

class Tiny {
	readonly ways: Way[] = [];
	readonly limits: Limit[] = [];
	readonly gain: number[] = [];
	readonly size: number;
	private readonly matches: { from: number; to: number; service: string }[] = [];

	constructor(
		private readonly plan: Plan,
		private readonly made: Set<string> | null
	) {
		this.findWays();
		this.findMatches();
		this.size = this.ways.length + plan.funders.length + this.matches.length;
		const taste = (f: number) => plan.funders[f]!.preference_cost_per_1000 / 1000;
		this.gain = [
			...this.ways.map(({ f, n, cost }) => plan.need[n]!.weight - taste(f) * cost),
			...plan.funders.map((_, f) => -taste(f)),
			...this.matches.map(() => 0)
		];
		for (let at = 0; at < this.size; at++) this.atMost([[at, -1]], 0);
		this.limitPeople();
		plan.funders.forEach((_, f) => this.limitAward(f));
		this.payIndirect();
		this.countMatchOnce();
		this.keepFloors();
		this.keepContracts();
	}

	private findWays(): void {
		this.plan.need.forEach(({ population, service, quarter }, n) =>
			this.plan.funders.forEach((funder, f) =>
				this.plan.partners.forEach(({ id }, k) => {
					const price = this.plan.unit_cost.find((row) => row.partner === id && row.service === service);
					const cap = typeof funder.per_person_cap === 'number' ? funder.per_person_cap : Infinity;
					const pays = funder.services.includes(service) && funder.populations.includes(population);
					const lives = funder.first_quarter <= quarter && quarter <= funder.last_quarter;
					const isMade = this.made?.has(`${f} ${k}`) ?? true;
					if (price && pays && lives && isMade && price.cost <= cap)
						this.ways.push({ f, k, n, cost: price.cost });
				})
			)
		);
	}

	private findMatches(): void {
		this.plan.funders.forEach((taker, to) => {
			if (!taker.federal || taker.match_ratio === null) return;
			this.plan.funders.forEach((giver, from) => {
				if (giver.federal || giver.match_ratio !== null) return;
				for (const service of giver.services)
					if (taker.services.includes(service)) this.matches.push({ from, to, service });
			});
		});
	}

	private atMost(terms: [number, number][], most: number): void {
		const row = new Array<number>(this.size).fill(0);
		for (const [at, coefficient] of terms) row[at]! += coefficient;
		this.limits.push({ terms: row, most });
	}

	private where(test: (way: Way) => boolean, value: (way: Way) => number): [number, number][] {
		return this.ways.flatMap((way, at): [number, number][] => (test(way) ? [[at, value(way)]] : []));
	}

	private limitPeople(): void {
		this.plan.need.forEach(({ units }, n) =>
			this.atMost(
				this.where(
					(way) => way.n === n,
					() => 1
				),
				units
			)
		);
		for (const { partner, service, quarter, units } of this.plan.capacity) {
			const isHere = ({ k, n }: Way) =>
				this.plan.partners[k]!.id === partner &&
				this.plan.need[n]!.service === service &&
				this.plan.need[n]!.quarter === quarter;
			if (units !== null && this.ways.some(isHere))
				this.atMost(
					this.where(isHere, () => 1),
					units
				);
		}
	}

	private limitAward(f: number): void {
		const { budget, admin_cap, quarter_draw_cap, earmark, support_share_cap, match_ratio, federal } =
			this.plan.funders[f]!;
		const indirect = this.ways.length + f;
		const spent = (share: (way: Way) => number) =>
			this.where(
				(way) => way.f === f,
				(way) => way.cost * share(way)
			);
		this.atMost([...spent(() => 1), [indirect, 1]], budget);
		if (admin_cap !== null) this.atMost([...spent(() => -admin_cap), [indirect, 1 - admin_cap]], 0);
		else if (this.plan.funders.some((one) => one.admin_cap !== null)) this.atMost([[indirect, 1]], 0);
		if (quarter_draw_cap !== null)
			for (let quarter = 0; quarter < this.plan.quarters; quarter++)
				this.atMost(
					spent(({ n }) => (this.plan.need[n]!.quarter === quarter ? 1 : 0)),
					quarter_draw_cap * budget
				);
		if (earmark) {
			const named = ({ n }: Way) => (earmark.populations.includes(this.plan.need[n]!.population) ? 1 : 0);
			this.atMost(
				spent((way) => earmark.min_share - named(way)),
				0
			);
		}
		if (support_share_cap !== null) {
			const group = ({ n }: Way) =>
				this.plan.services.find(({ id }) => id === this.plan.need[n]!.service)!.group;
			this.atMost(
				spent((way) => (group(way) === 'support' ? 1 : 0) - support_share_cap),
				0
			);
		}
		if (federal && match_ratio !== null) {
			const got = this.matches.flatMap(({ to }, m): [number, number][] =>
				to === f ? [[this.matchAt(m), -1]] : []
			);
			this.atMost([...spent(() => match_ratio), ...got], 0);
		}
	}

	private matchAt(match: number): number {
		return this.ways.length + this.plan.funders.length + match;
	}

	private payIndirect(): void {
		const owed = this.where(
			() => true,
			({ k, cost }) => this.plan.partners[k]!.indirect_rate * cost
		);
		const paid = this.plan.funders.map((_, f): [number, number] => [this.ways.length + f, -1]);
		this.atMost([...owed, ...paid], 0);
		this.atMost(
			[...owed, ...paid].map(([at, value]): [number, number] => [at, -value]),
			0
		);
	}

	private countMatchOnce(): void {
		const sources = new Map(
			this.matches.map(({ from, service }) => [`${from} ${service}`, { from, service }])
		);
		for (const { from, service } of sources.values()) {
			const counted = this.matches.flatMap((one, m): [number, number][] =>
				one.from === from && one.service === service ? [[this.matchAt(m), 1]] : []
			);
			const spent = this.where(
				({ f, n }) => f === from && this.plan.need[n]!.service === service,
				({ cost }) => -cost
			);
			this.atMost([...counted, ...spent], 0);
		}
	}

	private keepFloors(): void {
		if (!this.plan.floors) return;
		for (const { id } of this.plan.populations) {
			const own = this.plan.need.filter(({ population }) => population === id);
			const wanted = own.reduce((sum, { units, weight }) => sum + units * weight, 0);
			const isOwn = ({ n }: Way) => this.plan.need[n]!.population === id;
			this.atMost(
				this.where(isOwn, ({ n }) => -this.plan.need[n]!.weight),
				-this.plan.floors.min_weighted_coverage * wanted
			);
		}
	}

	private keepContracts(): void {
		for (const pair of this.made ?? []) {
			const isPair = ({ f, k }: Way) => `${f} ${k}` === pair;
			this.atMost(
				this.where(isPair, ({ cost }) => -cost),
				-this.plan.contracts!.min_contract
			);
		}
	}
}

const NEAR = 1e-7;

/** Visits each corner: as many limits as unknowns hold exactly, the others are kept. */
function bestCorner({ size, limits, gain }: Tiny): number | null {
	let best: number | null = null;
	const rows = limits.map(({ terms, most }) => {
		const scale = Math.max(...terms.map(Math.abs), 1e-9);
		return { terms: terms.map((term) => term / scale), most: most / scale };
	});
	const pick = (from: number, basis: { row: number[]; pivot: number }[]): void => {
		if (basis.length === size) return visit(basis);
		if (rows.length - from < size - basis.length) return;
		const reduced = reduce([...rows[from]!.terms, rows[from]!.most], basis);
		if (reduced) pick(from + 1, [...basis, reduced]);
		pick(from + 1, basis);
	};
	const visit = (basis: { row: number[]; pivot: number }[]): void => {
		const point = new Array<number>(size).fill(0);
		for (const { row, pivot } of [...basis].reverse())
			point[pivot] =
				row[size]! -
				row.reduce((sum, term, at) => sum + (at < size && at !== pivot ? term * point[at]! : 0), 0);
		const isKept = rows.every(({ terms, most }) => {
			const value = terms.reduce((sum, term, at) => sum + term * point[at]!, 0);
			return value <= most + NEAR * Math.max(1, Math.abs(most));
		});
		if (isKept)
			best = Math.max(
				best ?? -Infinity,
				point.reduce((sum, value, at) => sum + value * gain[at]!, 0)
			);
	};
	pick(0, []);
	return best;
}

/** Takes what is known of the basis out of a row; nothing where nothing is left of it. */
function reduce(
	row: number[],
	basis: { row: number[]; pivot: number }[]
): { row: number[]; pivot: number } | null {
	const left = [...row];
	for (const { row: known, pivot } of basis) {
		const factor = left[pivot]!;
		if (factor !== 0) known.forEach((term, at) => (left[at]! -= factor * term));
	}
	const unknowns = left.slice(0, -1);
	const largest = Math.max(...unknowns.map(Math.abs));
	if (largest < 1e-9) return null;
	const pivot = unknowns.findIndex((term) => Math.abs(term) === largest);
	return { row: left.map((term) => term / left[pivot]!), pivot };
}
