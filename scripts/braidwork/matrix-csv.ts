import { neutralCell } from '$lib/domain';
import { offeringColumns, type StandingLine } from '$lib/server/desk';

/** Lines of the matrix as CSV (RFC 4180, UTF-8) with how they stand; nothing in it is a formula. */
export function matrixCsv(lines: StandingLine[]): string {
	const columns = ['partner', ...offeringColumns(), 'standing', 'lasts_until', 'is_stale'] as const;
	const rows = lines.map((line) => columns.map((column) => cell(line[column])));
	return [[...columns], ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function cell(value: string | number | boolean | null): string {
	const text = neutralCell(value === null ? '' : String(value));
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
