import { FORMULAS } from '../formulas';
import { curveRows } from '../rows/curve-rows';
import { CURVE_TABLES } from '../families/training-curves';
import { WITHHELD_CURVES, type Ask, type Measure } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'training_retention',
		section: 'retention',
		title: 'Staying in training',
		question: 'Who stays in training, and when do people leave?',
		definition:
			"The Kaplan-Meier share of people who would not have withdrawn, had nobody completed or transferred first, by month since training start (k is the k-th month after the start, begun months count whole). Counts each person's first stay in a program in the health field. People who complete or transfer, and those still active at data end, are watched until then and no longer; those of a partner that has not filed since, until the last period it published. Interval: 95 %, log-log; `error` is the standard error. One minus this share is not the share that drops out, because completing ends the risk: that share is in the pathway.",
		formula: FORMULAS.kaplanMeier,
		unit: 'probability',
		numerator: 'people who withdrew in the month',
		denominator: 'people still in training when the month began',
		tables: [...CURVE_TABLES, ['service']],
		family: 'training',
		disclosure: WITHHELD_CURVES,
		source: 'Kaplan and Meier, JASA 53 (1958); equals R survival::survfit'
	},
	restsOn: ['participants', 'enrollments'],
	carries: ['received'],
	reply: (ask: Ask) =>
		curveRows(ask, ({ retention, events }) => [
			{ columns: {}, estimate: retention, events: events.withdrew ?? null }
		])
};
