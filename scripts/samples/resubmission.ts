import type { Filed } from './filed.ts';

/** Which file came twice. */
export const RESUBMITTED = {
	partner: 'tanf-contractor-south',
	quarter: 3,
	dataset: 'deliveries',
	cutOff: '2014-09-15'
};

/** Whether a file was sent a second time. */
export function isResubmitted(filed: Filed): boolean {
	const { partner, quarter, dataset } = RESUBMITTED;
	return filed.partner === partner && filed.quarter === quarter && filed.dataset === dataset;
}

/** What was sent first: the export ran too early, so everything after mid-September is missing. */
export function sentTooEarly(filed: Filed): Filed {
	return { ...filed, rows: filed.rows.filter((row) => row.date! <= RESUBMITTED.cutOff) };
}
