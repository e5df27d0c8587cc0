import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { groupFindings, neutralCell, type FindingsOfRule } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { submission } from '../list-submissions';
import type { LocatedFinding } from '../read';
import { rowsWithFindings, type SentRows } from './rows-with-findings';

/** More example lines and values than these help nobody. */
const EXAMPLES = 5;

/** Longest text that a cell of a workbook takes. */
const LONGEST = 32_000;

const STRONG: CellStyle = { font: { bold: true } };
const MARKED: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE699' } } };
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };

/**
 * The findings of a submission as a workbook for the people who mend the file: a sheet with one line for each repair,
 * and a sheet with their own rows under their own headers, the cells that are meant marked and explained. Identifying
 * values are masked, columns that were left out are empty, and nothing in it is a formula.
 */
export async function findingsWorkbook(w: Warehouse, id: string): Promise<Uint8Array> {
	const file = await submission(w, id);
	const sent = await rowsWithFindings(w, file);
	return writeXlsx({ sheets: [repairs(file.findings, sent.more), ownRows(sent)] });
}

function repairs(findings: LocatedFinding[], more: number): WriteSheet {
	const head = ['Severity', 'Rows', 'Column', 'What is wrong', 'What to do', 'Lines', 'Values'];
	const lines = groupFindings(findings).map(repair);
	const note = more > 0 ? [[`${more} more rows have findings than the sheet "Rows" shows.`]] : [];
	return {
		name: 'What to do',
		columns: [10, 8, 22, 60, 60, 24, 30].map((width) => ({ width, style: WRAPPED })),
		rows: [head, ...lines, ...note],
		cells: styled(head, 0, STRONG),
		freezePane: { rows: 1 }
	};
}

function repair({ severity, count, header, message, fix, findings }: FindingsOfRule<LocatedFinding>) {
	const lines = findings.flatMap(({ rows }) => rows);
	const values = [...new Set(findings.flatMap(({ value }) => value ?? []))];
	const shown = lines.slice(0, EXAMPLES).join(', ') + (lines.length > EXAMPLES ? ' …' : '');
	const texts = [header ?? '', message, fix, shown, values.slice(0, EXAMPLES).join('; ')];
	return [severity, count, ...texts.map(cell)];
}

function ownRows({ headers, rows }: SentRows): WriteSheet {
	const head = ['Line', 'What became of it', 'Note', ...headers.map(cell)];
	const cells = styled(head, 0, STRONG);
	rows.forEach(({ marked }, at) => {
		for (const place of marked) cells.set(`${at + 1},${place + 3}`, { style: MARKED });
	});
	return {
		name: 'Rows',
		columns: [
			{ width: 8 },
			{ width: 16 },
			{ width: 60, style: WRAPPED },
			...headers.map(() => ({ width: 16 }))
		],
		rows: [
			head,
			...rows.map(({ line, isRefused, notes, cells: own }) => [
				line,
				isRefused ? 'not accepted' : 'only a warning',
				cell(notes.join('\n')),
				...own.map(cell)
			])
		],
		cells,
		freezePane: { rows: 1, columns: 1 }
	};
}

function styled(head: string[], row: number, style: CellStyle): Map<string, { style: CellStyle }> {
	return new Map(head.map((_, column) => [`${row},${column}`, { style }]));
}

/** Text as a cell may hold it: no formula, no character that XML does not know, not too long. */
function cell(text: string): string {
	return neutralCell(text)
		.toWellFormed()
		.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\ufffd')
		.slice(0, LONGEST);
}
