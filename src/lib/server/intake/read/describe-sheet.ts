import { say, type LocatedFinding } from './describe-structure';
import type { ReadTable } from './read-table';

/** What is odd about a workbook: sheets that were not read, merged cells, formulas without a value or with an error. */
export function describeSheet({ sheet, layout }: ReadTable): LocatedFinding[] {
	if (!sheet) return [];
	const found: LocatedFinding[] = [];
	if (sheet.others.length > 0) {
		const value = sheet.others.map((name) => `"${name}"`).join(', ');
		found.push(say('other_sheets', { row: null, value, sheet: sheet.name }));
	}
	const merged = sheet.merged.filter((row) => row > layout.header.row);
	const places: [string, number[], string | null][] = [
		['merged_cells', merged, null],
		['formula_without_value', sheet.unanswered, null],
		['formula_error', sheet.errors, sheet.firstError]
	];
	for (const [rule, rows, value] of places) {
		const [row] = rows;
		if (row !== undefined) found.push({ ...say(rule, { row, value }), count: rows.length, rows });
	}
	return found;
}
