import { countRow } from '../rows/count-rows';
import { request } from '../families/request';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_COUNTS, type Ask, type Measure, type Reply } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'requests_granted',
		section: 'coverage',
		title: 'Requests granted',
		question: 'Which partner gave what, and to how many?',
		definition:
			'Requests that were approved or delivered. A request is what one person asked of one partner for one service in the quarter, however many lines the ledger has of it, and whether or not anybody recorded the need. So the numbers of partners, services and quarters add up, and a person whom two partners gave the same stands in the sum twice.',
		unit: 'people',
		numerator: 'requests approved or delivered: each person once for each partner, service and quarter',
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
	return { rows: rows.map((row) => countRow(row, ask.by, 'granted')), notes };
}
