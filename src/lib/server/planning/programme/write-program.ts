import type { LinearProgram } from '$lib/server/solver';
import { writeAwards, type AwardRows } from './award-rows';
import { ContractRows } from './contract-rows';
import { Draft } from './draft';
import type { Holding, Opening } from './find-openings';
import { offer, type Numbered } from './number-plan';
import type { Rule } from './rule';

/** One column for each award x partner, or dollars by award beside people by partner, which is smaller for many of both. */
export type Form = 'direct' | 'pooled';

/** A plan as a programme, and what each of its rows and columns stands for. */
export interface Written {
	numbered: Numbered;
	program: LinearProgram;
	rules: Rule[];
	/** Most that each column can be under the rules; needed to add up a bound. */
	reach: Float64Array;
	/** By column: 1 where it is dollars. */
	isMoney: Uint8Array;
	openings: Opening[];
	/** By opening: its first column; the others follow in the order of its pairs. */
	first: Int32Array;
	/** By opening: 1 where dollars and people stand apart, people first. */
	pooled: Uint8Array;
	indirect: number[];
	matches: Draft['matches'];
	contracts: Draft['contracts'];
	shortfalls: number[];
}

/** The form that solves sooner: pooled (measured), but contracts need to know who pays whom. */
export function chooseForm({ plan }: Numbered): Form {
	return plan.contracts ? 'direct' : 'pooled';
}

/** Writes the programme of a plan. */
export function writeProgram(
	numbered: Numbered,
	openings: Opening[],
	form: Form,
	holding: Holding = {}
): Written {
	return new ProgramWriter(numbered, form, holding).write(openings);
}

class ProgramWriter {
	private readonly draft: Draft;
	private readonly awards: AwardRows[];
	private readonly indirect: number;
	private readonly capacity: Int32Array;
	private readonly floors: Int32Array;
	private readonly offerings = new Map<string, number>();
	private readonly contracts: ContractRows | null;

	constructor(
		private readonly numbered: Numbered,
		private readonly form: Form,
		private readonly holding: Holding
	) {
		const { plan } = numbered;
		this.draft = new Draft(plan.funders.length * plan.quarters);
		this.awards = writeAwards(this.draft, numbered);
		this.indirect = this.draft.row({ kind: 'indirect' }, 0, 0);
		for (const { indirect } of this.awards) this.draft.term(this.indirect, indirect, 1);
		this.capacity = new Int32Array(numbered.places.length).fill(-1);
		this.floors = this.writeFloors();
		this.contracts = plan.contracts && new ContractRows(this.draft, plan, holding.contracts !== undefined);
	}

	write(openings: Opening[]): Written {
		const first = new Int32Array(openings.length);
		const pooled = new Uint8Array(openings.length);
		openings.forEach((opening, at) => {
			const { awards, partners, pairs } = opening;
			const isPooled =
				this.form === 'pooled' &&
				pairs === null &&
				awards.length * partners.length > awards.length + partners.length;
			pooled[at] = isPooled ? 1 : 0;
			first[at] = isPooled ? this.pool(opening) : this.pair(opening);
		});
		this.contracts?.close();
		const { rules, matches, contracts, shortfalls } = this.draft;
		const indirect = this.awards.map((rows) => rows.indirect);
		return {
			numbered: this.numbered,
			...this.draft.pack(),
			...{ rules, openings, first, pooled, indirect, matches, contracts, shortfalls }
		};
	}

	private writeFloors(): Int32Array {
		const { plan, populations } = this.numbered;
		const floors = new Int32Array(plan.populations.length).fill(-1);
		if (!plan.floors || plan.floors.min_weighted_coverage === 0) return floors;
		const wanted = new Float64Array(plan.populations.length);
		for (const { population, units, weight } of plan.need)
			wanted[populations.get(population)!]! += units * weight;
		wanted.forEach((weight, population) => {
			if (weight === 0 || this.holding.floorless?.has(population)) return;
			const least = plan.floors!.min_weighted_coverage * weight;
			floors[population] = this.draft.row({ kind: 'floor', population }, least, Infinity);
			if (!this.holding.mayFallShort) return;
			const shortfall = this.draft.column(0, 1, 1);
			this.draft.term(floors[population]!, shortfall, least);
			this.draft.shortfalls.push(shortfall);
		});
		return floors;
	}

