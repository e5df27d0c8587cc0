import { cohortCost } from '../families/cohort-cost';
import { costRows, toldCount, WITHHELD_COSTS } from '../funding/cohort-cost';
import type { Ask, Measure } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'cost_per_completion',
		section: 'funding',
		title: 'Cost per completion',
		question: 'What was spent on the people who began training, for each who completed it?',
		definition:
			'All dollars that the ledger names, by data end, for services delivered to the people who began training (their first stay in the health field), whether they completed it or not, per person who completed by data end; by start quarter. A cohort of which as many are still in training is not yet observable; where fewer are, the cost is still too high: more will complete. Populations as of the end of the start quarter.',
		unit: 'dollars',
		numerator: 'dollars of services delivered to the people who began',
		denominator: 'persons of them who completed by data end',
		tables: cohortCost.tables,
		family: 'training',
		disclosure: WITHHELD_COSTS,
		source: 'HPOG implementation reports: cost per completion (OPRE)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries'],
	reply: (ask: Ask) =>
		costRows(ask, { counted: (row) => toldCount(row, 'completed', ask.context.threshold), awaits: true })
};
