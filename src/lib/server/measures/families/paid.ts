import {
	columnOf,
	combinationsOf,
	valueText,
	type AskMarts,
	type CountedCell,
	type FamilySpec,
	type GroupedRow
} from './family-spec';

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
	count: countPaid
};

const SETS = combinationsOf([['quarter', 'service', 'award']]);

/** What each person was given, added up over what a cell leaves out; then how that spreads over persons. */
const COSTS = `SELECT quarter_index AS quarter, service, award, count(*)::INTEGER AS persons, sum(amount_usd)::DOUBLE AS amount_usd,
		quantile_cont(amount_usd, 0.25)::DOUBLE AS quartile_1, median(amount_usd)::DOUBLE AS median,
		quantile_cont(amount_usd, 0.75)::DOUBLE AS quartile_3
	FROM (
		SELECT person_no, quarter_index, service, award, sum(amount_usd) AS amount_usd
		FROM (
			SELECT d.person_no, d.quarter_index, d.service, coalesce(d.award, 'none') AS award, d.amount_usd
			FROM mart.fct_deliveries d
			JOIN mart.dim_quarters q ON q.quarter_index = d.quarter_index AND q.is_published
			WHERE d.amount_usd > 0
		)
		GROUP BY GROUPING SETS (${SETS.map((set) => `(${['person_no', ...set.map(columnOf)].join(', ')})`).join(', ')})
	)
	GROUP BY quarter_index, service, award`;

async function countPaid(ask: AskMarts): Promise<CountedCell[]> {
	return (await ask<GroupedRow>(COSTS)).map(
		({ persons, amount_usd, median, quartile_1, quartile_3, ...place }) => ({
			at: placeOf(place),
			counts: { persons: Number(persons) },
			figures: { amount_usd, median, quartile_1, quartile_3 } as Record<string, number>
		})
	);
}

function placeOf(row: GroupedRow): Record<string, string> {
	const present = Object.entries(row).filter(([, value]) => value !== null);
	return Object.fromEntries(present.map(([name, value]) => [name, valueText(name, value)]));
}
