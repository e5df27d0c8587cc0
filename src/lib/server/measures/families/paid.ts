import type { FamilyCell } from '$lib/server/disclosure';
import { combinationsOf, countGroups, type AskMarts, type FamilySpec } from './family-spec';

/** Persons for whom the ledger says what a delivered service cost. */
export const paid: FamilySpec = {
	id: 'paid',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping' },
		{ id: 'service', kind: 'overlapping' },
		{ id: 'award', kind: 'overlapping' }
	],
	tables: [['quarter', 'service', 'award']],
	variables: ['persons'],
	sums: [],
	headline: [['service'], ['quarter', 'service']],
	fillsQuarters: false,
	count: (ask: AskMarts): Promise<FamilyCell[]> =>
		countGroups(ask, {
			from: PAID,
			sets: combinationsOf([['quarter', 'service', 'award']]),
			counts: { persons: 'count(DISTINCT person_no)' }
		})
};

/** What each person was given of a service by an award in a published quarter. */
export const PAID = `(SELECT person_no, d.quarter_index, service, coalesce(award, 'none') AS award, sum(amount_usd) AS amount_usd
	FROM mart.fct_deliveries d
	JOIN mart.dim_quarters q ON q.quarter_index = d.quarter_index AND q.is_published
	WHERE amount_usd > 0
	GROUP BY ALL)`;
