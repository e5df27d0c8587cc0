import { codeList } from '$lib/catalog';
import { countRow, isHidden, toldShare } from '../rows/count-rows';
import { BY_POPULATION } from '../families/need';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_COUNTS, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { moreThan } from '$lib/domain';
import { refuseUnknownValue, type KeptRow } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'gap_reason',
		section: 'coverage',
		title: 'Why needs are not covered',
		question: 'Why did people who needed a support not get it?',
		definition:
			'Every person whose need is not covered has one reason. Rule: no live offering may pay for the service and population. Unknown: nobody may, but a live line says unknown, or no partner ever had a line. Capacity: someone may, but the places left (capacity less persons served by that partner and award in the quarter, shared over populations in proportion to unmet need, whole people by largest remainder) are taken by people with more urgent and earlier needs. Delivery: someone may and had a place. In totals a person has the mildest of their reasons: delivery, capacity, unknown, rule. The four add up to the unmet need.',
		unit: 'people',
		numerator: 'persons with an uncovered need, by reason',
		denominator: 'persons with an uncovered need',
		tables: BY_POPULATION,
		family: 'need',
		disclosure: WITHHELD_COUNTS,
		source: 'Braidwork, definitions of measures: reasons for a gap'
	},
	restsOn: ['participants', 'needs', 'deliveries', 'offerings', 'awards'],
	carries: ['reason'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const known = codeList('gap_reason').codes.map(({ code }) => code);
	const wanted = ask.where.reason;
	if (wanted !== undefined) refuseUnknownValue('reason', wanted, known);
	const reasons = known.filter((reason) => wanted === undefined || reason === wanted);
	const { rows, notes } = await familyRows(ask, 'need', ['reason']);
	return { rows: rows.flatMap((row) => reasons.map((reason) => reasonRow(row, ask, reason))), notes };
}

function reasonRow(row: KeptRow, ask: Ask, reason: string): StatedRow {
	const counted = countRow(row, ask.by, reason);
	const unmet = counted.status === 'withheld' || isHidden(row, ['unmet']) ? null : Number(row.unmet);
	return { ...counted, reason, told: moreThan(toldShare(row, reason)), denominator: unmet };
}
