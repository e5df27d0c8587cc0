import { FORMULAS } from '../formulas';
import { exit } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { NOT_ANSWERED, outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'employed_at_exit',
		section: 'retention',
		title: 'Employed at exit',
		question: 'Of the people who left, how many had a job when they did?',
		definition:
			'Persons employed at exit, of all who left in a published quarter and whose observation is due. A person leaves on the latest exit date that a partner filed, unless any partner served them within 90 days after it; else on the day of the last service (end of an enrollment, or a delivery) once the partner that gave it has reported 90 days more without any. An outcome at exit filed with no answer, or dated after data end, is not yet observable and is left out; so is who left after the last quarter for which anybody filed outcomes, until somebody does. People who a partner says have died are left out of every outcome. No outcome filed at all is otherwise due and not known to be employed. The quarter is that of the exit; start quarter, program and age are those of the first stay in health training ("none" for people who never began), the population is that at the end of the quarter of exit. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons employed at exit',
		denominator: 'persons who left and whose observation is due',
		tables: exit.tables,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: 'HPOG performance indicator 4 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'exit',
			suffix: '',
			awaited: 'is_awaited',
			numerator: 'employed',
			complement: 'not_employed',
			denominator: 'due',
			isAnswered: true,
			notes: [NOT_ANSWERED]
		})
};
