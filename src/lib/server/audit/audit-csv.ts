import { neutralCell } from '$lib/domain';
import type { AuditEntry } from './chain/entry';

const COLUMNS = ['number', 'at', 'who', 'did', 'what', 'request'];

/** Entries as CSV (RFC 4180, UTF-8) piece by piece, nothing in it a formula. */
export async function* auditCsv(batches: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
	yield csvLine(COLUMNS);
	for await (const entries of batches)
		yield entries
			.map(({ n, at, who, did, what, request }) => csvLine([String(n), at, who, did, what, request ?? '']))
			.join('');
}

function csvLine(cells: string[]): string {
	return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string): string {
	const text = neutralCell(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
