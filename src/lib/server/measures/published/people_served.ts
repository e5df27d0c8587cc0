import { FORMULAS } from '../formulas';
import { countRow } from '../rows/count-rows';
import { served } from '../families/served';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_COUNTS, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'people_served',
		section: 'coverage',
		title: 'People served',
		question: 'How many people did the partners serve?',
		definition:
			'Persons with any enrollment, delivered service or open need in the quarter, each counted once. A partner serves a person whom its own file records. A person stands in every population that any partner said by the end of the quarter, and in "none" when no partner did. Age is at the first day of the quarter (without a quarter: of the last quarter served); other attributes are the last known. Without a quarter: persons served in any published quarter.',
		formula: FORMULAS.persons,
		unit: 'people',
		numerator: 'persons with an enrollment, a delivered service or an open need',
		denominator: null,
		tables: served.tables,
		family: 'served',
		disclosure: WITHHELD_COUNTS,
		source: 'HPOG performance indicator 1 (Office of Family Assistance)'
	},
	restsOn: ['participants', 'enrollments', 'needs', 'deliveries'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'served');
	return { rows: rows.map((row) => notFiled(countRow(row, ask.by, 'served'), ask)), notes };
}

/** Nobody counted at a partner that has not filed the quarter is not zero: we do not know. */
function notFiled(row: StatedRow, ask: Ask): StatedRow {
	const partner = row.partner ?? ask.where.partner;
	const quarter = String(row.quarter ?? ask.where.quarter ?? '');
	const filing = ask.facts.partners.find((candidate) => candidate.partner === partner);
	if (!filing || quarter === '' || row.value !== 0 || filing.periods.has(quarter)) return row;
	return { ...row, numerator: null, value: null, status: 'no_data' };
}
