import type { IgnoredRow } from '$lib/domain';
import { ColumnFacts } from './column-facts';
import { FaultGroups } from './fault-groups';
import type { LeftOutLine } from './read-report';

/** A row of totals: its cells stand where the columns they add up stand. */
export interface TotalsRow {
	row: number;
	ordinal: number;
	cells: string[];
}

/** What every record of a file is: a row of the table, left out and why, or broken and why. */
export interface SortedRecords {
	records: number;
	rows: number;
	ignored: IgnoredRow[];
	rejected: FaultGroups;
	/** Rows that are kept although something in them is odd. */
	odd: FaultGroups;
	/** Ordinals of the records that are no rows. */
	excluded: Set<number>;
	columns: ColumnFacts;
	preamble: LeftOutLine[];
	footer: LeftOutLine[];
	totals: TotalsRow[];
	endings: number;
	/** A record runs over several lines. */
	hasBreaks: boolean;
	/** The last record ends without a line end; and looks cut off. */
	isOpenEnded: boolean;
	isTruncated: boolean;
}

/** Nothing sorted yet, in a table of so many columns. */
export function noRecords(width: number): SortedRecords {
	return {
		records: 0,
		rows: 0,
		ignored: [],
		rejected: new FaultGroups(),
		odd: new FaultGroups(),
		excluded: new Set(),
		columns: new ColumnFacts(width),
		preamble: [],
		footer: [],
		totals: [],
		endings: 0,
		hasBreaks: false,
		isOpenEnded: false,
		isTruncated: false
	};
}
