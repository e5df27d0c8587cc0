import * as v from 'valibot';
import { DATASET_IDS, type DatasetId } from '$lib/domain';
import type { Dataset } from './dataset';
import { baseName, complainUnless, readDeclaration, Words } from './declaration';
import { referencesOf, type Condition, type Expression } from './expression';

/** A layout of an outside standard whose records become rows of several datasets. */
export interface Transform {
	id: string;
	title: string;
	description: string;
	/** Who publishes the standard, and where. */
	source: string;
	/** Files of one archive, or the one table of a plain file. */
	tables: SourceTable[];
	makes: Make[];
	/** What must hold of an archive, else it is another layout. */
	version: { table: string; column: string; begins: Record<string, string> } | null;
	never: Never;
	/** An archive that holds such a record is refused whole. */
	refuses: { table: string; when: Condition[]; message: string; fix: string }[];
	samples: string[];
}

/** One table of the source: its columns by the names that the declaration uses, each with the headers it may bear. */
export interface SourceTable {
	name: string;
	/** A name of ours -> their headers for it. Compare with `sameHeader`. */
	columns: Record<string, string[]>;
	/** Ways of writing a header, of the `{column}` that the declaration uses and the `{name}` given for it. */
	spellings: string[];
	/** Columns without which it is not this table. */
	needs: string[];
	/** Without a header the columns are told by their order, and the table by the pattern of each of them. */
	header: boolean;
	patterns: string[];
	/** It may come by itself, without the other tables. */
	alone: boolean;
	dates: 'iso' | 'ymd';
	/** Records that are left out, and why. */
	skips: { when: Condition[]; why: string }[];
}

/** What is never kept, and why. */
export interface Never {
	why: string;
	tables: string[];
	columns: string[];
}

/** One kind of row that is made of the records of a table. */
export interface Make {
	dataset: DatasetId;
	from: string;
	/** What this row is, in words. */
	what: string;
	when: Condition[];
	/** Of several records with the same key only the one with the latest date makes a row. */
	latest: string | null;
	with: Lookup[];
	/** Our column -> what stands in it. */
	columns: Record<string, Expression>;
	/** Said of every file of which such rows are made. */
	note: { column: string; message: string; fix: string } | null;
}

/** Another record that belongs to the one at hand, found by equal columns; of several the latest or earliest. */
export interface Lookup {
	name: string;
	table: string;
	/** Column of that table -> column at hand. */
	match: Record<string, string>;
	/** Only records of which this holds are looked at. */
	when: Condition[];
	latest: string | null;
	earliest: string | null;
}

const OneCondition = v.union([
	v.strictObject({ column: Words, is: v.array(v.string()) }),
	v.strictObject({ column: Words, not: v.array(v.string()) }),
	v.strictObject({ column: Words, begins: v.array(v.string()) }),
	v.strictObject({ column: Words, filled: v.boolean() })
]);
const Conditions = v.optional(v.array(OneCondition), []);
const Codes = v.record(v.string(), v.string());

const AnyExpression: v.GenericSchema<Expression> = v.lazy(() =>
	v.union([
		v.string(),
		v.strictObject({
			take: Words,
			codes: v.optional(Codes),
			unknown: v.optional(Codes),
			other: v.optional(v.string())
		}),
		v.strictObject({ value: v.string(), codes: v.optional(Codes) }),
		v.strictObject({ text: Words }),
		v.strictObject({ first: v.array(AnyExpression) }),
		v.strictObject({ flags: v.record(Words, v.string()), yes: v.string(), several: v.string() }),
		v.strictObject({ when: v.array(OneCondition), then: AnyExpression, else: v.optional(AnyExpression) }),
		v.strictObject({ quarter_end: Words, after: v.number() }),
		v.strictObject({ month_end: Words }),
		v.strictObject({ times: v.number(), of: Words }),
		v.strictObject({ head: Words, length: v.number() }),
		v.strictObject({ occupation: Words, codes: v.optional(Codes), other: v.optional(v.string()) })
	])
);

const Table = v.strictObject({
	columns: v.record(Words, v.array(Words)),
	spellings: v.optional(v.array(Words), ['{name}']),
	needs: v.array(Words),
	header: v.optional(v.boolean(), true),
	patterns: v.optional(v.array(Words), []),
	alone: v.optional(v.boolean(), false),
	dates: v.picklist(['iso', 'ymd']),
	skips: v.optional(v.array(v.strictObject({ when: v.array(OneCondition), why: Words })), [])
});

