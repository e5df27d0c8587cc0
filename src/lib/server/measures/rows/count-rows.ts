import type { RowValue } from '$lib/domain';
import { wilson } from '../estimates';
import { hiddenColumn, shareOf } from '../kept/kept-family';
import type { StatedRow } from '../measure';
import type { KeptRow } from '../kept/slice';

/** The five numbers of a row that says nothing. */
export const NO_NUMBERS = { numerator: null, denominator: null, value: null, lower: null, upper: null };

/** Whether any of these counts is withheld in a kept row. */
export function isHidden(row: KeptRow, variables: readonly string[]): boolean {
	return variables.some((variable) => Number(row[hiddenColumn(variable)] ?? 0) > 0);
}

/** The share of its total, in percent, that a withheld count is told to be more than. */
export function toldShare(row: KeptRow, variable: string): number | undefined {
	return shareOf(Number(row[hiddenColumn(variable)] ?? 0));
}

/** The breakdowns of a kept row that an answer shows. */
export function placesOf(row: KeptRow, by: readonly string[]): Record<string, RowValue> {
	return Object.fromEntries(by.filter((name) => name in row).map((name) => [name, row[name] as RowValue]));
}

/** A count as a row: in `value` and in `numerator`. */
export function countRow(row: KeptRow, by: readonly string[], variable: string): StatedRow {
	const count = Number(row[variable]);
	const places = placesOf(row, by);
	if (isHidden(row, [variable])) return { ...places, ...NO_NUMBERS, status: 'withheld' };
	return { ...places, ...NO_NUMBERS, numerator: count, value: count, status: 'shown' };
}

/** Which counts make a rate, and the count that the denominator leaves over. */
export interface RateParts {
	numerator: string;
	complement: string;
	denominator: string;
}

/** A rate with its Wilson interval as a row; withheld with any of its parts, empty without a denominator. */
export function rateRow(row: KeptRow, by: readonly string[], parts: RateParts): StatedRow {
	const places = placesOf(row, by);
	const hits = Number(row[parts.numerator]);
	const total = Number(row[parts.denominator]);
	if (isHidden(row, Object.values(parts))) return { ...places, ...NO_NUMBERS, status: 'withheld' };
	const counts = { numerator: hits, denominator: total };
	if (total === 0) return { ...places, ...NO_NUMBERS, ...counts, status: 'no_data' };
	return { ...places, ...counts, value: hits / total, ...wilson(hits, total), status: 'shown' };
}

/** The row of a question without breakdowns when nothing of it occurs: nobody. */
export function orNobody(rows: KeptRow[], by: readonly string[], variables: readonly string[]): KeptRow[] {
	if (rows.length > 0 || by.length > 0) return rows;
	return [Object.fromEntries(variables.map((variable) => [variable, 0]))];
}
