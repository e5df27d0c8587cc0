import { isQuarter, quarterIndex, quarterLabel, writeDay } from '$lib/domain';
import type { SafeTable } from '$lib/domain';
import { WORDS } from './words';

/** The quarters that a table speaks of, in words: `2015 Q3`, `2013 Q4 to 2015 Q3`, or all that is published. */
export function periodOf(table: SafeTable): string {
	const quarters = quartersOf(table);
	const [first, last] = [quarters[0], quarters.at(-1)];
	if (!first || !last) return WORDS.allQuarters(writeDay(table.as_of));
	const [from, to] = [quarterLabel(first, table.calendar), quarterLabel(last, table.calendar)];
	return from === to ? from : WORDS.fromTo(from, to);
}

/** The quarters named in a table's filters or rows, in order. */
export function quartersOf(table: SafeTable): string[] {
	const filtered = [table.where.quarter, table.where.start_quarter].filter((text) => text !== undefined);
	const column = ['quarter', 'start_quarter'].find((name) => table.by.includes(name));
	const found = column ? table.rows.map((row) => String(row[column])) : filtered;
	return [...new Set(found)].filter(isQuarter).sort((a, b) => quarterIndex(a) - quarterIndex(b));
}
