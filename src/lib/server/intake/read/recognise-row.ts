import type { Visit } from './walk-records';

const LABEL = /^\W*(?:grand\s+|sub-?\s*|report\s+)?(?:totals?|sum)\b/i;
const NUMBER = /^[\s$€(+-]*\d[\d.,\s]*[\s)%]*$/;

/** First two letters of the words that label totals: total, sum, subtotal, grand total, report total. */
const BEGINNINGS = ['to', 'su', 'gr', 're'].map((pair) => pair.charCodeAt(0) * 256 + pair.charCodeAt(1));
const LOWER_CASE = 0x2020;

/** Quick look at a record: could its first filled cell label totals? */
export function mayBeTotals({ record, bytes }: Visit): boolean {
	let cell = 0;
	while (cell < record.count && record.ends[cell] === record.starts[cell]) cell++;
	if (cell === record.count) return false;
	const start = record.starts[cell] as number;
	const first = bytes[start] as number;
	if (first < 48 || (first > 57 && first < 65)) return true;
	return BEGINNINGS.includes((first << 8) | (bytes[start + 1] as number) | LOWER_CASE);
}

/** Whether a record is a row of totals: a label, and beside it only numbers. */
export function isTotals(cells: string[]): boolean {
	const [label, ...others] = cells.filter((cell) => cell.trim() !== '');
	if (label === undefined || !LABEL.test(label)) return false;
	return others.length < cells.length - 1 && others.every((cell) => NUMBER.test(cell));
}

/** Whether a record says the header once more. */
export function isRepeatedHeader(cells: string[], header: string[]): boolean {
	if (cells.length !== header.length) return false;
	return cells.every((cell, index) => cell.trim().toLowerCase() === header[index]?.trim().toLowerCase());
}

/** Whether a lone text below a table reads like a remark and not like a cut-off row. */
export function looksLikeNote(text: string): boolean {
	return /\p{L}{2,}[\s:].*\p{L}|^\W*(end|note|source|page|confidential|generated|printed|prepared)\b|\bend of\b|:/iu.test(
		text
	);
}
