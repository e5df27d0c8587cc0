import { FORMULAS } from '../formulas';
import { LATER_TABLES } from '../families/exit';
import { WITHHELD_RATES, type Ask, type Measure } from '../measure';
import { outcomeRows } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'wage_gain',
		section: 'retention',
		title: 'Higher wage at exit than at entry',
		question: 'Of the people with a job at entry and at exit, how many earn more an hour?',
		definition:
			'Persons whose hourly wage at exit is higher than at entry, of those who left and were employed at both points with a wage known at both. Entry is the first one filed, before the exit. Who had no job at entry is not in it, so it says nothing of them. Dollars as filed, not adjusted for prices. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons whose hourly wage rose',
		denominator: 'persons employed at entry and at exit, with both wages known',
		tables: LATER_TABLES,
		family: 'exit',
		disclosure: WITHHELD_RATES,
		source: 'HPOG performance indicator 8 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply: (ask: Ask) =>
		outcomeRows(ask, {
			point: 'exit',
			suffix: '',
			awaited: 'is_awaited',
			numerator: 'rose',
			complement: 'not_risen',
			denominator: 'compared'
		})
};
