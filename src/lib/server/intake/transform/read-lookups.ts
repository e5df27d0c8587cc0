import type { Lookup, Make, Transform } from '$lib/catalog';
import { visitRows, type CellReader } from '../read';
import { holds, type ReadColumn } from './evaluate';
import type { Source, SourceLines } from './source';

/** A record that another one is completed from. */
interface Found {
	place: number;
	line: number;
	values: Map<string, string>;
}

type Index = Map<string, Found>;

/** Records that complete others, found by their keys. */
export class Lookups {
	constructor(private readonly indexes: Map<Lookup, Index>) {}

	/** Reads columns of a record and of those that belong to it; each of these is added to `used`, as table and line. */
	reach(make: Pick<Make, 'with'>, own: ReadColumn, used: [number, number][]): ReadColumn {
		if (make.with.length === 0) return own;
		const others = new Map<string, Found | undefined>();
		const read: ReadColumn = (reference) => {
			const dot = reference.lastIndexOf('.');
			if (dot < 0) return own(reference);
			return others.get(reference.slice(0, dot))?.values.get(reference.slice(dot + 1)) ?? '';
		};
		for (const lookup of make.with) {
			const key = Object.values(lookup.match).map(read).join('\n');
			const found = this.indexes.get(lookup)?.get(key);
			others.set(lookup.name, found);
			if (found) used.push([found.place, found.line]);
		}
		return read;
	}
}

/** Reads every table that completes another one into memory, as far as its declared columns go. */
export async function readLookups(
	transform: Transform,
	sources: Source[],
	lines: Map<number, SourceLines>
): Promise<Lookups> {
	const wanted = [...transform.makes, ...transform.refuses].flatMap((one) => one.with);
	const indexes = new Map<Lookup, Index>(wanted.map((lookup) => [lookup, new Map()]));
	for (const source of sources) {
		const own = wanted.filter(({ table }) => table === source.table.name);
		if (own.length === 0) continue;
		await visitRows(source.read, (line, cell) => {
			lines.get(source.place)?.rows.add(line);
			const read = reader(source, cell);
			const skip = source.table.skips.find(({ when }) => holds(when, read));
			if (skip) return void lines.get(source.place)?.skipped.set(line, skip.why);
			const values = new Map(Object.keys(source.table.columns).map((column) => [column, read(column)]));
			for (const lookup of own) {
				if (holds(lookup.when, read))
					keep(indexes.get(lookup), lookup, { place: source.place, line, values });
			}
		});
	}
	return new Lookups(indexes);
}

/** Reads declared columns of the record that is visited. */
export function reader({ cells }: Source, cell: CellReader): ReadColumn {
	return (column) => {
		const at = cells.get(column);
		return at === undefined ? '' : cell(at);
	};
}

function keep(index: Index | undefined, lookup: Lookup, found: Found): void {
	const key = Object.keys(lookup.match)
		.map((column) => found.values.get(column) ?? '')
		.join('\n');
	const before = index?.get(key);
	if (!before || isBetter(lookup, found, before)) index?.set(key, found);
}

function isBetter({ latest, earliest }: Lookup, found: Found, before: Found): boolean {
	const value = ({ values }: Found, column: string) => values.get(column) ?? '';
	if (latest !== null) return value(found, latest) > value(before, latest);
	if (earliest !== null) return value(found, earliest) < value(before, earliest);
	return false;
}
