import { isQuarter, quarterIndex, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions } from './drawing';
import { isNarrow } from './drawing';
import { textWidth } from './measure-text';
import { categoryInk } from './palette';
import { groupsBy, isShare, otherBreakdowns, shownRows, valuesOf } from './read-table';

type Point = SafeRow & { value: number };

/** One line of a trend: a group, or the whole table. */
export interface TrendLine {
	label: string;
	colour: string;
	rows: SafeRow[];
	points: Point[];
	locked: SafeRow[];
}

/** What a trend draws, and the room it leaves. */
export interface TrendFrame {
	column: string;
	/** How many lines there would be, were all drawn. */
	all: number;
	/** Whether there is room for names at the ends of lines; else they stand in the legend. */
	named: boolean;
	lines: TrendLine[];
	quarters: number[];
	top: number;
	marginRight: number;
	height: number;
}

/** Reads a table by quarter into lines; rows without a quarter have no place on the axis. */
export function trendFrame(table: SafeTable, options: DrawingOptions): TrendFrame {
	const column = table.by.includes('start_quarter') ? 'start_quarter' : 'quarter';
	const lines = linesOf(table, column).slice(0, MOST);
	const quarters = valuesOf(table, column).filter(isQuarter).map(quarterIndex);
	const tops = lines.flatMap((line) => line.points.map((point) => Math.max(point.value, point.upper ?? 0)));
	const named = lines.length < 2 || !isNarrow(options);
	const words = lines.map((line) => textWidth(endText(table, line, named), 13, true));
	return {
		column,
		all: linesOf(table, column).length,
		named,
		lines,
		quarters,
		top: isShare(table) ? 1 : Math.max(1, options.goal ?? 0, ...tops) * 1.05,
		marginRight: Math.min(Math.max(30, ...words) + 24, options.width * 0.34),
		height: isNarrow(options) ? 200 : 220
	};
}

/** Lines that eyes can still tell apart. */
const MOST = 6;

function linesOf(table: SafeTable, column: string): TrendLine[] {
	const dated = table.rows.filter((row) => isQuarter(String(row[column])));
	return groupsBy(table, dated, otherBreakdowns(table, column)).map((group, place) => {
		const rows = group.rows.sort((a, b) => quarterIndex(String(a[column])) - quarterIndex(String(b[column])));
		return {
			label: group.label,
			colour: categoryInk(place),
			rows,
			points: shownRows(rows),
			locked: rows.filter((row) => row.status === 'withheld')
		};
	});
}

/** What stands at the end of a line: its name where there is room, and its last number. */
export function endText(table: SafeTable, line: TrendLine, named: boolean): string {
	const end = line.points.at(-1);
	const name = named ? line.label : '';
	return end ? `${name} ${writeValue(end.value, table.unit)}`.trim() : name;
}
