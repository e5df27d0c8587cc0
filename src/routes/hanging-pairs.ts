import { STATUS_WORDS, writeCount, writeDay, type SafeTable } from '$lib/domain';
import type { Reading } from './read-state';

/** A pair of service and population that hangs on one award, in words. */
export interface Hanging {
	service: string;
	population: string;
	people: string;
	award: string;
	ends: string;
	isFocus: boolean;
}

/** What hangs on one award in the latest quarter of a state, with the people who need it then. */
export async function hangingNow({ askIfAny, latest }: Reading, focus: string | null): Promise<Hanging[]> {
	const by = ['service', 'population'];
	const [single, need] = await Promise.all([
		askIfAny({ measure: 'single_source', by }),
		askIfAny({ measure: 'service_need', by, where: { quarter: latest } })
	]);
	return single ? hangingPairs(single, need, focus) : [];
}

/** Pairs that hang on one award, most people in need first, then the award that ends first; withheld needs stand last. */
export function hangingPairs(single: SafeTable, need: SafeTable | null, focus: string | null): Hanging[] {
	const needed = new Map(need?.rows.map((row) => [`${row.service}/${row.population}`, row]));
	const rows = single.rows
		.filter((row) => typeof row.award === 'string')
		.map((row) => ({ row, size: needed.get(`${row.service}/${row.population}`) }));
	const people = ({ size }: (typeof rows)[number]) => size?.value ?? (size?.status === 'withheld' ? 0.5 : 0);
	const name = (column: string, value: unknown) => single.labels[column]?.[String(value)] ?? String(value);
	return rows
		.sort(
			(one, two) =>
				people(two) - people(one) || (String(one.row.end_date) < String(two.row.end_date) ? -1 : 1)
		)
		.map(({ row, size }) => ({
			service: name('service', row.service),
			population: name('population', row.population),
			people: size?.value != null ? writeCount(size.value) : size ? STATUS_WORDS[size.status] : '0',
			award: name('award', row.award),
			ends: typeof row.end_date === 'string' ? writeDay(row.end_date) : '',
			isFocus: row.award === focus
		}));
}
