import { combinationsOf, countGroups, type AskMarts, type CountedCell, type FamilySpec } from './family-spec';

const TABLES = [['start_quarter', 'program']];

/**
 * Everybody falls to one of these, always the same. It adds up what cannot be read and is another number for whoever's
 * dollars are others, so that two states show how many people's dollars changed, at least, without their rows.
 */
const MARKS = Array.from({ length: 64 }, (_, mark) => `mark_${mark}`);

const MARK_SUMS = Object.fromEntries(
	MARKS.map((name, mark) => [name, `coalesce(sum(print) FILTER (mark = ${mark}), 0)`])
);

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
	amount: { figure: 'spent_usd', marks: MARKS },
	fillsQuarters: false,
	count: countCosts
};

async function countCosts(ask: AskMarts): Promise<CountedCell[]> {
	const sums = { cents: 'coalesce(sum(cents), 0)', ...MARK_SUMS };
	const parts = await countGroups(ask, { from: COSTS, sets: combinationsOf(TABLES), counts: {}, sums });
	return parts.map(({ at, figures: { cents = 0, ...marks } = {} }) => ({
		at,
		counts: {},
		figures: { spent_usd: cents / 100, ...marks }
	}));
}

/** What was paid by data end for the services of one person. */
const PAID = `(SELECT person_no, sum(amount_cents)::BIGINT AS cents FROM mart.fct_deliveries
	WHERE amount_cents > 0 AND quarter_index <= (SELECT max(quarter_index) FROM mart.dim_quarters WHERE is_published)
	GROUP BY person_no)`;

const COSTS = `(SELECT s.start_quarter, s.program, d.cents,
		(md5_number_lower(p.person_key::VARCHAR) % ${MARKS.length})::INTEGER AS mark,
		coalesce(md5_number_lower(p.person_key || '/' || d.cents) % 16777216, 0)::INTEGER AS print
	FROM mart.fct_stays s JOIN mart.dim_people p USING (person_no) LEFT JOIN ${PAID} d USING (person_no))`;