	/** People by partner, dollars by award, and one row that keeps them equal. */
	private pool({ need, awards, partners }: Opening): number {
		const met = this.needRow(need);
		const balance = this.draft.row({ kind: 'balance', need }, 0, 0);
		let first = -1;
		let dearest = 0;
		for (const partner of partners) {
			const { column, cost } = this.people(need, partner, met);
			if (first < 0) first = column;
			this.draft.term(balance, column, cost);
			dearest = Math.max(dearest, cost);
		}
		const { units } = this.numbered.plan.need[need]!;
		for (const award of awards) {
			const most = Math.min(this.numbered.plan.funders[award]!.budget, units * dearest);
			const column = this.draft.dollars(0, most);
			this.draft.term(balance, column, -1);
			this.pay(need, award, column, 1);
		}
		return first;
	}

	/** People by award and partner. */
	private pair({ need, awards, partners, pairs }: Opening): number {
		const met = this.needRow(need);
		let first = -1;
		const all =
			pairs ?? awards.flatMap((award) => partners.map((partner) => ({ award, partner, cap: null })));
		for (const { award, partner, cap } of all) {
			const { column, cost } = this.people(need, partner, met);
			if (first < 0) first = column;
			this.pay(need, award, column, cost);
			if (cap !== null) this.draft.term(this.offeringRow(need, cap), column, 1);
			this.contracts?.add({ award, partner, column, cost });
		}
		return first;
	}

	private needRow(need: number): number {
		return this.draft.row({ kind: 'need', need }, -Infinity, this.numbered.plan.need[need]!.units);
	}

	private people(need: number, partner: number, met: number): { column: number; cost: number } {
		const { plan, services, populations, costs, places } = this.numbered;
		const { population, service, quarter, units, weight } = plan.need[need]!;
		const at = offer(this.numbered, partner, services.get(service)!);
		const cost = costs[at]!;
		const room = places[at * plan.quarters + quarter]!;
		const column = this.draft.column(weight, Math.min(units, room));
		this.draft.term(met, column, 1);
		if (room !== Infinity)
			this.draft.term(this.capacityRow(at, partner, { service, quarter, room }), column, 1);
		this.draft.term(this.indirect, column, -cost * plan.partners[partner]!.indirect_rate);
		const floor = this.floors[populations.get(population)!]!;
		if (floor >= 0) this.draft.term(floor, column, weight);
		return { column, cost };
	}

	private capacityRow(
		at: number,
		partner: number,
		{ service, quarter, room }: { service: string; quarter: number; room: number }
	): number {
		const place = at * this.numbered.plan.quarters + quarter;
		if (this.capacity[place]! < 0) {
			const rule: Rule = {
				kind: 'capacity',
				partner,
				service: this.numbered.services.get(service)!,
				quarter
			};
			this.capacity[place] = this.draft.row(rule, -Infinity, room);
		}
		return this.capacity[place]!;
	}

	private offeringRow(need: number, offering: number): number {
		const { plan } = this.numbered;
		const { quarter } = plan.need[need]!;
		const key = `${offering} ${quarter}`;
		const row =
			this.offerings.get(key) ??
			this.draft.row({ kind: 'offering', offering, quarter }, -Infinity, plan.offerings![offering]!.cap!);
		this.offerings.set(key, row);
		return row;
	}

	private pay(need: number, award: number, column: number, dollars: number): void {
		const { plan, services } = this.numbered;
		const { population, service, quarter } = plan.need[need]!;
		const rows = this.awards[award]!;
		this.draft.term(rows.spend[quarter]!, column, dollars);
		if (rows.earmark >= 0 && rows.earmarked.has(population)) this.draft.term(rows.earmark, column, dollars);
		if (rows.support >= 0 && plan.services[services.get(service)!]!.group === 'support')
			this.draft.term(rows.support, column, dollars);
		const source = rows.source.get(service);
		if (source !== undefined) this.draft.term(source, column, -dollars);
	}
}
