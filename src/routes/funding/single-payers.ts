import { writeDay, type SafeTable } from '$lib/domain';

/** A pair of service and population that hangs on one award, in words. */
export interface SinglePayer {
	service: string;
	population: string;
	award: string;
	ends: string;
	isFocus: boolean;
}

/** The pairs that hang on one award; those of the marked award first, then by the day it ends. */
export function singlePayers(table: SafeTable, focus: string | null): SinglePayer[] {
	const rows = table.rows.filter((row) => typeof row.award === 'string');
	const order = (award: unknown) => (award === focus ? 0 : 1);
	const sorted = [...rows].sort(
		(a, b) => order(a.award) - order(b.award) || compare(String(a.end_date), String(b.end_date))
	);
	const label = (column: string, value: unknown) => table.labels[column]?.[String(value)] ?? String(value);
	return sorted.map((row) => ({
		service: label('service', row.service),
		population: label('population', row.population),
		award: label('award', row.award),
		ends: typeof row.end_date === 'string' ? writeDay(row.end_date) : '',
		isFocus: row.award === focus
	}));
}

function compare(one: string, two: string): number {
	return one < two ? -1 : one > two ? 1 : 0;
}
