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
const QUARTILES = 'quantile_cont(amount_usd, [0.25, 0.5, 0.75])';

/** What each person was given, added up over what a cell leaves out; then how that spreads over persons. */
function countPaid(ask: AskMarts): Promise<CountedCell[]> {
	return countPersons(ask, {
		from: PAID,
		sets: combinationsOf(TABLES),
		grain: null,
		keep: 'sum(amount_usd) AS amount_usd',
		counts: { persons: 'count(*)' },
		figures: {
			amount_usd: 'sum(amount_usd)',
			quartile_1: `${QUARTILES}[1]`,
			median: `${QUARTILES}[2]`,
			quartile_3: `${QUARTILES}[3]`
		}
	});
}

const PAID = `(SELECT d.person_no, d.quarter_index, d.service, coalesce(d.award, 'none') AS award, d.amount_usd
	FROM mart.fct_deliveries d
	JOIN mart.dim_quarters q ON q.quarter_index = d.quarter_index AND q.is_published
	WHERE d.amount_usd > 0)`;
