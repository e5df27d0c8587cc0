import { neutralCell, type PaperTable } from '$lib/domain';

/** A written table as CSV (RFC 4180, UTF-8). Text that a spreadsheet would run as a formula is made text by an apostrophe. */
export function writeTableCsv({ columns, rows }: PaperTable): string {
	const lines = [columns.map(({ title }) => title), ...rows];
	return `${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
	const safe = neutralCell(text);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
