import { sameHeader, transforms, type SourceTable, type Transform } from '$lib/catalog';
import type { Headerless, ReadTable } from '../read';
import { asSource, type Source } from './source';

/** A source that was recognised: which layout, its tables, and why. */
export interface Recognised {
	transform: Transform;
	sources: Source[];
	reasons: string[];
}

/** The layout of an outside standard that a file by itself is written in, by the columns it cannot do without; null when it is none. */
export function recogniseTable(read: ReadTable): Recognised | null {
	const standard = standardOf(read.headers);
	if (!standard) return null;
	const { transform, table } = standard;
	const source = asSource(transform, table, read, null);
	const known = `${source.cells.size} of ${read.headers.length} columns are columns of "${transform.title}".`;
	return { transform, sources: [source], reasons: [known] };
}

/** Headers of all layouts whose files may come by themselves, as sets that belong together. */
export function transformHeaders(): Set<string>[] {
	return transforms().flatMap((transform) =>
		transform.tables.map((table) => new Set(Object.values(table.columns).flat().map(sameHeader)))
	);
}

/** Layouts whose files may come by themselves and have no header. */
export function withoutHeader(): Headerless[] {
	return transforms().flatMap(({ tables }) =>
		tables
			.filter(({ header }) => !header)
			.map(({ columns, patterns }) => ({
				headers: Object.keys(columns),
				patterns: Object.keys(columns).map((column) => new RegExp(patterns[column]?.pattern ?? ''))
			}))
	);
}

/** The layout, and the table of it, that headers are those of when a file comes by itself; null when it is none. */
export function standardOf(headers: string[]): { transform: Transform; table: SourceTable } | null {
	for (const transform of transforms()) {
		const table = transform.tables.find((one) => isAlone(transform, one) && isTable(one, headers));
		if (table) return { transform, table };
	}
	return null;
}

function isAlone(transform: Transform, table: SourceTable): boolean {
	return table.alone || transform.tables.length === 1;
}

function isTable(table: SourceTable, headers: string[]): boolean {
	const names = new Set(headers.map(sameHeader));
	if (!table.header && names.size !== Object.keys(table.columns).length) return false;
	return table.needs.every((need) => table.columns[need]?.some((name) => names.has(sameHeader(name))));
}

/** The layout of an archive by the names of its files, and which file is which table; null when it is none. */
export function recogniseNames(
	names: string[]
): { transform: Transform; files: Map<SourceTable, string> } | null {
	for (const transform of transforms()) {
		const files = new Map<SourceTable, string>();
		for (const table of transform.tables) {
			const wanted = table.files.map((file) => file.toLowerCase());
			const name = names.find((one) => wanted.includes(baseOf(one).toLowerCase()));
			if (name !== undefined) files.set(table, name);
		}
		const needed = transform.tables.filter(({ required }) => required);
		if (needed.length > 0 && needed.every((table) => files.has(table))) return { transform, files };
	}
	return null;
}

/** The name of a file in an archive, without its folders. */
export function baseOf(name: string): string {
	return name.split(/[/\\]/).pop() ?? name;
}
