import { neutralCell } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { submission } from '../list-submissions';

const COLUMNS = ['line', 'column', 'value', 'severity', 'rule', 'what', 'what to do', 'rows'];

/** The findings of a submission as CSV in the sender's words and line numbers, formulas neutralised. */
export async function findingsCsv(w: Warehouse, id: string): Promise<string> {
	const { findings } = await submission(w, id);
	const lines = findings.flatMap(({ rows, row, header, value, severity, rule, message, fix, count }) => {
		const known = rows.length > 0 ? rows : [row ?? ''];
		const shared = known.length > 1 ? 1 : count;
		return known.map((line) => [line, header ?? '', value ?? '', severity, rule, message, fix, shared]);
	});
	return [COLUMNS, ...lines].map((cells) => cells.map(csvCell).join(',') + '\r\n').join('');
}

function csvCell(value: string | number): string {
	const text = neutralCell(String(value));
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
