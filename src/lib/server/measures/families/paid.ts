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
	headline: [['quarter', 'service'], ['service']],
	beside: ['served'],
	fillsQuarters: false,
	count: countPaid
};

const SPREAD = { of: 'cents', shares: { quartile_1: 0.25, median: 0.5, quartile_3: 0.75 } };

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
	return cells.map(({ at, counts, figures }) => ({ at: named(at), counts, figures: inDollars(figures) }));
}

function named(at: Record<string, string>): Record<string, string> {
	return at.award === '' ? { ...at, award: 'none' } : at;
}

/** Cents add up the same in any order; dollars are for reading. */
function inDollars({ amount = 0, ...spread }: Record<string, number> = {}): Record<string, number> {
	const entries = Object.entries({ amount_usd: amount, ...spread });
	return Object.fromEntries(entries.map(([name, cents]) => [name, cents / 100]));
}

/** The empty code stands for no award: a code is counted as a small number, a word would not be. */
const PAID = `(SELECT d.person_no, d.quarter_index, d.service, coalesce(d.award, ''::mart.award) AS award, d.amount_cents AS cents
	FROM mart.fct_deliveries d
	WHERE d.amount_cents > 0 AND d.quarter_index IN (SELECT quarter_index FROM mart.dim_quarters WHERE is_published))`;
