import { neutralCell } from '$lib/domain';
import type { AuditEntry } from './chain/entry';

const COLUMNS = ['number', 'at', 'who', 'did', 'what', 'request'];

/** Entries as CSV (RFC 4180, UTF-8), nothing in it a formula. */
export function auditCsv(entries: AuditEntry[]): string {
	const lines = entries.map(({ n, at, who, did, what, request }) => [
		String(n),
		at,
		who,
		did,
		what,
		request ?? ''
	]);
	return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string): string {
	const text = neutralCell(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
