import type { Column } from '$lib/catalog';
import { quoteMap, quoteName, quoteText } from './sql-text';
import type { ColumnSpelling } from './typing';

/** Name of the column that holds the sender's text. */
export function sent(column: Column): string {
	return quoteName(`x_${column.name}`);
}

/** Their codes turned into ours, and times of day left out: a column of its own (`t_…`); none when the text is as sent. */
export function spelledText(spelling: ColumnSpelling): string[] {
	if (!isRespelled(spelling)) return [];
	const { column, codes, prefix } = spelling;
	const entries = Object.entries(codes).map(
		([theirs, ours]) => [theirs.toLowerCase(), ours] as [string, string]
	);
	const x = sent(column);
	const bare = prefix === '' ? x : withoutPrefix(x, prefix);
	const coded = entries.length === 0 ? bare : `coalesce(${quoteMap(entries)}[lower(${x})], ${bare})`;
	const text = emptied(spelling).length === 0 ? coded : `nullif(${coded}, '')`;
	return [`${column.type === 'date' ? `without_time(${text})` : text} AS ${quoteName(`t_${column.name}`)}`];
}

function withoutPrefix(x: string, prefix: string): string {
	const starts = `starts_with(lower(${x}), ${quoteText(prefix.toLowerCase())})`;
	const letters = [...prefix].length;
	return `CASE WHEN ${starts} AND length(${x}) > ${letters} THEN substr(${x}, ${letters + 1}) ELSE ${x} END`;
}

/** Their codes that count as an empty cell. */
function emptied({ codes }: ColumnSpelling): string[] {
	return Object.entries(codes).flatMap(([theirs, ours]) => (ours === '' ? [theirs] : []));
}

/** SQL that is true for a text that is one of these codes, whatever its case. */
export function isOneOf(text: string, codes: string[]): string {
	return `coalesce(lower(${text}) IN (${codes.map((code) => quoteText(code.toLowerCase())).join(', ')}), false)`;
}

/** Whether the text to type is another than the one sent. */
export function isRespelled({ codes, shapes, prefix }: ColumnSpelling): boolean {
	return Object.keys(codes).length > 0 || shapes.length > 0 || prefix !== '';
}

/** Name of the column that holds the text to type. */
export function textOf(spelling: ColumnSpelling): string {
	return isRespelled(spelling) ? quoteName(`t_${spelling.column.name}`) : sent(spelling.column);
}

/** SQL that is true where a cell is empty or counts as that. */
export function isEmpty(spelling: ColumnSpelling): string {
	const x = sent(spelling.column);
	const codes = emptied(spelling);
	return codes.length === 0 ? `${x} IS NULL` : `(${x} IS NULL OR ${isOneOf(x, codes)})`;
}
