import { quarterEnd, quarterLabel, quarterStart, writeDay, writeDollars, type Quarter } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';
import type { LocatedFinding } from '../read';
import type { FileWords } from './find-wrong-rows';
import { quoteText } from './sql-text';
import { valueFinding } from './value-finding';

/** Which rows are looked at: the submission that was staged, and whose it is. */
interface StagedSpending {
	submission_id: string;
	partner: string;
}

/** Less than this is rounding. */
const ROUNDING = 0.01;

/**
 * Holds the spending that a partner files against its own awards: what was spent and is obligated must not be more than
 * was awarded, nor lie outside the days of the award. Awards that the partner never filed tell nothing.
 */
export async function compareAwards(
	tx: Transaction,
	{ dataset, headers }: FileWords,
	staged: StagedSpending
): Promise<LocatedFinding[]> {
	if (dataset.id !== 'expenditures') return [];
	const column = (name: string) => ({
		column: dataset.columns.find((candidate) => candidate.name === name) ?? null,
		header: headers.get(name) ?? null
	});
	const [totals, outside] = [await readTotals(tx, staged), await readOutside(tx, staged)];
	return [
		...totals.map((total) =>
			valueFinding('award_overspent', { ...column('spent_usd'), value: total.award, ...overspent(total) })
		),
		...outside.map((one) =>
			valueFinding('spent_outside_award', {
				...column('quarter'),
				value: one.award,
				row: one.rows[0] ?? null,
				rows: one.rows,
				count: one.rows.length,
				places: {
					quarters: one.quarters.map((quarter) => quarterLabel(quarter)).join(', '),
					dollars: writeDollars(one.spent),
					days: `${writeDay(one.start_date)} to ${writeDay(one.end_date)}`
				}
			})
		)
	];
}

interface Total {
	award: string;
	amount: number;
	spent: number;
	obligated: number;
	until: Quarter;
	row: number;
}

function overspent({ amount, spent, obligated, until, row }: Total) {
	const places = {
		until: quarterLabel(until),
		spent: writeDollars(spent),
		obligated: writeDollars(obligated),
		amount: writeDollars(amount),
		over: writeDollars(spent + obligated - amount)
	};
	return { row, rows: [row], places };
}

/** The partner's awards, as filed last. */
function awardsOf(partner: string): string {
	return `(SELECT award_id, amount_usd::DOUBLE AS amount, start_date, end_date FROM staging.stg_awards
		WHERE partner = ${quoteText(partner)} QUALIFY row_number() OVER (PARTITION BY award_id ORDER BY period DESC) = 1)`;
}

/** Awards of which this file and those before it say that more was spent and obligated than was awarded. */
function readTotals(tx: Transaction, { submission_id, partner }: StagedSpending): Promise<Total[]> {
	const own = `submission_id = ${quoteText(submission_id)}`;
	return tx.read<Total>(`WITH told AS (
			SELECT * FROM staging.stg_expenditures WHERE partner = ${quoteText(partner)} AND (${own} OR submission_id IN
				(SELECT submission_id FROM main.submissions WHERE status IN ('published', 'checked', 'checked_with_warnings')))
			QUALIFY row_number() OVER (PARTITION BY award_id, quarter, service ORDER BY (${own})::INTEGER DESC, period DESC) = 1
		), ended AS (
			SELECT *, max(quarter) OVER (PARTITION BY award_id) AS until FROM told
		)
		SELECT award_id AS award, any_value(a.amount) AS amount, sum(spent_usd)::DOUBLE AS spent,
			coalesce(sum(obligated_usd) FILTER (quarter = until), 0)::DOUBLE AS obligated, any_value(until) AS until,
			(max_by(source_row, (quarter, source_row)) FILTER (${own}))::INTEGER AS "row"
		FROM ended JOIN ${awardsOf(partner)} AS a USING (award_id)
		GROUP BY award_id HAVING spent + obligated > amount + ${ROUNDING} AND "row" IS NOT NULL ORDER BY "row"`);
}

interface Outside {
	award: string;
	spent: number;
	start_date: string;
	end_date: string;
	quarters: Quarter[];
	rows: number[];
}

/** Awards for which this file has spending in quarters that lie wholly before or after their days. */
async function readOutside(tx: Transaction, { submission_id, partner }: StagedSpending): Promise<Outside[]> {
	const lines = await tx.read<{
		award: string;
		quarter: Quarter;
		spent: number;
		row: number;
		start_date: string;
		end_date: string;
	}>(`SELECT award_id AS award, quarter, spent_usd::DOUBLE AS spent, source_row::INTEGER AS "row",
			start_date::VARCHAR AS start_date, end_date::VARCHAR AS end_date
		FROM staging.stg_expenditures JOIN ${awardsOf(partner)} AS a USING (award_id)
		WHERE submission_id = ${quoteText(submission_id)} AND spent_usd <> 0 ORDER BY source_row`);
	const outside = lines.filter(
		({ quarter, start_date, end_date }) =>
			quarterEnd(quarter) < start_date || quarterStart(quarter) > end_date
	);
	return [...Map.groupBy(outside, ({ award }) => award).values()].map((some) => ({
		award: some[0]!.award,
		start_date: some[0]!.start_date,
		end_date: some[0]!.end_date,
		spent: some.reduce((sum, { spent }) => sum + spent, 0),
		quarters: [...new Set(some.map(({ quarter }) => quarter))].sort(),
		rows: some.map(({ row }) => row)
	}));
}
