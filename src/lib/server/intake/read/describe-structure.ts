import type { Finding } from '$lib/domain';
import { describeSheet } from './describe-sheet';
import type { FaultGroup, RowFault } from './fault-groups';
import type { ReadTable } from './read-table';
import { ENDING } from './scan-record';
import type { SortedRecords } from './sort-records';
import { STRUCTURE_RULES } from './structure-rules';

/** A finding with the lines it holds for, as many as are kept. */
export interface LocatedFinding extends Finding {
	rows: number[];
}

const ENDINGS: [number, string][] = [
	[ENDING.lf, 'LF'],
	[ENDING.crlf, 'CR LF'],
	[ENDING.cr, 'CR']
];

const APOSTROPHE = 39;

/** One line each up to this many of a kind; the others are counted together. */
const ONE_BY_ONE = 20;

/** Everything that is wrong or odd about the structure of a file, as findings in the sender's words. */
export function describeStructure(table: ReadTable): LocatedFinding[] {
	return [
		...describeSheet(table),
		...describeEncoding(table),
		...describeHeader(table),
		...describeRows(table),
		...describeTotals(table),
		...describeEnd(table)
	];
}

function describeEncoding({ text, sorted, headers }: ReadTable): LocatedFinding[] {
	const rule = { 'windows-1252': 'windows_1252', 'utf-8 and windows-1252': 'two_encodings' }[
		text.encoding as string
	];
	if (!rule) return [];
	const inHeader = headers.filter((header) => /[\u0080-\uffff]/.test(header));
	const words = sorted.columns.words.map(({ word }) => maskWord(word));
	const examples = [...new Set([...inHeader, ...words])].slice(0, 3);
	const [first] = sorted.columns.words;
	return [say(rule, { row: first?.row ?? null, value: examples.join(', ') })];
}

/** Shows which letters changed without showing whose name it is: letters of ASCII behind the first are dots. */
export function maskWord(word: string): string {
	return word.slice(0, 1) + word.slice(1).replace(/[A-Za-z0-9]/g, '·');
}

function describeHeader({ headers, layout, sorted }: ReadTable): LocatedFinding[] {
	const { row, firstRow, cells } = layout.header;
	const at = { row };
	const found = describeFit(layout, sorted);
	if (headers.length === 1) found.push(say('single_column', { ...at, header: headers[0] ?? null }));
	if (firstRow !== row) {
		const example = headers.find((header) => header.includes(' ')) ?? headers[0] ?? '';
		found.push(say('two_row_header', { ...at, value: example }));
	}
	const seen = new Set<string>();
	headers.forEach((header, index) => {
		const raw = cells[index] ?? '';
		if (header === '' && sorted.columns.fact(index).holds !== 0) {
			found.push(say('blank_header', { ...at, value: String(index + 1) }));
		}
		if (header !== '' && raw !== header && firstRow === row)
			found.push(say('padded_header', { ...at, header, value: raw }));
		if (header !== '' && seen.has(header.toLowerCase())) {
			found.push(say('duplicate_header', { ...at, header, value: header }));
		}
		seen.add(header.toLowerCase());
	});
	return found;
}

/** Whether the header is one, and whether the rows are as wide. */
function describeFit({ header, dialect }: ReadTable['layout'], sorted: SortedRecords): LocatedFinding[] {
	const { row, cells } = header;
	const found: LocatedFinding[] = [];
	if (dialect.quote === APOSTROPHE) found.push(say('apostrophes', { row: null }));
	if (header.isDoubtful) found.push(say('no_header', { row }));
	const longer = sorted.odd.list().find(({ rule }) => rule === 'extra_empty_cells')?.count ?? 0;
	const [misfits, all] = [sorted.rejected.count + longer, sorted.rows + sorted.rejected.count];
	if (sorted.rejected.count === 0 || misfits < 3 || misfits <= all / 2) return found;
	const counts = { value: `${misfits} of ${all}`, width: String(cells.length) };
	return [...found, say('header_misfit', { row, ...counts, delimiter: delimiterName(dialect.delimiter) })];
}

