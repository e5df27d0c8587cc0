import { FORMULAS } from '../formulas';
import type { RowValue } from '$lib/domain';
import { isHidden, rateRow } from '../rows/count-rows';
import { training } from '../families/training';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_RATES, type Ask, type Measure, type Reply } from '../measure';
import type { KeptRow } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'completion_rate',
		section: 'retention',
		title: 'Training completed',
		question: 'Of the people who began training, how many have completed it?',
		definition:
			"Persons who completed, of all who started, by start quarter. Counts each person's first stay in a program in the health field; later stays are not counted. Those still active at data end, and those who transferred, count as started and not as completed; they stand beside, as do those who withdrew. Populations as of the end of the start quarter, age at the start. Interval: Wilson, 95 %.",
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons whose first stay was completed by data end',
		denominator: 'persons who started',
		tables: training.tables,
		family: 'training',
		disclosure: WITHHELD_RATES,
		source: 'HPOG performance indicator 2 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments'],
	reply
};

const PARTS = { numerator: 'completed', complement: 'not_completed', denominator: 'started' };

const BESIDE = ['active', 'withdrew', 'transferred'];

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'training');
	return {
		rows: rows.map((row) => ({
			...beside(row),
			provisional: isUnderWay(row),
			...rateRow(row, ask.by, PARTS)
		})),
		notes
	};
}

/** A cohort of which anybody is still in training may complete more. Said of cohorts alone: of everybody it is plain. */
function isUnderWay(row: KeptRow): RowValue {
	if (row.start_quarter === undefined) return null;
	return isHidden(row, ['active']) || Number(row.active) > 0 ? 'provisional' : null;
}

/** Counts that stand beside the rate, each withheld by itself. */
function beside(row: KeptRow): Record<string, RowValue> {
	const entries = BESIDE.map((name) => [name, isHidden(row, [name]) ? null : Number(row[name])]);
	return Object.fromEntries(entries);
}
