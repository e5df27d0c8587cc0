import { statSync } from 'node:fs';
import { ColumnFacts, type ColumnFact } from './column-facts';
import { FaultGroups } from './fault-groups';
import type { ReadTable } from './read-table';
import { HOLDS } from './scan-record';

/** A table that we wrote ourselves: where it lies (line of the source first, no header), its columns, how many rows. */
export interface MadeFile {
	path: string;
	headers: string[];
	rows: number;
	/** The source ended in the middle of a record. */
	isTruncated: boolean;
}

/** Every character may occur in any column: nothing is taken for granted of values that were not scanned. */
const ANYTHING = Object.values(HOLDS).reduce((all, kind) => all | kind, 0);

class UnknownFacts extends ColumnFacts {
	override fact(): ColumnFact {
		return { holds: ANYTHING, padded: 0, firstPadded: 0, fine: 1, firstFine: 0 };
	}
}

/** A table made of other tables, as one that was read: so it is matched, checked and staged like every other. */
export function madeTable({ path, headers, rows, isTruncated }: MadeFile, like: ReadTable): ReadTable {
	const cells = ['source_row', ...headers];
	return {
		...like,
		text: { ...like.text, path, start: 0, size: statSync(path).size, isCopy: true },
		layout: {
			...like.layout,
			dialect: { delimiter: 44, quote: 34, escape: 0 },
			header: { row: 0, firstRow: 0, cells, known: cells.length, isDoubtful: false }
		},
		sorted: {
			...like.sorted,
			records: rows,
			rows,
			ignored: [],
			rejected: new FaultGroups(),
			odd: new FaultGroups(),
			excluded: new Set(),
			columns: new UnknownFacts(headers.length),
			preamble: [],
			footer: [],
			totals: [],
			isTruncated
		},
		headers,
		totals: [],
		isPlain: false,
		isMade: true
	};
}
