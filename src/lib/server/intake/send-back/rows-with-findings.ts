import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataset, type Column } from '$lib/catalog';
import type { Warehouse } from '$lib/server/warehouse';
import { masked } from '../check/value-finding';
import type { LoadedFile } from '../loaded-file';
import { pickRows, readTable, type LocatedFinding, type ReadTable } from '../read';
import { keptPath } from '../door/kept-file';
import { earlierHeaders } from '../remember';
import { sheetChoice } from '../remember-sheet';

/** A row as the partner sent it, what was found in it, and which of its cells are meant. */
export interface RowWithFindings {
	line: number;
	/** Identifying values masked, columns that were left out empty; none where the row is broken. */
	cells: string[];
	marked: number[];
	/** Whether an error stands against it; else it counts, and something is worth a look. */
	isRefused: boolean;
	notes: string[];
}

/** The headers of a file and its rows that have findings, in the order of the file. */
export interface SentRows {
	headers: string[];
	rows: RowWithFindings[];
	/** How many more there are than are given. */
	more: number;
}

/** Rows beyond these are counted, not listed: nobody mends more by hand. */
const MOST_ROWS = 5000;

const MOST_INFLATED = 2048 * 1024 * 1024;

/** The rows of a submission that have findings, from the file as it was kept. */
export async function rowsWithFindings(w: Warehouse, file: LoadedFile): Promise<SentRows> {
	const byLine = Map.groupBy(
		file.findings.flatMap((finding) => finding.rows.map((line) => ({ line, finding }))),
		({ line }) => line
	);
	const lines = [...byLine.keys()]
		.filter((line) => line > (file.header_row ?? 0))
		.sort((one, other) => one - other);
	const shown = lines.slice(0, MOST_ROWS);
	const headers = file.mapping.map(({ header }) => header);
	const cells = await sentCells(w, file, new Set(shown));
	const rows = shown.map((line) => {
		const findings = (byLine.get(line) ?? []).map(({ finding }) => finding);
		const own = cells.get(line) ?? null;
		return {
			line,
			cells: own ?? [],
			marked: own === null ? [] : findings.flatMap((finding) => placesOf(finding, file)),
			isRefused: findings.some(({ severity }) => severity === 'error'),
			notes: findings.map((finding) => noteOf(finding))
		};
	});
	return { headers, rows, more: lines.length - shown.length };
}

function placesOf({ header, column }: LocatedFinding, { mapping }: LoadedFile): number[] {
	return mapping.flatMap((one, at) =>
		(header !== null && one.header === header) || (column !== null && one.column === column) ? [at] : []
	);
}

function noteOf({ header, message, fix }: LocatedFinding): string {
	return [header === null ? message : `${header}: ${message}`, fix].filter(Boolean).join(' ');
}

async function sentCells(
	w: Warehouse,
	file: LoadedFile,
	lines: Set<number>
): Promise<Map<number, string[] | null>> {
	const kept = keptPath(w.home, file);
	if (lines.size === 0 || !existsSync(kept)) return new Map();
	const folder = await mkdtemp(join(tmpdir(), 'braidwork-rows-'));
	try {
		const earlier = await earlierHeaders(w, file.partner);
		const hints = { partner: file.partner, dataset: file.dataset ?? undefined, answered: undefined, earlier };
		const choice = await sheetChoice(w, hints);
		const table = await readTable(kept, { name: file.file, folder, limit: MOST_INFLATED, ...choice });
		if (!isSame(table, file)) return new Map();
		const picked = await pickRows(table, lines);
		const show = shownCells(file);
		return new Map([...picked].map(([line, cells]) => [line, cells && show(cells)]));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Whether the file reads as it did when it was checked, so that its cells stand under the same headers. */
function isSame({ headers, layout }: ReadTable, file: LoadedFile): boolean {
	return (
		layout.header.row === file.header_row &&
		headers.length === file.mapping.length &&
		headers.every((header, at) => header === file.mapping[at]?.header)
	);
}

/** Nobody knows what columns hold that were left out, so nothing of them is shown. */
function shownCells({ mapping, dataset: id }: LoadedFile): (cells: string[]) => string[] {
	const columns: Column[] = id === null ? [] : dataset(id).columns;
	const known = mapping.map(({ column }) => columns.find(({ name }) => name === column) ?? null);
	return (cells) => known.map((column, at) => (column ? (masked(cells[at] ?? '', column) ?? '') : ''));
}
