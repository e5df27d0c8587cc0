import type { Plan } from '$lib/domain';
import type { Draft } from './draft';
import type { Rule } from './rule';

/** The rows of an award's contract with a partner: nothing without one, its minimum with it. */
interface PairRows {
	award: number;
	partner: number;
	least: number;
	most: number;
}

/** What an award pays a partner, so that the columns can be counted into their contract. */
export interface Paid {
	award: number;
	partner: number;
	column: number;
	cost: number;
}

/** Writes contracts as whole numbers; where they are held, only their minimum is left of them. */
export class ContractRows {
	private readonly pairs = new Map<number, PairRows>();

	constructor(
		private readonly draft: Draft,
		private readonly plan: Plan,
		private readonly isHeld: boolean
	) {}

	add({ award, partner, column, cost }: Paid): void {
		const at = award * this.plan.partners.length + partner;
		const rows = this.pairs.get(at) ?? this.rowsOf(award, partner);
		this.pairs.set(at, rows);
		this.draft.term(rows.least, column, cost);
		if (rows.most >= 0) this.draft.term(rows.most, column, cost);
	}

	private rowsOf(award: number, partner: number): PairRows {
		const rule: Rule = { kind: 'contract', award, partner };
		const least = this.isHeld ? this.plan.contracts!.min_contract : 0;
		const row = this.draft.row(rule, least, Infinity);
		return { award, partner, least: row, most: this.isHeld ? -1 : this.draft.row(rule, -Infinity, 0) };
	}

	/** Writes the choices. They come last, so that an opening's columns stand together. */
	close(): void {
		const { contracts, funders } = this.plan;
		if (!contracts || this.isHeld) return;
		for (const { award, partner, least, most } of this.pairs.values()) {
			const column = this.draft.choice();
			this.draft.term(least, column, -contracts.min_contract);
			this.draft.term(most, column, -funders[award]!.budget);
			this.draft.contracts.push({ column, award, partner });
		}
		const limit = contracts.max_partners_per_funder;
		if (limit !== null) funders.forEach((_, award) => this.limitPartners(award, limit));
	}

	private limitPartners(award: number, limit: number): void {
		const own = this.draft.contracts.filter((one) => one.award === award);
		if (own.length <= limit) return;
		const row = this.draft.row({ kind: 'count', award }, -Infinity, limit);
		for (const { column } of own) this.draft.term(row, column, 1);
	}
}
