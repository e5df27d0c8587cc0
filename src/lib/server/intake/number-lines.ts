import type { Column, Dataset, Format } from '$lib/catalog';
import type { DatasetId, Quarter } from '$lib/domain';
import { quoteText } from './check/sql-text';
import type { Answers } from './remember';

/** The answer that a file has no column for the id of its rows. */
export const BY_LINE = '#line';

/** Rows of one quarter alone. Stays and needs come again in later quarters, and only their id tells that they are the same. */
const OF_ONE_QUARTER: DatasetId[] = ['deliveries', 'outcomes'];

/** The id of rows that may be known by their line instead. */
export function idOfRows({ primary_key, id }: Dataset): string | null {
	const [key] = primary_key;
	return primary_key.length === 1 && key && OF_ONE_QUARTER.includes(id) ? key : null;
}

/** Whether the rows of a file are known by their line, as was answered now or before. */
export function isByLine(
	column: Column,
	{
		dataset,
		given,
		remembered
	}: { dataset: Dataset; format: Format; given: Record<string, string>; remembered: Answers }
): boolean {
	const code = `column.${column.name}`;
	return column.name === idOfRows(dataset) && (given[code] ?? remembered[code]?.choice) === BY_LINE;
}

/** SQL of such an id: it tells the quarter too, so that no two quarters of a partner have one in common. */
export function lineId(period: Quarter): string {
	return `${quoteText(`${period} line `)} || source_row::VARCHAR`;
}
