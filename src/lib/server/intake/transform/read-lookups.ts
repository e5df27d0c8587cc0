import type { Lookup, Make, Transform } from '$lib/catalog';
import { visitRows, type CellReader } from '../read';
import { holds, type ReadColumn } from './evaluate';
import type { Source, SourceLines } from './source';

/** A record that another one is completed from. */
interface Found {
	/** Null for what the people room found: it is no line of the source. */
	place: number | null;
	line: number;
	values: Map<string, string>;
}

type Index = Map<string, Found>;

/** Asks the people room for the sender's own participants by their Social Security numbers, in the order asked. */
export type AskRoster = (numbers: string[]) => Promise<(string | null)[]>;

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
			const found = this.indexes.get(lookup)?.get(keyAt(lookup, read));
			others.set(lookup.name, found);
			if (found && found.place !== null) used.push([found.place, found.line]);
		}
		return read;
	}

	/** Why nothing can be made of a record: it is about nobody on the sender's roster. */
	absent({ with: lookups }: Pick<Make, 'with'>, read: ReadColumn): string | null {
		const lacking = lookups.find(
			(one) => one.absent !== null && !this.indexes.get(one)?.has(keyAt(one, read))
		);
		return lacking?.absent ?? null;
	}
}

/** The key under which another record is looked for, of the record at hand. */
function keyAt({ match }: Lookup, read: ReadColumn): string {
	return Object.values(match).map(read).join('\n');
}

/** Reads every table that completes another one into memory, as far as its declared columns go. */
export async function readLookups(
	transform: Transform,
	sources: Source[],
	{ lines, roster }: { lines: Map<number, SourceLines>; roster: AskRoster }
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
	for (const make of transform.makes) {
		const source = sources.find(({ table }) => table.name === make.from);
		for (const lookup of make.with) {
			if (source && lookup.table === 'roster') indexes.set(lookup, await onRoster(source, lookup, roster));
		}
	}
	return new Lookups(indexes);
}

/** The participants that the numbers of a source belong to, each asked for once. */
async function onRoster(source: Source, { match }: Lookup, roster: AskRoster): Promise<Index> {
	const numbers = new Set<string>();
	await visitRows(source.read, (_, cell) => void numbers.add(reader(source, cell)(match.ssn ?? '')));
	const asked = [...numbers];
	const ids = await roster(asked);
	const found = ids.flatMap((id, at): [string, Found][] => {
		const values = new Map([['participant_id', id ?? '']]);
		return id === null ? [] : [[asked[at] ?? '', { place: null, line: 0, values }]];
	});
	return new Map(found);
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
