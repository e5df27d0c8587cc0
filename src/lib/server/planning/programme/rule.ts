/** Rules that an answer may rest on. */
export type RuleKind =
	| 'need'
	| 'capacity'
	| 'offering'
	| 'budget'
	| 'admin'
	| 'draw'
	| 'match'
	| 'earmark'
	| 'support'
	| 'floor'
	| 'contract'
	| 'count';

/** Rows that only keep books: what is spent is what is spent. */
export type BookKind = 'balance' | 'spend' | 'indirect' | 'source';

/** What one row of a programme stands for; places, awards and the rest by their numbers. */
export interface Rule {
	kind: RuleKind | BookKind;
	award?: number;
	partner?: number;
	service?: number;
	population?: number;
	quarter?: number;
	offering?: number;
	need?: number;
}

/** A rule's own name, the same for every row that is part of it. */
export function ruleKey({
	kind,
	award,
	partner,
	service,
	population,
	quarter,
	offering,
	need
}: Rule): string {
	return [kind, award, partner, service, population, quarter, offering, need].join(' ');
}
