import { escape, op, type ColumnTable } from 'arquero';
import { sortRows } from '../rows/sort-rows';
import type { Ask, StatedRow } from '../measure';
import { NO_NUMBERS } from '../rows/count-rows';
import { refuseUnknownValue, type KeptRow } from '../kept/slice';

/** Rows of a public table that a question's filters and quarters leave (the published ones unless it names others). */
export function filterPublic(table: ColumnTable, ask: Ask): ColumnTable {
	const where = Object.entries(ask.where);
	for (const [name, value] of where) {
		if (name !== 'quarter') refuseUnknownValue(name, value, table.array(name) as string[]);
	}
	const range = ask.where.quarter ? null : (ask.range ?? publishedRange(ask));
	const fits = (row: KeptRow) =>
		where.every(([name, value]) => row[name] === value) &&
		(!range || (String(row.quarter) >= range.from && String(row.quarter) <= range.to));
	return table.filter(escape(fits));
}

function publishedRange({ facts }: Ask): Ask['range'] {
	const [from, to] = [facts.quarters[0], facts.quarters.at(-1)];
	return from && to ? { from, to } : null;
}

/** Dollars to the cent, which sums of fractions lose. */
export function cents(dollars: number): number {
	return Math.round(dollars * 100) / 100;
}

/** Dollars added up to the asked breakdowns. */
export function sumDollars(table: ColumnTable, by: readonly string[], column: string): KeptRow[] {
	const summed = table.groupby(...by).rollup({ dollars: op.sum(column) });
	return sortRows(summed.objects() as KeptRow[], by);
}

/** Dollars as a row: in `value` and in `numerator`. */
export function dollarRow(row: KeptRow, by: readonly string[]): StatedRow {
	const places = Object.fromEntries(by.map((name) => [name, row[name] ?? null]));
	const dollars = cents(Number(row.dollars ?? 0));
	return { ...places, ...NO_NUMBERS, numerator: dollars, value: dollars, status: 'shown' };
}
