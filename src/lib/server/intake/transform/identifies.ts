import { dataset, referencesOf, type SourceTable, type Transform } from '$lib/catalog';
import { maskCells } from '../mask-structure';
import type { LocatedFinding } from '../read';
import type { Source } from './source';

/** Whether a column of a source tells who somebody is: it becomes such a column of ours, or a person is looked for by it. */
export function identifies(transform: Transform, table: SourceTable, column: string): boolean {
	return transform.makes
		.filter(({ from }) => from === table.name)
		.some((make) => {
			const asked = make.with.filter((lookup) => lookup.table === 'roster');
			if (asked.some(({ match }) => Object.values(match).includes(column))) return true;
			const secret = dataset(make.dataset).columns.filter(({ identifying }) => identifying);
			return secret.some(({ name }) => {
				const expression = make.columns[name];
				return expression !== undefined && referencesOf(expression).includes(column);
			});
		});
}

/** Structural findings about a source, with values masked that identify somebody or that nobody knows. */
export function maskSource(
	findings: LocatedFinding[],
	transform: Transform,
	source: Source
): LocatedFinding[] {
	const open = [...source.cells.keys()]
		.filter((column) => !identifies(transform, source.table, column))
		.map((column) => source.headers.get(column));
	return maskCells(findings, (header) => header !== null && open.includes(header));
}
