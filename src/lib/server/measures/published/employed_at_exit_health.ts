import { FORMULAS } from '../formulas';
import { exit } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { NOT_ANSWERED, outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'employed_at_exit_health',
		section: 'retention',
		title: 'In a health job at exit',
		question: 'Of the people who left, how many had a job in health care when they did?',
		definition:
			'As "Employed at exit", counting only jobs that a partner called a health job. A job of which nobody said so is not counted as one. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons employed in a health job at exit',
		denominator: 'persons who left and whose observation is due',
		tables: exit.tables,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: 'HPOG performance indicator 6 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'exit',
			suffix: '',
			awaited: 'is_awaited',
			numerator: 'health_job',
			complement: 'not_health',
			denominator: 'due',
			isAnswered: true,
			notes: [NOT_ANSWERED]
		})
};
