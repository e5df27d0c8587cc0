import {
	carriedBy,
	referencesOf,
	sameHeader,
	type Lookup,
	type Make,
	type SourceTable,
	type Transform
} from '$lib/catalog';
import type { Agreement } from '$lib/domain';
import { isAgreed } from './refuse-unagreed';

type Says = Pick<Agreement, 'not_allowed' | 'datasets'>;

/**
 * Tells of the headers of one table of an outside standard which an agreement leaves out: of every column whose value
 * would go into a column of ours that it does not allow, and of the number by which a person would be looked for. Where
 * it leaves out a whole dataset, it is every column that no other dataset needs, whatever it holds.
 */
export function forbiddenIn(
	transform: Transform,
	table: SourceTable,
	agreement: Says
): (header: string) => boolean {
	const forbidden = headersOf(table, carriedColumns(transform, table, agreement));
	const kept = leavesDatasetsOut(transform, agreement)
		? headersOf(table, columnsNeeded(transform, table, agreement))
		: null;
	return (header) => forbidden.has(sameHeader(header)) || (kept !== null && !kept.has(sameHeader(header)));
}

/** Whether an agreement leaves out a dataset that a standard would make. */
export function leavesDatasetsOut({ makes }: Transform, agreement: Pick<Agreement, 'datasets'>): boolean {
	return makes.some((make) => !isAgreed(agreement, make.dataset));
}

/** Whether a table is read for any dataset that an agreement allows, or to find out whether the source may be taken. */
export function isNeeded(
	transform: Transform,
	table: SourceTable,
	agreement: Pick<Agreement, 'datasets'>
): boolean {
	const readers = readersOf(transform, agreement);
	const isRead = readers.some(
		(one) => one.from === table.name || one.with.some((lookup) => lookup.table === table.name)
	);
	return isRead || transform.version?.table === table.name;
}

function headersOf(table: SourceTable, columns: string[]): Set<string> {
	return new Set(columns.flatMap((column) => table.columns[column] ?? []).map(sameHeader));
}

function carriedColumns({ makes }: Transform, table: SourceTable, { not_allowed }: Says): string[] {
	return makes.flatMap((make) => {
		const forbidden = not_allowed[make.dataset] ?? [];
		const carried = Object.entries(make.columns)
			.filter(([name]) => forbidden.includes(name))
			.flatMap(([, expression]) => carriedBy(expression));
		const asked = not_allowed.participants?.includes('ssn') ? askedFor(make) : [];
		return [...carried, ...asked].flatMap((reference) => columnIn(table, make, reference) ?? []);
	});
}

/** Columns by which a person is looked for on the sender's roster. */
function askedFor(make: Make): string[] {
	return make.with.flatMap(({ table, match }) => (table === 'roster' ? Object.values(match) : []));
}

type Reader = Pick<Make, 'from' | 'with' | 'when'> & Partial<Pick<Make, 'columns' | 'latest'>>;

/** What reads the source: the datasets that are allowed, and the rules by which it is refused whole. */
function readersOf({ makes, refuses }: Transform, agreement: Pick<Agreement, 'datasets'>): Reader[] {
	return [...makes.filter((make) => isAgreed(agreement, make.dataset)), ...refuses];
}

/** Every column of a table that a reader has a use for; none where no reader reads the table. */
function columnsNeeded(transform: Transform, table: SourceTable, agreement: Says): string[] {
	if (!isNeeded(transform, table, agreement)) return [];
	const { version } = transform;
	const read = readersOf(transform, agreement).flatMap((reader) => [
		...columnsReadBy(reader).flatMap((reference) => columnIn(table, reader, reference) ?? []),
		...reader.with.filter((lookup) => lookup.table === table.name).flatMap(keysOf)
	]);
	const skipped = table.skips.flatMap(({ when }) => when.map(({ column }) => column));
	return [...table.needs, ...skipped, ...read, ...(version?.table === table.name ? [version.column] : [])];
}

/** Every column of the source that has a part in a row. */
function columnsReadBy({ columns = {}, when, latest = null, with: lookups }: Reader): string[] {
	return [
		...Object.values(columns).flatMap(referencesOf),
		...when.map(({ column }) => column),
		...(latest === null ? [] : [latest]),
		...lookups.flatMap(({ match }) => Object.values(match))
	];
}

/** Columns of the looked-up table by which its record is found. */
function keysOf({ match, when, latest, earliest }: Lookup): string[] {
	return [...Object.keys(match), ...when.map(({ column }) => column), latest ?? '', earliest ?? ''];
}

/** The column of this table that a reference means; null when it is one of another table. */
function columnIn(
	{ name }: SourceTable,
	reader: Pick<Make, 'from' | 'with'>,
	reference: string
): string | null {
	const dot = reference.lastIndexOf('.');
	const lookup = reader.with.find((one) => one.name === reference.slice(0, Math.max(0, dot)));
	return (lookup?.table ?? reader.from) === name ? reference.slice(dot + 1) : null;
}
