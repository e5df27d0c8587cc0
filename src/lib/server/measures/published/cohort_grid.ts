import { FORMULAS } from '../formulas';
import { addQuarters, quarterEnd, writeDay, type Quarter, type RowValue } from '$lib/domain';
import { wilson } from '../estimates';
import { FOLLOWED, keptBy } from '../families/leavers';
import { familyRows } from '../kept/family-rows';
import { refuseUnknownValue, type KeptRow } from '../kept/slice';
import { isHidden, NO_NUMBERS } from '../rows/count-rows';
import { WITHHELD_RATES, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

const SINCE = 'quarters_since_start';

export const measure: Measure = {
	declaration: {
		id: 'cohort_grid',
		section: 'retention',
		title: 'Still in training or finished, by start quarter',
		question:
			'Of those who began in a quarter, how many were still in training or had finished, quarter by quarter?',
		definition:
			"Persons who were active in training or had completed it by the end of the n-th calendar quarter after the one in which they started, of all who started in that quarter (0 is the quarter of the start itself), up to two years. Counts each person's first stay in a program in the health field: a person who comes back is one person with two stays, and the second one is not counted. Transfers count as started and are neither active nor completed; how many a cohort has so far stands beside. Quarters that have not ended are not yet observable. The last 90 days of data are provisional. Interval: Wilson, 95 %.",
		formula: FORMULAS.cohort,
		unit: 'percent',
		numerator: 'persons active or completed at the end of the quarter',
		denominator: 'persons who started in the start quarter',
		tables: [['start_quarter', SINCE]],
		family: 'training',
		disclosure: `${WITHHELD_RATES} The steps from one quarter to the next are counts as well and are protected with the rates; curves by start quarter leave out the months that would give one back.`,
		source: 'Design of the common customer group'
	},
	restsOn: ['participants', 'enrollments'],
	reply
};

/** Whatever is asked, cohorts and quarters stand apart: over several cohorts nothing is published but the curves. */
async function reply(ask: Ask): Promise<Reply> {
	const { [SINCE]: only, ...where } = ask.where;
	const quarters = Array.from({ length: FOLLOWED + 1 }, (_, quarter) => quarter);
	if (only !== undefined) refuseUnknownValue(SINCE, only, quarters.map(String));
	const { rows, notes } = await familyRows({ ...ask, by: ['start_quarter'], where }, 'training');
	const wanted = quarters.filter((quarter) => only === undefined || only === String(quarter));
	return {
		by: ['start_quarter', SINCE],
		rows: rows.flatMap((row) => wanted.map((quarter) => gridRow(row, quarter, ask))),
		notes: [...notes, provisionalNote(ask)]
	};
}

function gridRow(row: KeptRow, since: number, { facts }: Ask): StatedRow {
	const start = String(row.start_quarter);
	const quarter = addQuarters(start, since);
	const last = facts.quarters.at(-1) ?? quarter;
	const place = {
		start_quarter: start,
		[SINCE]: since,
		transferred: isHidden(row, ['transferred']) ? null : Number(row.transferred),
		...NO_NUMBERS,
		known_on: null,
		provisional: null
	};
	if (quarter > last) return { ...place, known_on: quarterEnd(quarter), status: 'not_yet_observable' };
	const provisional: RowValue = quarter === last ? 'provisional' : null;
	if (isHidden(row, ['started', keptBy(since)])) return { ...place, provisional, status: 'withheld' };
	const [kept, started] = [Number(row[keptBy(since)]), Number(row.started)];
	const counts = { numerator: kept, denominator: started };
	if (started === 0) return { ...place, ...counts, status: 'no_data' };
	return {
		...place,
		...counts,
		value: kept / started,
		...wilson(kept, started),
		provisional,
		status: 'shown'
	};
}

function provisionalNote({ facts }: Ask): string {
	const last: Quarter = facts.quarters.at(-1) ?? '';
	return `What is known of the quarter that ends on ${writeDay(quarterEnd(last))} is provisional: partners may still report who left in it. Later quarters are empty until they end.`;
}