const OneMake = v.strictObject({
	dataset: v.picklist(DATASET_IDS, 'It is not a dataset'),
	from: Words,
	what: Words,
	when: Conditions,
	latest: v.optional(v.nullable(Words), null),
	with: v.optional(
		v.array(
			v.strictObject({
				name: Words,
				table: Words,
				match: v.record(Words, Words),
				when: Conditions,
				latest: v.optional(v.nullable(Words), null),
				earliest: v.optional(v.nullable(Words), null)
			})
		),
		[]
	),
	columns: v.record(Words, AnyExpression),
	note: v.optional(v.nullable(v.strictObject({ column: Words, message: Words, fix: Words })), null)
});

const Declared = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]*$/, 'An id is small letters, digits, - and _')),
	title: Words,
	description: Words,
	source: Words,
	tables: v.record(Words, Table),
	makes: v.pipe(v.array(OneMake), v.minLength(1, 'It must make something')),
	version: v.optional(
		v.nullable(v.strictObject({ table: Words, column: Words, begins: v.record(Words, Words) })),
		null
	),
	never: v.optional(v.strictObject({ why: Words, tables: v.array(Words), columns: v.array(Words) }), {
		why: 'not kept',
		tables: [],
		columns: []
	}),
	refuses: v.optional(
		v.array(v.strictObject({ table: Words, when: v.array(OneCondition), message: Words, fix: Words })),
		[]
	),
	samples: v.pipe(v.array(Words), v.minLength(1, 'It needs a sample'))
});

/** Whether a declaration is one of a layout that becomes several datasets. */
export function isTransform(text: string): boolean {
	return /^\s*"makes"\s*:/m.test(text);
}

/** Reads such a layout, checked against our columns and against its own tables. */
export function readTransform(file: string, text: string, datasets: Dataset[]): Transform {
	const declared = readDeclaration(file, text, Declared);
	complainUnless(baseName(file) === declared.id, file, 'id', `The file must be named ${declared.id}.json`);
	const tables = Object.entries(declared.tables).map(([name, table]) => ({
		name,
		...table,
		columns: spelledOut(table)
	}));
	const transform: Transform = { ...declared, tables };
	for (const table of tables) {
		for (const need of table.needs) has(file, table, need);
		for (const { when } of table.skips) for (const { column } of when) has(file, table, column);
	}
	declared.makes.forEach((make, at) => checkMake({ file, field: `makes.${at}`, transform }, make, datasets));
	return transform;
}

/** Every header that a column may bear. */
function spelledOut({ columns, spellings }: v.InferOutput<typeof Table>): Record<string, string[]> {
	const spell = (column: string) => (name: string) =>
		spellings.map((text) => text.replaceAll('{column}', column).replaceAll('{name}', name));
	return Object.fromEntries(
		Object.entries(columns).map(([column, names]) => [column, [...new Set(names.flatMap(spell(column)))]])
	);
}

interface Place {
	file: string;
	field: string;
	transform: Transform;
}

function checkMake({ file, field, transform }: Place, make: Make, datasets: Dataset[]): void {
	const dataset = datasets.find(({ id }) => id === make.dataset);
	const names = dataset?.columns.map(({ name }) => name) ?? [];
	for (const name of Object.keys(make.columns)) {
		complainUnless(names.includes(name), file, field, `${make.dataset} has no column ${name}`);
	}
	for (const { name, required } of dataset?.columns ?? []) {
		complainUnless(!required || name in make.columns, file, field, `Nothing stands in the required ${name}`);
	}
	const tables = new Map([['', tableOf({ file, field, transform }, make.from)]]);
	const known = (reference: string) => {
		const dot = reference.lastIndexOf('.');
		const table = tables.get(dot < 0 ? '' : reference.slice(0, dot));
		complainUnless(table !== undefined, file, field, `There is no ${reference}`);
		if (table) has(file, table, reference.slice(dot + 1));
	};
	for (const lookup of make.with) {
		for (const reference of Object.values(lookup.match)) known(reference);
		const table = tableOf({ file, field, transform }, lookup.table);
		const columns = [...Object.keys(lookup.match), ...lookup.when.map(({ column }) => column)];
		for (const column of columns) has(file, table, column);
		for (const column of [lookup.latest, lookup.earliest]) if (column) has(file, table, column);
		tables.set(lookup.name, table);
	}
	for (const { column } of make.when) known(column);
	if (make.latest !== null) known(make.latest);
	for (const expression of Object.values(make.columns)) referencesOf(expression).forEach(known);
}

function tableOf({ file, field, transform }: Place, name: string): SourceTable {
	const table = transform.tables.find((candidate) => candidate.name === name);
	if (!table) throw new Error(`${file}: ${field} is wrong. There is no table ${name}.`);
	return table;
}

function has(file: string, table: SourceTable, column: string): void {
	complainUnless(column in table.columns, file, `table ${table.name}`, `There is no column ${column}`);
}
