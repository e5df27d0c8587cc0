import * as v from 'valibot';
import { DATASET_IDS, type DatasetId } from '$lib/domain';
import type { Dataset } from './dataset';
import { checkTransform } from './check-transform';
import { baseName, complainUnless, readDeclaration, Words } from './declaration';
import type { Condition, Expression } from './expression';

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
	refuses: Refused[];
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
	/** Without a header the columns are told by their order, and the table by how each of them is written. */
	header: boolean;
	/** How a column is written: a record where it is not is rejected. */
	patterns: Record<string, Pattern>;
	/** Names of its file in an archive. */
	files: string[];
	/** An archive without it is another layout. */
	required: boolean;
	/** It may come by itself, without the other tables. */
	alone: boolean;
	dates: 'iso' | 'ymd';
	/** Records that are left out, and why. */
	skips: { when: Condition[]; why: string }[];
}

/** How the values of a column are written, and one of them. */
export interface Pattern {
	pattern: string;
	example: string;
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

/** Records that may not be taken: with one of them the whole source is refused. `{line}` and `{file}` say where. */
export interface Refused {
	from: string;
	with: Lookup[];
	when: Condition[];
	/** Why such records may not be taken. */
	why: string;
	code: string;
	message: string;
	fix: string;
}

/**
 * Another record that belongs to the one at hand, found by equal columns; of several the latest or earliest. In the
 * table `roster` the people room looks: its `ssn` finds the `participant_id` of the sender's own participant.
 */
export interface Lookup {
	name: string;
	table: string;
	/** Why a record is left out of which nothing is made because there is no such other. */
	absent: string | null;
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
		v.strictObject({ times: v.number(), of: Words }),
		v.strictObject({ head: Words, length: v.number() }),
		v.strictObject({ period: v.literal('start') }),
		v.strictObject({ occupation: Words, codes: v.optional(Codes), other: v.optional(v.string()) })
	])
);

const Table = v.strictObject({
	columns: v.record(Words, v.array(Words)),
	spellings: v.optional(v.array(Words), ['{name}']),
	needs: v.array(Words),
	header: v.optional(v.boolean(), true),
	patterns: v.optional(v.record(Words, v.strictObject({ pattern: Words, example: Words })), {}),
	alone: v.optional(v.boolean(), false),
	required: v.optional(v.boolean(), false),
	files: v.optional(v.array(Words), []),
	dates: v.picklist(['iso', 'ymd']),
	skips: v.optional(v.array(v.strictObject({ when: v.array(OneCondition), why: Words })), [])
});

const Lookups = v.optional(
	v.array(
		v.strictObject({
			name: Words,
			table: Words,
			absent: v.optional(v.nullable(Words), null),
			match: v.record(Words, Words),
			when: Conditions,
			latest: v.optional(v.nullable(Words), null),
			earliest: v.optional(v.nullable(Words), null)
		})
	),
	[]
);

const OneMake = v.strictObject({
	dataset: v.picklist(DATASET_IDS, 'It is not a dataset'),
	from: Words,
	what: Words,
	when: Conditions,
	latest: v.optional(v.nullable(Words), null),
	with: Lookups,
	columns: v.record(Words, AnyExpression),
	note: v.optional(v.nullable(v.strictObject({ column: Words, message: Words, fix: Words })), null)
});

const OneRefused = v.strictObject({
	from: Words,
	with: Lookups,
	when: v.array(OneCondition),
	why: Words,
	code: Words,
	message: Words,
	fix: Words
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
	refuses: v.optional(v.array(OneRefused), []),
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
		columns: spelledOut(table),
		files: table.files.length > 0 ? table.files : [name]
	}));
	const transform: Transform = { ...declared, tables };
	checkTransform(file, transform, datasets);
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
