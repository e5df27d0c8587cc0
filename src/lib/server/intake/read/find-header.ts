import type { SampleRecord } from './choose-dialect';

/** How many of these cells are headers that some dataset or format knows. */
export type Knows = (cells: string[]) => number;

/** The header of a table: its line, its cells, and how sure that is. */
export interface Header {
	/** Line of the (last) header record. */
	row: number;
	/** Line where the header begins; differs from `row` when it takes two records. */
	firstRow: number;
	cells: string[];
	/** How many of its cells are known. */
	known: number;
}

/** Records that are looked at for a header. */
export const SEARCHED = 60;

/** Finds the header among the first records: the one with most known names, or else the first full one of usual width. */
export function findHeader(records: SampleRecord[], knows: Knows): Header {
	const best = bestKnown(records, knows);
	if (best) return best;
	const width = usualWidth(records);
	const guess =
		records.find(({ cells }) => cells.length === width && looksLikeHeader(cells)) ??
		records.find(({ cells }) => cells.length === width) ??
		records[0];
	return { row: guess?.row ?? 1, firstRow: guess?.row ?? 1, cells: guess?.cells ?? [], known: 0 };
}

function bestKnown(records: SampleRecord[], knows: Knows): Header | null {
	let best: Header | null = null;
	records.forEach((record, index) => {
		for (const candidate of [single(record), joined(records[index - 1], record)]) {
			if (!candidate) continue;
			const known = knows(candidate.cells);
			const filled = candidate.cells.filter((cell) => cell.trim() !== '').length;
			const isTwo = candidate.firstRow !== candidate.row;
			if (known < 2 || known < filled * 0.3 || known <= (best?.known ?? 0) + (isTwo ? 1 : 0)) continue;
			best = { ...candidate, known };
		}
	});
	return best;
}

function single({ row, cells }: SampleRecord): Header {
	return { row, firstRow: row, cells, known: 0 };
}

/** A header that takes two records: "Case" above "ID" is "Case ID"; a title above several columns holds for each. */
function joined(above: SampleRecord | undefined, below: SampleRecord): Header | null {
	if (!above || above.cells.length !== below.cells.length || above.cells.length < 2) return null;
	let title = '';
	const cells = below.cells.map((cell, index) => {
		title = above.cells[index]?.trim() || title;
		return cell.trim() === '' ? title : `${title} ${cell.trim()}`.trim();
	});
	return { row: below.row, firstRow: above.row, cells, known: 0 };
}

function usualWidth(records: SampleRecord[]): number {
	const counts = new Map<number, number>();
	for (const { cells } of records) {
		if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	}
	const [usual] = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
	return usual?.[0] ?? 1;
}

function looksLikeHeader(cells: string[]): boolean {
	const names = cells.map((cell) => cell.trim());
	const isName = (name: string) => name !== '' && !/^[\d\s.,/$%:-]+$/.test(name);
	return names.every(isName) && new Set(names).size === names.length;
}