function describeRows(table: ReadTable): LocatedFinding[] {
	const { rejected, odd } = table.sorted;
	const groups = [...rejected.list(), ...odd.list()].filter((group) => !isUsual(group, table));
	return groups.flatMap((group) => describeGroup(group, table));
}

/** Where most rows have one filled cell, that is how the table is. */
function isUsual({ rule, count }: FaultGroup, { sorted }: ReadTable): boolean {
	return rule === 'lone_cell' && count > sorted.rows / 2;
}

/** The first records of a kind one by one, so that each names its line; the rest as one. */
function describeGroup(group: FaultGroup, table: ReadTable): LocatedFinding[] {
	const single = group.faults.slice(0, ONE_BY_ONE);
	const rest = group.faults.slice(ONE_BY_ONE);
	const found = single.map((fault) => describeFault(fault, table));
	const [next] = rest;
	if (!next) return found;
	const more = describeFault({ ...next, value: null }, table);
	const message = `${group.count - single.length} more lines like this: ${lowerFirst(found[0]?.message ?? '')}`;
	return [
		...found,
		{ ...more, message, count: group.count - single.length, rows: rest.map(({ row }) => row) }
	];
}

function describeFault({ rule, row, cell, value }: RowFault, { headers, layout }: ReadTable): LocatedFinding {
	return say(rule, {
		row,
		header: cell === null ? null : (headers[cell] ?? null),
		value,
		width: String(layout.header.cells.length),
		delimiter: delimiterName(layout.dialect.delimiter)
	});
}

function describeTotals({ totals, headers, sorted }: ReadTable): LocatedFinding[] {
	const wrong = totals.filter(({ sum }) => sum !== null);
	const [first] = wrong;
	if (!first) return [];
	const broken = sorted.rejected.count;
	if (broken > 0) return [say('total_not_compared', { row: first.row, count: String(broken) })];
	return wrong.map(({ row, cell, says, sum }) =>
		say('total_mismatch', {
			row,
			header: cell === null ? null : (headers[cell] ?? null),
			value: says,
			sum: sum ?? ''
		})
	);
}

function describeEnd({ sorted }: ReadTable): LocatedFinding[] {
	const found: LocatedFinding[] = [];
	const after = sorted.ignored.find(({ why }) => why === 'content after the table');
	if (after) found.push(say('content_after_table', { row: after.row }));
	const endings = ENDINGS.filter(([bit]) => sorted.endings & bit).map(([, name]) => name);
	if (endings.length > 1) found.push(say('mixed_line_ends', { row: null, value: endings.join(', ') }));
	if (sorted.isTruncated) found.push(say('cut_off', { row: sorted.rejected.lastRow }));
	else if (sorted.isOpenEnded && sorted.records > 1) found.push(say('no_final_newline', { row: null }));
	return found;
}

/** A finding of the catalogue of structure, its places filled in. */
export function say(
	rule: string,
	at: {
		row: number | null;
		header?: string | null;
		value?: string | null;
		[place: string]: string | number | null | undefined;
	}
): LocatedFinding {
	const { severity, message, fix } = STRUCTURE_RULES[rule] as (typeof STRUCTURE_RULES)[string];
	const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, place: string) => String(at[place] ?? ''));
	return {
		rule,
		severity,
		row: at.row,
		column: null,
		header: at.header ?? null,
		value: at.value ?? null,
		message: fill(message),
		fix: fill(fix),
		count: 1,
		rows: at.row === null ? [] : [at.row]
	};
}

/** A delimiter in words. */
export function delimiterName(byte: number): string {
	const names: Record<number, string> = { 44: 'comma', 59: 'semicolon', 9: 'tab', 124: 'pipe' };
	return names[byte] ?? String.fromCharCode(byte);
}

function lowerFirst(text: string): string {
	return text.slice(0, 1).toLowerCase() + text.slice(1);
}
