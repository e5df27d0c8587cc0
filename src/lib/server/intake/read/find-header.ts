import type { SampleRecord } from './choose-dialect';

/** How many of these cells are headers that some dataset or format knows; and the layouts that have no header. */
export interface Knows {
	(cells: string[]): number;
	withoutHeader?: Headerless[];
}

/** A layout without a header: what its columns are called, and how each of them is written. */
export interface Headerless {
	headers: string[];
	patterns: RegExp[];
}

/** The header of a table: its line, its cells, and how sure that is. */
export interface Header {
	/** Line of the (last) header record; 0 where there is none. */
	row: number;
	/** Line where the header begins; differs from `row` when it takes two records. */
	firstRow: number;
	cells: string[];
	/** How many of its cells are known. */
	known: number;
	/** Nobody knows it, and it reads like a row of values. */
	isDoubtful: boolean;
}

/** Records that are looked at for a header. */
export const SEARCHED = 60;

/**
 * Finds the header among the first records: the one with most known names, or that of a layout which has none, or else
 * the first that could be one.
 */
export function findHeader(records: SampleRecord[], knows: Knows): Header {
	const best = bestKnown(records, knows) ?? absent(records, knows.withoutHeader ?? []);
	if (best) return best;
	const guess = guessed(records) ?? records[0];
	if (!guess) return { row: 1, firstRow: 1, cells: [], known: 0, isDoubtful: false };
	return { ...single(guess), isDoubtful: readsLikeValues(guess, records) };
}

/**
 * The first record of usual width that is mostly filled; or the narrower record of names right above it, when that one
 * is none of names: each row then ends with a delimiter too many, or the header lacks a name.
 */
function guessed(records: SampleRecord[]): SampleRecord | undefined {
	const width = usualWidth(records);
	const usual = records.filter(({ cells }) => cells.length === width);
	const first =
		usual.find(({ cells }) => filledOf(cells) >= Math.max(Math.min(2, width), width / 2)) ?? usual[0];
	const above = usual[0] && records[records.indexOf(usual[0]) - 1];
	if (!first || !above || areNames(first.cells)) return first;
	const isNearlyAsWide =
		above.cells.length > 1 && above.cells.length >= width - 2 && above.cells.length < width;
	return isNearlyAsWide && areNames(above.cells) ? above : first;
}

function bestKnown(records: SampleRecord[], knows: Knows): Header | null {
	let best: Header | null = null;
	records.forEach((record, index) => {
		for (const candidate of [single(record), joined(records[index - 1], record)]) {
			if (!candidate) continue;
			const known = knows(candidate.cells);
			const filled = filledOf(candidate.cells);
			const isTwo = candidate.firstRow !== candidate.row;
			if (known < 2 || known < filled * 0.3 || known <= (best?.known ?? 0) + (isTwo ? 1 : 0)) continue;
			best = { ...candidate, known };
		}
	});
	return best;
}

/** The header that a layout without one lacks: at least half of the records are written as its columns are. */
function absent(records: SampleRecord[], layouts: Headerless[]): Header | null {
	const filled = records.filter(({ isBlank }) => !isBlank);
	const isOf = ({ patterns }: Headerless) => {
		const fitting = filled.filter(
			({ cells }) =>
				cells.length === patterns.length &&
				patterns.every((pattern, at) => pattern.test(cells[at]?.trim() ?? ''))
		);
		return fitting.length > 0 && fitting.length >= filled.length / 2;
	};
	const layout = layouts.find(isOf);
	if (!layout) return null;
	return { row: 0, firstRow: 0, cells: layout.headers, known: layout.headers.length, isDoubtful: false };
}

function single({ row, cells }: SampleRecord): Header {
	return { row, firstRow: row, cells, known: 0, isDoubtful: false };
}

/** A header that takes two records: "Case" above "ID" is "Case ID"; a title above several columns holds for each. */
function joined(above: SampleRecord | undefined, below: SampleRecord): Header | null {
	if (!above || above.cells.length !== below.cells.length || above.cells.length < 2) return null;
	let title = '';
	const cells = below.cells.map((cell, index) => {
		title = above.cells[index]?.trim() || title;
		return cell.trim() === '' ? title : `${title} ${cell.trim()}`.trim();
	});
	return { row: below.row, firstRow: above.row, cells, known: 0, isDoubtful: false };
}

function usualWidth(records: SampleRecord[]): number {
	const counts = new Map<number, number>();
	for (const { cells } of records) {
		if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	}
	const [usual] = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
	return usual?.[0] ?? 1;
}

/** A number or a date among the names, or a name that stands as a value in its column. */
function readsLikeValues({ row, cells }: SampleRecord, records: SampleRecord[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	if (!areNames(filled)) return true;
	const below = records.filter((record) => record.row > row && record.cells.join() !== cells.join());
	return cells.some((cell, at) => cell.trim() !== '' && below.some((record) => record.cells[at] === cell));
}

function filledOf(cells: string[]): number {
	return cells.filter((cell) => cell.trim() !== '').length;
}

/** Whether cells read like names of columns: all filled, none a number or a date. */
export function areNames(cells: string[]): boolean {
	return cells.every((cell) => cell.trim() !== '' && !/^[\d\s.,/$%:-]+$/.test(cell));
}
