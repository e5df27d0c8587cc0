import { countRow } from '../rows/count-rows';
import { request } from '../families/request';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_COUNTS, type Ask, type Measure, type Reply } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'requests_delivered',
		section: 'coverage',
		title: 'Requests delivered',
		question: 'Which partner gave what, and to how many?',
		definition:
			'Persons to whom a partner delivered a service in the quarter, whether or not anybody recorded the need. A person counts once for each partner, service and quarter, however many lines the ledger has; so the numbers of partners, services and quarters add up, and a person whom two partners gave the same stands in the sum twice.',
		unit: 'people',
		numerator: 'persons, once for each partner, service and quarter, to whom it was delivered',
		denominator: null,
		tables: request.tables,
		family: 'request',
		disclosure: WITHHELD_COUNTS,
		source: 'Braidwork, definitions of measures: coverage'
	},
	restsOn: ['participants', 'deliveries'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'request');
	return { rows: rows.map((row) => countRow(row, ask.by, 'delivered')), notes };
}
