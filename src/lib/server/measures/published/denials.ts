import { rateRow } from '../rows/count-rows';
import { DENIAL_REASONS, request, WITH_REASONS } from '../families/request';
import { familyRows } from '../kept/family-rows';
import { WITHHELD_RATES, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { refuseUnknownValue, type KeptRow } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'denials',
		section: 'coverage',
		title: 'Requests denied',
		question: 'How often do partners say no, and why?',
		definition:
			'Denied requests, of all requests that were denied, approved or delivered. A request is what one person asked of one partner for one service in the quarter, however many lines the ledger has of it; it counts as denied when no line of it was approved or delivered. What was only requested or referred is not answered yet and stays out. By reason: requests denied for that reason (one of them, where several were given), of all answered requests; "unknown" where no reason was filed. Interval: Wilson, 95 %.',
		unit: 'percent',
		numerator: 'requests denied',
		denominator: 'requests denied, approved or delivered',
		tables: [...request.tables, ...WITH_REASONS.map((table) => [...table, 'denial_reason'])],
		family: 'request',
		disclosure: WITHHELD_RATES,
		source: 'Braidwork, definitions of measures: coverage'
	},
	restsOn: ['participants', 'deliveries'],
	reply
};

const REASON = 'denial_reason';

async function reply(ask: Ask): Promise<Reply> {
	const wanted = ask.where[REASON];
	if (wanted !== undefined) refuseUnknownValue(REASON, wanted, DENIAL_REASONS);
	const { rows, notes } = await familyRows(ask, 'request', [REASON]);
	const isByReason = wanted !== undefined || ask.by.includes(REASON);
	if (!isByReason) return { rows: rows.map((row) => deniedRow(row, ask, 'denied', 'granted')), notes };
	const reasons = DENIAL_REASONS.filter((code) => wanted === undefined || code === wanted);
	return { rows: rows.flatMap((row) => reasons.map((code) => reasonRow(row, ask, code))), notes };
}

function deniedRow(row: KeptRow, ask: Ask, numerator: string, complement: string): StatedRow {
	return rateRow(row, ask.by, { numerator, complement, denominator: 'requests' });
}

function reasonRow(row: KeptRow, ask: Ask, code: string): StatedRow {
	const counted = deniedRow(row, ask, code, 'granted');
	return ask.by.includes(REASON) ? { ...counted, [REASON]: code } : counted;
}
