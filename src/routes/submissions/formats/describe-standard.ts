import {
	carriedBy,
	dataset,
	type Lookup,
	type Make,
	type Refused,
	type SourceTable,
	type Transform
} from '$lib/catalog';
import {
	codesOf,
	conditionsOf,
	headersFor,
	headersShown,
	sentenceOf,
	type CodeLine
} from '$lib/ui/format-sentences';
import { FORMAT_WORDS } from '$lib/ui/words/formats';
import { sampleFile, type SampleFile } from './sample-files';

const { standards: words, made } = FORMAT_WORDS;

/** A column of ours and what an outside standard puts into it. */
export interface TakenColumn {
	column: string;
	title: string;
	isIdentifying: boolean;
	from: string;
	codes: CodeLine | null;
}

/** One kind of row that is made of a standard's records. */
export interface DescribedMake {
	what: string;
	/** Of which records, and what belongs to them. */
	lines: string[];
	columns: TakenColumn[];
	note: string | null;
}

/** An outside standard as its page shows it. */
export interface DescribedStandard {
	id: string;
	title: string;
	description: string;
	source: string;
	versions: string[];
	samples: SampleFile[];
	files: string[];
	/** Columns in order, of a file without a header. */
	order: string[];
	skips: string[];
	never: string[];
	/** Columns that tell who somebody is. */
	linking: string[];
	refuses: string[];
	exports: { dataset: string; title: string; makes: DescribedMake[] }[];
}

/** All that a declaration says of an outside standard, in words. */
export function describeStandard(transform: Transform): DescribedStandard {
	const { id, title, description, source, version, tables, makes, refuses } = transform;
	const isArchive = tables.some(({ required }) => required);
	return {
		id,
		title,
		description,
		source,
		versions: Object.values(version?.begins ?? {}),
		samples: transform.samples.flatMap((path) => sampleFile(path) ?? []),
		files: isArchive ? tables.map(fileOf) : [],
		order: tables.filter(({ header }) => !header).flatMap(orderOf),
		skips: skipsOf(transform),
		never: neverOf(transform.never),
		linking: identifyingIn(transform),
		refuses: refuses.map((refused) => describeRefused(refused, tables)),
		exports: [...Map.groupBy(makes, (make) => make.dataset)].map(([one, own]) => ({
			dataset: one,
			title: dataset(one).title,
			makes: own.map((make) => describeMake(make, tables))
		}))
	};
}

function fileOf({ files }: SourceTable): string {
	return files.join(FORMAT_WORDS.says.or);
}

/** A table by the name of its file; a file by itself needs none. */
function nameOf(table: SourceTable, tables: SourceTable[]): string {
	return tables.length > 1 ? fileOf(table) : made.theFile;
}

function orderOf({ patterns }: SourceTable): string[] {
	return Object.entries(patterns).map(([column, { example }]) => words.written(column, example));
}

/** Records that are left out; files in which it is for the same reason stand together. */
function skipsOf({ tables, makes }: Transform): string[] {
	const skips = tables.flatMap((table) =>
		table.skips.map(({ when, why }) => {
			const said = conditionsOf(when, headersFor({ from: table.name, with: [] }, tables));
			return { file: tables.length > 1 ? fileOf(table) : '', said, why };
		})
	);
	const alike = [...Map.groupBy(skips, ({ said, why }) => `${said}: ${why}`).values()];
	const lines = alike.flatMap(([first, ...others]) => {
		if (!first) return [];
		const files = [first, ...others].map(({ file }) => file).join(', ');
		return words.skip(first.said, first.why, files);
	});
	const absent = makes.flatMap((make) => make.with.flatMap((lookup) => lookup.absent ?? []));
	return [...lines, ...[...new Set(absent)].map(words.absent)];
}

function neverOf({ tables, columns }: Transform['never']): string[] {
	return [
		...(tables.length > 0 ? [words.neverTables(tables.join(', '))] : []),
		...(columns.length > 0 ? [words.neverColumns(columns.join(', '))] : [])
	];
}

function describeRefused({ from, with: lookups, when, why }: Refused, tables: SourceTable[]): string {
	const table = tables.find(({ name }) => name === from);
	const headerOf = headersFor({ from, with: lookups }, tables);
	return words.refuse(table ? fileOf(table) : from, conditionsOf(when, headerOf), why);
}

/** Columns of the source that tell who somebody is. */
function identifyingIn({ makes, tables }: Transform): string[] {
	const secret = makes.flatMap((make) => {
		const headerOf = headersFor(make, tables);
		const own = dataset(make.dataset).columns.filter(({ identifying }) => identifying);
		const taken = own.flatMap(({ name }) => {
			const expression = make.columns[name];
			return expression === undefined ? [] : carriedBy(expression);
		});
		const asked = make.with
			.filter(({ table }) => table === 'roster')
			.flatMap(({ match }) => Object.values(match));
		return [...taken, ...asked].map(headerOf);
	});
	return [...new Set(secret)];
}

function describeMake(make: Make, tables: SourceTable[]): DescribedMake {
	const headerOf = headersFor(make, tables);
	const from = tables.find(({ name }) => name === make.from);
	const columns = dataset(make.dataset).columns.flatMap(({ name, title, identifying }): TakenColumn[] => {
		const expression = make.columns[name];
		if (expression === undefined) return [];
		return [
			{
				column: name,
				title,
				isIdentifying: identifying,
				from: sentenceOf(expression, headerOf),
				codes: codesOf(expression)
			}
		];
	});
	const lines = [
		made.from(from ? nameOf(from, tables) : make.from, conditionsOf(make.when, headerOf)),
		...(make.latest === null ? [] : [made.latest(headerOf(make.latest))]),
		...make.with.map((lookup) => describeLookup(lookup, make, tables))
	];
	return { what: make.what, lines, columns, note: make.note?.message ?? null };
}

function describeLookup(lookup: Lookup, make: Make, tables: SourceTable[]): string {
	const headerOf = headersFor(make, tables);
	const table = tables.find(({ name }) => name === lookup.table);
	if (!table) return made.person(lookup.name, Object.values(lookup.match).map(headerOf).join(', '));
	const ownHeader = (column: string) => headersShown(table.columns[column] ?? [column]);
	const match = Object.entries(lookup.match).map(
		([theirs, own]) => `${ownHeader(theirs)} = ${headerOf(own)}`
	);
	const chosen = lookup.latest ?? lookup.earliest;
	const said = made.with(lookup.name, fileOf(table), match.join(FORMAT_WORDS.says.and));
	if (chosen === null) return said;
	return said + (lookup.latest ? made.latestOf : made.earliestOf)(ownHeader(chosen));
}
