import { FORMULAS } from '../formulas';
import { LATER_TABLES } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'credential_rate',
		section: 'retention',
		title: 'Credential within a year of exit',
		question:
			'Of the people who left after training, how many earned a credential by a year after their exit?',
		definition:
			'Persons who earned a credential between the start of their first stay in health training and 365 days after their exit, of all who left, had begun such training, and left at least 365 days before data end. A credential is one that an enrollment names (its date, else the day the stay ended) or an outcome filed as earned by its day. One that is earned sooner waits until the 365 days are over, else those who fail would come late. People who a partner says have died are left out. That a diploma counts only with a job or further study is not in the data and not asked. A person leaves once: on the latest exit date that a partner filed, unless any partner served them within 90 days after it; else on the day of the last service once 90 days went by without any. Whoever came back counts once, with the program of the first stay. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons who earned a credential by exit + 365 days',
		denominator: 'persons who left after training, did not die, and left at least 365 days before data end',
		tables: LATER_TABLES,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: '29 USC 3141(b)(2)(A)(i); HPOG performance indicator 3 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'credential',
			suffix: '',
			awaited: 'is_awaited_credential',
			numerator: 'credential',
			complement: 'no_credential',
			denominator: 'credential_due'
		})
};
