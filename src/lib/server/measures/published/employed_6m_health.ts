import { FORMULAS } from '../formulas';
import { LATER_TABLES } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { NOT_ANSWERED, outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'employed_6m_health',
		section: 'retention',
		title: 'In a health job six months after exit',
		question: 'Of the people who left, how many had a job in health care six months later?',
		definition:
			'As "Employed six months after exit", counting only jobs that a partner called a health job. A job of which nobody said so is not counted as one. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons employed in a health job six months after exit',
		denominator: 'persons who left at least six months before data end and whose observation is due',
		tables: LATER_TABLES,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: 'HPOG performance indicator 7 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'month_6',
			suffix: '_6m',
			awaited: 'is_awaited_6m',
			numerator: 'health_job_6m',
			complement: 'not_health_6m',
			denominator: 'due_6m',
			isAnswered: true,
			notes: [NOT_ANSWERED]
		})
};
