import {
	carriedBy,
	referencesOf,
	sameHeader,
	type Make,
	type SourceTable,
	type Transform
} from '$lib/catalog';
import type { Agreement } from '$lib/domain';
import { isAgreed } from './refuse-unagreed';

/**
 * Headers of one table of an outside standard that an agreement leaves out: of every column whose value would go into
 * a column of ours that it does not allow, of the number by which a person would be looked for, and of every column that
 * only a dataset needs which is not allowed.
 */
export function forbiddenHeaders(
	{ makes }: Transform,
	table: SourceTable,
	agreement: Pick<Agreement, 'not_allowed' | 'datasets'>
): Set<string> {
	const { not_allowed } = agreement;
	const allowed = makes.filter((make) => isAgreed(agreement, make.dataset));
	const needed = new Set([...table.needs, ...allowed.flatMap(columnsReadBy)]);
	const columns = makes.flatMap((make) => {
		const forbidden = not_allowed[make.dataset] ?? [];
		const carried = Object.entries(make.columns)
			.filter(([name]) => forbidden.includes(name))
			.flatMap(([, expression]) => carriedBy(expression));
		const asked = not_allowed.participants?.includes('ssn') ? askedFor(make) : [];
		const beyond = allowed.includes(make) ? [] : columnsReadBy(make).filter((name) => !needed.has(name));
		return [...carried, ...asked, ...beyond].flatMap((reference) => columnIn(table, make, reference) ?? []);
	});
	return new Set(columns.flatMap((column) => table.columns[column] ?? []).map(sameHeader));
}

/** Every column of the source that has a part in a row. */
function columnsReadBy({ columns, when, latest, with: lookups }: Make): string[] {
	return [
		...Object.values(columns).flatMap(referencesOf),
		...when.map(({ column }) => column),
		...(latest === null ? [] : [latest]),
		...lookups.flatMap(({ match }) => Object.values(match))
	];
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
