import { lessThanRest, moreThan } from '$lib/domain';
import { rateRow, toldShare } from '../rows/count-rows';
import { need } from '../families/need';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_RATES, type Ask, type Measure, type Reply } from '../measure';
import type { KeptRow } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'need_coverage',
		section: 'coverage',
		title: 'Needs covered',
		question: 'Of the people who needed a support, how many got it?',
		definition:
			'Persons with an open need for the service to whom any partner delivered it between the day the need was identified and the end of the quarter, of all persons with an open need for it. A need closed as met without a line in the ledger counts as covered. Without a service: persons with at least one open need to whom at least one needed service was delivered. Without a quarter: covered in any published quarter in which the need was open. Interval: Wilson, 95 %.',
		unit: 'percent',
		numerator: 'persons in need to whom the service was delivered by the end of the quarter',
		denominator: 'persons with an open need for the service',
		tables: need.tables,
		family: 'need',
		disclosure: WITHHELD_RATES,
		source: 'Braidwork, definitions of measures: realised coverage'
	},
	restsOn: ['participants', 'needs', 'deliveries'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'need');
	const parts = { numerator: 'covered', complement: 'unmet', denominator: 'need' };
	const told = (row: KeptRow) => moreThan(toldShare(row, 'covered')) ?? lessThanRest(toldShare(row, 'unmet'));
	return { rows: rows.map((row) => ({ ...rateRow(row, ask.by, parts), told: told(row) })), notes };
}
