import type { Dataset } from '$lib/catalog';
import { masked } from './check/value-finding';
import type { MappedColumn } from './loaded-file';
import type { LocatedFinding } from './read';

/** Structural faults whose value is what a cell holds, and not a number or a header. */
const OF_CELLS = ['stray_quote', 'text_after_quote', 'unclosed_quote', 'long_cell', 'long_row', 'many_cells'];

/**
 * Structural findings with the values of identifying columns masked, and of columns that nobody knows: while a file is
 * not matched, that is all of them.
 */
export function maskStructure(
	findings: LocatedFinding[],
	mapping: MappedColumn[],
	dataset: Dataset | null
): LocatedFinding[] {
	const open = new Set(dataset?.columns.filter(({ identifying }) => !identifying).map(({ name }) => name));
	const isOpen = (header: string | null) =>
		mapping.some((one) => one.header === header && one.column !== null && open.has(one.column));
	return maskCells(findings, isOpen);
}

/** Structural findings with the values masked of cells whose header is not open. */
export function maskCells(
	findings: LocatedFinding[],
	isOpen: (header: string | null) => boolean
): LocatedFinding[] {
	return findings.map((finding) => {
		if (!OF_CELLS.includes(finding.rule) || isOpen(finding.header)) return finding;
		return { ...finding, value: masked(finding.value, { name: '', identifying: true }) };
	});
}
