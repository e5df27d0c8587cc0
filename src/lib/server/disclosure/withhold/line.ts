import { protectInside } from './inside-cell';
import type { Held, Ledger } from './ledger';

/**
 * Withholds, along a line of cells that add up to `margin`, so much that no withheld count can be narrowed.
 * First by columns: the same variables of some cells, a rectangle whose row and column sums the reader knows, so that
 * each of its cells may be anything from max(0, r + c - g) to min(r, c). Else by rows: whole cells, whose sums the
 * reader knows per variable.
 */
export function protectLine(ledger: Ledger, margin: Held | undefined, cells: Held[]): void {
	const top = ledger.topOf(cells[0] ?? { at: {}, counts: {}, hidden: new Set(), whole: new Set() });
	if (!margin || margin.hidden.has(top)) {
		if (margin || cells.some((cell) => cell.hidden.size > 0)) cells.forEach((cell) => ledger.hideWhole(cell));
		return;
	}
	if (cells.every((cell) => cell.hidden.size === 0) && margin.hidden.size === 0) return;
	const anyTop = cells.some((cell) => cell.hidden.has(top));
	if (!anyTop && protectColumns(ledger, margin, cells, top)) return;
	protectRows(ledger, margin, cells, top);
}

interface Rectangle {
	rows: Set<Held>;
	columns: Set<string>;
}

function protectColumns(ledger: Ledger, margin: Held, cells: Held[], top: string): boolean {
	const leaves = leavesOf(ledger, margin);
	if (leaves.length === 0) return false;
	const rectangle: Rectangle = {
		rows: new Set(cells.filter((cell) => leaves.some((leaf) => cell.hidden.has(leaf)))),
		columns: new Set(leaves.filter((leaf) => [margin, ...cells].some((cell) => cell.hidden.has(leaf))))
	};
	while (!isRectangleWide(ledger, margin, rectangle)) {
		if (!widen(ledger, cells, leaves, rectangle)) return false;
	}
	for (const cell of rectangle.rows) hideColumns(ledger, cell, rectangle.columns);
	return ![...rectangle.rows].some((cell) => cell.hidden.has(top));
}

function hideColumns(ledger: Ledger, cell: Held, columns: Set<string>): void {
	for (const name of columns) {
		cell.hidden.add(name);
		cell.whole.add(name);
	}
	protectInside(ledger, cell);
}

function widen(ledger: Ledger, cells: Held[], leaves: string[], { rows, columns }: Rectangle): boolean {
	const spare = cells
		.filter((cell) => !rows.has(cell) && sumOver([cell], columns) > 0)
		.sort((one, other) => sumOver([one], columns) - sumOver([other], columns));
	const row = spare.find((cell) => [...columns].every((name) => ledger.mayHide(cell, name)));
	if (row) return Boolean(rows.add(row));
	const column = leaves
		.filter((leaf) => !columns.has(leaf) && sumOver(rows, [leaf]) > 0)
		.filter((leaf) => [...rows].every((cell) => ledger.mayHide(cell, leaf)))
		.sort((one, other) => sumOver(rows, [one]) - sumOver(rows, [other]))[0];
	return column === undefined ? false : Boolean(columns.add(column));
}

/** Column sums that the margin withholds are known only together. */
function isRectangleWide(ledger: Ledger, margin: Held, { rows, columns }: Rectangle): boolean {
	const apart = [...columns].filter((name) => !margin.hidden.has(name)).map((name) => [name]);
	const together = [...columns].filter((name) => margin.hidden.has(name));
	const groups = together.length > 0 ? [...apart, together] : apart;
	const all = sumOver(rows, columns);
	return [...rows].every((row) =>
		groups.every((group) => {
			const small = group.some((name) => ledger.isSmall(row.counts[name] ?? 0));
			const column = sumOver(rows, group);
			if (!small) return column === 0 || column >= ledger.threshold;
			return isWide(ledger, { row: sumOver([row], columns), column, all });
		})
	);
}

/** Whether a cell of a fully withheld rectangle reaches the threshold and spans threshold - 1 (Fréchet's bounds). */
export function isWide({ threshold }: Ledger, sums: { row: number; column: number; all: number }): boolean {
	const high = Math.min(sums.row, sums.column);
	const low = Math.max(0, sums.row + sums.column - sums.all);
	return high >= threshold && high - low >= threshold - 1;
}

function protectRows(ledger: Ledger, margin: Held, cells: Held[], top: string): void {
	const rows = new Set(cells.filter((cell) => cell.hidden.size > 0));
	const spare = cells
		.filter((cell) => !rows.has(cell) && (cell.counts[top] ?? 0) > 0)
		.filter((cell) => Object.keys(cell.counts).every((name) => ledger.mayHide(cell, name)))
		.sort((one, other) => (one.counts[top] ?? 0) - (other.counts[top] ?? 0));
	while (!areRowsWide(ledger, margin, rows, top)) {
		const next = spare.shift();
		if (next) rows.add(next);
		else return cells.forEach((cell) => ledger.hideWhole(cell));
	}
	rows.forEach((cell) => ledger.hideWhole(cell));
}

/** Every withheld row holds at least one person, so the others' ones are no room. */
function areRowsWide({ threshold }: Ledger, margin: Held, rows: Set<Held>, top: string): boolean {
	if (rows.size === 0) return true;
	if (rows.size === 1 || sumOver(rows, [top]) - rows.size < threshold - 1) return false;
	return Object.keys(margin.counts)
		.filter((name) => !margin.hidden.has(name))
		.map((name) => sumOver(rows, [name]))
		.every((sum) => sum === 0 || sum >= threshold);
}

/** The variables of a cell that are not sums of others, where there is more than one. */
export function leavesOf(ledger: Ledger, cell: Held): string[] {
	const totals = new Set(ledger.sumsOf(cell).map((sum) => sum.total));
	const names = Object.keys(cell.counts).filter((name) => !totals.has(name));
	return totals.size === 0 ? [] : names;
}

/** The sum of these variables over these cells. */
export function sumOver(cells: Iterable<Held>, names: Iterable<string>): number {
	let sum = 0;
	for (const cell of cells) for (const name of names) sum += cell.counts[name] ?? 0;
	return sum;
}
