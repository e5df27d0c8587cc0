import { FORMULAS } from '../formulas';
import { LATER_TABLES } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { NOT_ANSWERED, outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'employed_q2',
		section: 'retention',
		title: 'Employed in the second quarter after exit',
		question: 'Of the people who left, how many had a job in the second quarter after that of their exit?',
		definition:
			'Persons in unsubsidized employment in the second calendar quarter after the quarter of exit, of all who left and whose observation is due. It is due when that quarter has ended and outcomes are filed up to then. What a partner filed as "q2" after the exit counts, the latest answer first; filed with no answer, or dated after data end, it is not yet observable and left out; no outcome filed at all is due and not known to be employed, so a quarter whose wage records are still to come shows in its follow-up rate. People who a partner says have died are left out here as in every outcome after exit; other exclusions of the law’s guidance (institutionalized, called to active duty, in foster care elsewhere) are not in the data. A person leaves once: on the latest exit date that a partner filed, unless any partner served them within 90 days after it; else on the day of the last service once 90 days went by without any. Whoever came back counts once, with the program of the first stay. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons employed in the second quarter after exit',
		denominator: 'persons who left, did not die, and whose second quarter after exit has ended',
		tables: LATER_TABLES,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: '29 USC 3141(b)(2)(A)(i) (WIOA primary indicators of performance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'q2',
			suffix: '_q2',
			awaited: 'is_awaited_q2',
			numerator: 'employed_q2',
			complement: 'not_employed_q2',
			denominator: 'due_q2',
			isAnswered: true,
			notes: [NOT_ANSWERED]
		})
};
