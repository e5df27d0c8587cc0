import { Refusal, type State } from '$lib/domain';
import {
	listStates,
	listSubmissions,
	readSubmission,
	type SubmissionFilter,
	type SubmissionRecord,
	type Warehouse
} from '$lib/server/warehouse';
import type { LoadedFile } from './loaded-file';
import { fromRecord } from './stored-file';

/** Submissions that fit the filter, newest last. */
export async function submissions(w: Warehouse, filter: SubmissionFilter = {}): Promise<LoadedFile[]> {
	return (await listSubmissions(w, filter)).map(fromRecord);
}

/** One submission; refused with a sentence when there is none of that id. */
export async function submission(w: Warehouse, id: string): Promise<LoadedFile> {
	return fromRecord(await findRecord(w, id));
}

/** All states, the first one first. */
export function states(w: Warehouse): Promise<State[]> {
	return listStates(w);
}

/** One submission as the warehouse keeps it; refused when there is none of that id. */
export async function findRecord(w: Warehouse, id: string): Promise<SubmissionRecord> {
	const record = await readSubmission(w, id);
	if (record) return record;
	throw new Refusal(
		'no_submission',
		`There is no submission ${id}.`,
		'List them with "braidwork submissions".'
	);
}

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

/** A cell that no spreadsheet takes for a formula (OWASP: CSV injection). */
function csvCell(value: string | number): string {
	const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
