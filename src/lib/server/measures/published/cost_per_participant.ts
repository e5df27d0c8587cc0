import { cohortCost } from '../families/cohort-cost';
import { costRows, toldCount, WITHHELD_COSTS } from '../funding/cohort-cost';
import type { Ask, Measure } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'cost_per_participant',
		section: 'funding',
		title: 'Cost per participant',
		question: 'What was spent on the people who began training, for each of them?',
		definition:
			'Dollars that the ledger names, by data end, for services delivered to the people who began training (their first stay in the health field), before and after they began and whoever paid, per person who began; by start quarter. Populations as of the end of the start quarter.',
		unit: 'dollars',
		numerator: 'dollars of services delivered to the people who began',
		denominator: 'persons who began training',
		tables: cohortCost.tables,
		family: 'training',
		disclosure: WITHHELD_COSTS,
		source: 'HPOG implementation reports: cost per participant (OPRE)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries'],
	reply: (ask: Ask) =>
		costRows(ask, { counted: (row) => toldCount(row, 'started', ask.context.threshold), awaits: false })
};
