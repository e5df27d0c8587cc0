import { carriedBy, sameHeader, type Make, type SourceTable, type Transform } from '$lib/catalog';
import type { Agreement } from '$lib/domain';

/**
 * Headers of one table of an outside standard that an agreement leaves out: of every column whose value would go into
 * a column of ours that it does not allow, and of the number by which a person would be looked for.
 */
export function forbiddenHeaders(
	{ makes }: Transform,
	table: SourceTable,
	{ not_allowed }: Pick<Agreement, 'not_allowed'>
): Set<string> {
	const columns = makes.flatMap((make) => {
		const forbidden = not_allowed[make.dataset] ?? [];
		const carried = Object.entries(make.columns)
			.filter(([name]) => forbidden.includes(name))
			.flatMap(([, expression]) => carriedBy(expression));
		const asked = not_allowed.participants?.includes('ssn') ? askedFor(make) : [];
		return [...carried, ...asked].flatMap((reference) => columnIn(table, make, reference) ?? []);
	});
	return new Set(columns.flatMap((column) => table.columns[column] ?? []).map(sameHeader));
}

/** Columns by which a person is looked for on the sender's roster. */
function askedFor(make: Make): string[] {
	return make.with.flatMap(({ table, match }) => (table === 'roster' ? Object.values(match) : []));
}

/** The column of this table that a reference means; null when it is one of another table. */
function columnIn({ name }: SourceTable, make: Make, reference: string): string | null {
	const dot = reference.lastIndexOf('.');
	const lookup = make.with.find((one) => one.name === reference.slice(0, Math.max(0, dot)));
	return (lookup?.table ?? make.from) === name ? reference.slice(dot + 1) : null;
}
