import { addQuarters, isQuarter, quarterLabel, type IntakeQuestion, type Quarter } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { readingOf, type CleanText } from '../check/arrive';
import { lookInto } from './ask-likely';
import type { UnsortedFile } from './rank-datasets';

/** A column of days, and the quarter in which most of them lie. */
interface DatedColumn {
	cell: number;
	quarter: Quarter;
	/** Days in that quarter, and days in all. */
	most: number;
	days: number;
}

const LOOKED_ROWS = 20_000;
/** Most of a column's values are days, and most of these lie in one quarter: birth dates do not. */
const MOSTLY = 0.6;

/** Ways in which days are written whose quarter nobody can mistake, but for day and month. */
const WAYS = ['%Y-%m-%d', '%m/%d/%Y', '%m/%d/%y', '%Y%m%d', '%m/%d/%Y %H:%M', '%Y-%m-%d %H:%M:%S'];

/** Puts the quarter in which most of a file's days lie first among the choices of its quarter, with its neighbors, and says why. */
export async function putLikelyQuarterFirst(
	w: Warehouse,
	question: IntakeQuestion,
	file: UnsortedFile
): Promise<IntakeQuestion> {
	const best = await lookInto(file, (text) => datedColumn(w, text));
	if (!best || !isQuarter(best.quarter)) return question;
	const { quarter, most, days, cell } = best;
	const header = file.table.headers[cell] ?? '';
	const near = [quarter, addQuarters(quarter, 1), addQuarters(quarter, -1)];
	const others = question.choices.filter(({ value }) => !near.some((one) => one === value));
	const choices = [...near.map((one) => ({ value: one, label: quarterLabel(one) })), ...others];
	const why = `Most of its dates lie in ${quarterLabel(quarter)}: ${most} of ${days} in "${header}".`;
	return { ...question, message: `${question.message} ${why}`, choices };
}

async function datedColumn(w: Warehouse, text: CleanText): Promise<DatedColumn | null> {
	const cells = Array.from({ length: text.width }, (_, cell) => cell);
	const ways = WAYS.map((way) => `'${way}'`).join(', ');
	const days = cells.map((cell) => `try_strptime(nullif(trim(c${cell}), ''), [${ways}])`);
	const [best] = await w.read<DatedColumn>(
		`WITH looked AS MATERIALIZED (SELECT * FROM ${readingOf(text, [''])} LIMIT ${LOOKED_ROWS}),
		filled AS (${cells.map((cell) => `SELECT ${cell} AS cell, count(nullif(trim(c${cell}), ''))::INTEGER AS filled FROM looked`).join(' UNION ALL ')}),
		dated AS (
			SELECT cell, year(day)::VARCHAR || 'Q' || quarter(day)::VARCHAR AS quarter, count(*)::INTEGER AS most FROM (
				${days.map((day, cell) => `SELECT ${cell} AS cell, ${day} AS day FROM looked`).join(' UNION ALL ')}
			) WHERE day IS NOT NULL GROUP BY ALL
		),
		ranked AS (
			SELECT cell, arg_max(quarter, (most, quarter)) AS quarter, max(most)::INTEGER AS most, sum(most)::INTEGER AS days
			FROM dated GROUP BY cell
		)
		SELECT cell, quarter, most, days FROM ranked JOIN filled USING (cell)
		WHERE days >= ${MOSTLY} * filled AND most >= ${MOSTLY} * days
		ORDER BY most DESC, quarter DESC LIMIT 1`
	);
	return best ?? null;
}
