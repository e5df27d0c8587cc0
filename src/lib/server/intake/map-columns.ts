import { sameHeader, type Column, type Dataset, type Format } from '$lib/catalog';
import type { IntakeQuestion } from '$lib/domain';
import { valueFinding } from './check/value-finding';
import type { MappedColumn } from './loaded-file';
import { BY_LINE, idOfRows, isByLine } from './number-lines';
import { edits } from './partners';
import type { LocatedFinding } from './read';
import type { Answers } from './remember';

/** Which of the sender's columns is which of ours. */
export interface Mapping {
	columns: MappedColumn[];
	/** Our column -> index of the cell. */
	cells: Map<string, number>;
	/** Our column -> their header. */
	headers: Map<string, string>;
	/** Our column whose values are the lines, because the file has none for it. */
	byLine: string | null;
	questions: IntakeQuestion[];
	findings: LocatedFinding[];
}

/** What a file's headers are matched with. */
export interface Known {
	dataset: Dataset;
	format: Format;
	given: Record<string, string>;
	remembered: Answers;
	/** How the columns of the partner's last file of this dataset were matched. */
	before: MappedColumn[];
	headerRow: number;
	/** Year of the period. */
	year: number;
}

/** Matches headers with our columns: by answers, what is remembered, the format, then our own names and titles. Likeness alone matches nothing. */
export function mapColumns(headers: string[], known: Known): Mapping {
	const nothing = { byLine: null, questions: [], findings: [] };
	const mapping: Mapping = { columns: [], cells: new Map(), headers: new Map(), ...nothing };
	const chosen = headers.map((header, cell) => choose(header, cell, known));
	const taken = new Set(chosen.flatMap((one) => one?.column ?? []));
	headers.forEach((header, cell) => {
		const match = chosen[cell] ?? byOwnName(header, known, taken);
		add(mapping, { header, cell, match }, known);
	});
	askMissing(mapping, known);
	compareWithBefore(mapping, known);
	return mapping;
}

type Match = Pick<MappedColumn, 'column' | 'how'>;

function choose(header: string, cell: number, { dataset, format, given, remembered }: Known): Match | null {
	const name = sameHeader(header);
	const isNamed = (choice: string | undefined) =>
		choice !== undefined && (sameHeader(choice) === name || choice === nameOfCell('', cell));
	const codes = dataset.columns.map(({ name: column }) => ({ column, code: `column.${column}` }));
	const answered = codes.find(({ code }) => isNamed(given[code]));
	if (answered) return { column: answered.column, how: 'answer' };
	const leave = leaveCode(header, cell);
	if (given[leave] === 'yes') return { column: null, how: 'answer' };
	if (given[leave] === undefined && remembered[leave]?.choice === 'yes')
		return { column: null, how: 'remembered' };
	const before = codes.find(({ code }) => given[code] === undefined && isNamed(remembered[code]?.choice));
	if (before) return { column: before.column, how: 'remembered' };
	const wasSaid = codes.find(
		({ code }) => given[code] === undefined && remembered[code]?.earlier?.some((choice) => isNamed(choice))
	);
	if (wasSaid) return { column: wasSaid.column, how: 'remembered' };
	if (name === '') return { column: null, how: 'left out' };
	const known = Object.entries(format.headers).find(([theirs]) => sameHeader(theirs) === name);
	if (known) return { column: known[1], how: format.id === 'own' ? 'name' : 'format' };
	const isIgnored = format.ignored_headers.some((theirs) => sameHeader(theirs) === name);
	return isIgnored ? { column: null, how: 'not asked for' } : null;
}

/** How an answer names a column of the sender: by its header, or by its place where it has none. */
export function nameOfCell(header: string, cell: number): string {
	return header === '' ? `#${cell + 1}` : header;
}

/** Code of the answer that a column of the sender is left out on purpose. */
export function leaveCode(header: string, cell: number): string {
	return `leave.${nameOfCell(sameHeader(header), cell)}`;
}

function byOwnName(header: string, { dataset }: Known, taken: Set<string>): Match {
	const name = sameHeader(header);
	const own = dataset.columns.find(
		(column) => sameHeader(column.name) === name || sameHeader(column.title) === name
	);
	return own && !taken.has(own.name) ? { column: own.name, how: 'name' } : { column: null, how: 'left out' };
}

function add(
	mapping: Mapping,
	{ header, cell, match }: { header: string; cell: number; match: Match },
	{ dataset, headerRow }: Known
): void {
	const column = dataset.columns.find(({ name }) => name === match.column);
	if (column && mapping.cells.has(column.name)) {
		const first = mapping.headers.get(column.name) ?? '';
		if (first !== header || match.how === 'answer') {
			mapping.findings.push(
				valueFinding('two_headers', { row: headerRow, column: open(column), header: first, value: header })
			);
		}
		mapping.columns.push({ header, column: null, how: 'left out' });
		return;
	}
	if (column) {
		mapping.cells.set(column.name, cell);
		mapping.headers.set(column.name, header);
	} else if (header !== '' && match.how === 'left out') {
		mapping.findings.push(valueFinding('extra_column', { row: headerRow, header, value: header }));
	}
	mapping.columns.push({ header, ...match });
}

/** Required columns without a header: which of the unmatched ones is it? */
function askMissing(mapping: Mapping, known: Known): void {
	const { dataset, headerRow } = known;
	const unmatched = mapping.columns.flatMap(({ header, how }, cell) =>
		how === 'left out'
			? [
					{
						value: nameOfCell(header, cell),
						label: header || `column ${cell + 1}, which has no name`
					}
				]
			: []
	);
	for (const column of dataset.columns.filter(({ name, required }) => required && !mapping.cells.has(name))) {
		if (isByLine(column, known)) {
			mapping.byLine = column.name;
			mapping.findings.push(valueFinding('known_by_line', { row: headerRow, column: open(column) }));
			continue;
		}
		mapping.findings.push(valueFinding('missing_column', { row: headerRow, column: open(column) }));
		const mayBeByLine = column.name === idOfRows(dataset);
		if (unmatched.length === 0 && !mayBeByLine) continue;
		const likeness = ({ value }: { value: string }) =>
			edits(sameHeader(value), sameHeader(column.title)) / Math.max(value.length, column.title.length);
		mapping.questions.push({
			code: `column.${column.name}`,
			row: headerRow,
			column: column.name,
			message: `Which of your columns is ${column.title} (${firstSentence(column.description)})?`,
			choices: [
				...[...unmatched].sort((one, other) => likeness(one) - likeness(other)),
				...(mayBeByLine ? [{ value: BY_LINE, label: 'none of them: know each row by its line' }] : [])
			]
		});
	}
}

/** Points out columns that were called otherwise, or were there, in the partner's last file. */
function compareWithBefore(mapping: Mapping, { before, dataset, headerRow }: Known): void {
	for (const { header: old, column: name } of before) {
		const column = dataset.columns.find((candidate) => candidate.name === name);
		if (!column) continue;
		const now = mapping.headers.get(column.name);
		const place = { row: headerRow, column: open(column), value: old };
		if (now === undefined && !column.required) mapping.findings.push(valueFinding('column_gone', place));
		if (now !== undefined && sameHeader(now) !== sameHeader(old)) {
			mapping.findings.push(valueFinding('header_changed', { ...place, header: now }));
		}
	}
}

/** A header is no identifying value. */
function open(column: Column): Column {
	return { ...column, identifying: false };
}

function firstSentence(text: string): string {
	return text.slice(0, 1).toLowerCase() + text.slice(1).replace(/\.(\s.*)?$/su, '');
}
