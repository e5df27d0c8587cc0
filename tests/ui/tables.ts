import type { SafeTable, SafeTableHead } from '$lib/domain';
import { seal, type SealableRow } from '$lib/server/disclosure';

const NOTHING = { numerator: null, denominator: null, value: null, lower: null, upper: null };

/** A row of which only what matters to a test is said. */
export function row(changes: Partial<SealableRow>): SealableRow {
	return { ...NOTHING, status: 'shown', ...changes } as SealableRow;
}

/** A safe table of which only what matters to a test is said. */
export function table(changes: Partial<SafeTableHead>, rows: SealableRow[]): SafeTable {
	const head: SafeTableHead = {
		measure: 'service_need',
		question: 'How many?',
		definition: 'Persons.',
		unit: 'people',
		by: ['service'],
		where: {},
		calendar: 'calendar',
		state: 1,
		as_of: '2015-09-30',
		threshold: 11,
		sources: ['one'],
		notes: [],
		title: 'People',
		titles: {},
		labels: {},
		...changes
	};
	return seal(head, rows);
}
