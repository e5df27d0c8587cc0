import { countRow } from '../rows/count-rows';
import { need } from '../families/need';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_COUNTS, type Ask, type Measure, type Reply } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'service_need',
		section: 'coverage',
		title: 'People who need a service',
		question: 'How many people need which support?',
		definition:
			'Persons with a need for the service that is open at any time in the quarter, each counted once. A need is open from the day it was identified until it was closed; one that a partner no longer sends stays as last sent. The partner is the one whose file records the need. Without a service: persons with any open need. Without a quarter: persons with an open need in any published quarter.',
		unit: 'people',
		numerator: 'persons with an open need for the service',
		denominator: null,
		tables: need.tables,
		family: 'need',
		disclosure: WITHHELD_COUNTS,
		source: 'Braidwork, definitions of measures: coverage'
	},
	restsOn: ['participants', 'needs'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'need');
	return { rows: rows.map((row) => countRow(row, ask.by, 'need')), notes };
}
