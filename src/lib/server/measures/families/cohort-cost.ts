import { combinationsOf, countGroups, type AskMarts, type CountedCell, type FamilySpec } from './family-spec';

const TABLES = [['start_quarter', 'program']];

/**
 * Dollars that the ledger names for people who began training, by start. It counts nobody: who they are, and whether
 * they may be told, the family of their training says, cell by cell. Not by population: everybody less those of one
 * population may be a single person, whose dollars would be told.
 */
export const cohortCost: FamilySpec = {
	id: 'cohort_cost',
	dimensions: [
		{ id: 'start_quarter', kind: 'partition' },
		{ id: 'program', kind: 'partition' }
	],
	tables: TABLES,
	variables: [],
	sums: [],
	headline: [[]],
	fillsQuarters: false,
	count: countCosts
};

async function countCosts(ask: AskMarts): Promise<CountedCell[]> {
	const sums = { cents: 'coalesce(sum(cents), 0)' };
	const parts = await countGroups(ask, { from: COSTS, sets: combinationsOf(TABLES), counts: {}, sums });
	return parts.map(({ at, figures }) => ({
		at,
		counts: {},
		figures: { spent_usd: (figures?.cents ?? 0) / 100 }
	}));
}

/** What was paid by data end for the services of one person. */
const PAID = `(SELECT person_no, sum(amount_cents)::BIGINT AS cents FROM mart.fct_deliveries
	WHERE amount_cents > 0 AND quarter_index <= (SELECT max(quarter_index) FROM mart.dim_quarters WHERE is_published)
	GROUP BY person_no)`;

const COSTS = `(SELECT s.start_quarter, s.program, d.cents FROM mart.fct_stays s LEFT JOIN ${PAID} d USING (person_no))`;
