import { FORMULAS } from '../formulas';
import { LATER_TABLES } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { NOT_ANSWERED, outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'employed_6m',
		section: 'retention',
		title: 'Employed six months after exit',
		question: 'Of the people who left, how many had a job six months later?',
		definition:
			'Persons employed six months after their exit, of all who left and whose observation is due. It is due six months after the day of exit, once outcomes are filed up to then; an answer that comes sooner waits until it is. What a partner filed as "month_6" after the exit counts, the latest answer first. Filed with no answer, or dated after data end, it is not yet observable and left out; no outcome filed at all is due and not known to be employed. People who a partner says have died are left out. A person leaves once: on the latest exit date that a partner filed, unless any partner served them within 90 days after it; else on the day of the last service once 90 days went by without any. Whoever came back counts once, with the program of the first stay. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons employed six months after exit',
		denominator: 'persons who left at least six months before data end and whose observation is due',
		tables: LATER_TABLES,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: 'HPOG performance indicator 5 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'month_6',
			suffix: '_6m',
			awaited: 'is_awaited_6m',
			numerator: 'employed_6m',
			complement: 'not_employed_6m',
			denominator: 'due_6m',
			isAnswered: true,
			notes: [NOT_ANSWERED]
		})
};
