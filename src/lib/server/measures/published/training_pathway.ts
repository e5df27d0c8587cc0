import { FORMULAS } from '../formulas';
import { curveRows, type StepColumn } from '../rows/curve-rows';
import type { KeptStep } from '../kept/curves';
import { CURVE_TABLES } from '../families/training-curves';
import { WITHHELD_CURVES, type Ask, type Measure } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'training_pathway',
		section: 'retention',
		title: 'Where people are after training began',
		question: 'Of the people who began training, how many are still there, have finished, or have left?',
		definition:
			"The share of people in each state by month since training start: active, completed, withdrew, transferred; the four add up to 1 (Aalen-Johansen estimates of competing causes). Counts each person's first stay in a program in the health field. The share that has withdrawn here is the share that drops out. People still active at data end are watched until then. Where transfers are too few to be told apart, people who transferred are watched until then too and stand with the active; the table says so, and a share that this could make more than two percentage points too high is not told. Interval: 95 %, log; `error` is its standard error.",
		formula: FORMULAS.aalenJohansen,
		unit: 'probability',
		numerator: 'people in the state',
		denominator: 'people who began training',
		tables: CURVE_TABLES,
		family: 'training',
		disclosure: WITHHELD_CURVES,
		source: 'Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978); equals R survival::survfit'
	},
	restsOn: ['participants', 'enrollments'],
	carries: ['state_name'],
	reply: (ask: Ask) =>
		curveRows(ask, (step, states) => states.map((state_name) => stateColumn(step, state_name)))
};

function stateColumn({ states, events }: KeptStep, state_name: string): StepColumn {
	return {
		columns: { state_name },
		estimate: states[state_name] ?? null,
		events: events[state_name] ?? null
	};
}
