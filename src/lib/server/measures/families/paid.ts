import {
	combinationsOf,
	countPersons,
	type AskMarts,
	type CountedCell,
	type FamilySpec
} from './family-spec';

const TABLES = [
	['quarter', 'service'],
	['service', 'award']
];

/** Persons for whom the ledger says what a delivered service cost. */
export const paid: FamilySpec = {
	id: 'paid',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping' },
		{ id: 'service', kind: 'overlapping' },
		{ id: 'award', kind: 'overlapping' }
	],
	tables: TABLES,
	variables: ['persons'],
	sums: [],
	headline: [['service'], ['quarter', 'service']],
	fillsQuarters: false,
	count: countPaid
};

/** One list of amounts for all three. */
const QUARTILES = 'quantile_cont(cents, [0.25, 0.5, 0.75])';

const SPREAD = {
	quartile_1: `${QUARTILES}[1]`,
	median: `${QUARTILES}[2]`,
	quartile_3: `${QUARTILES}[3]`
};

/** What each person was given, added up over what a cell leaves out; then how that spreads over persons. */
async function countPaid(ask: AskMarts): Promise<CountedCell[]> {
	const cells = await countPersons(ask, {
		from: PAID,
		sets: combinationsOf(TABLES),
		grain: null,
		keep: 'sum(cents)::BIGINT AS cents',
		counts: { persons: 'count(*)' },
		sums: { amount: 'coalesce(sum(cents), 0)' },
		spread: SPREAD
	});
	return cells.map((cell) => ({ ...cell, figures: inDollars(cell.figures) }));
}

/** Cents add up the same in any order; dollars are for reading. */
function inDollars({ amount = 0, ...spread }: Record<string, number> = {}): Record<string, number> {
	const entries = Object.entries({ amount_usd: amount, ...spread });
	return Object.fromEntries(entries.map(([name, cents]) => [name, cents / 100]));
}

const PAID = `(SELECT d.person_no, d.quarter_index, d.service, coalesce(d.award, 'none') AS award, d.amount_cents AS cents
	FROM mart.fct_deliveries d
	JOIN mart.dim_quarters q ON q.quarter_index = d.quarter_index AND q.is_published
	WHERE d.amount_cents > 0)`;
