import * as v from 'valibot';
import { DATASET_IDS, type DatasetId } from '$lib/domain';
import { baseName, complainUnless, Name, readDeclaration, refuseDoubles, Words } from './declaration';

export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'list';

/** One column in our words, with everything a check, a screen or a table needs to know of it. */
export interface Column {
	name: string;
	type: ColumnType;
	title: string;
	description: string;
	required: boolean;
	unique: boolean;
	/** Code list of the values (of each item, in a list); several lists joined by `+`. */
	codes: string | null;
	minimum: number | string | null;
	maximum: number | string | null;
	pattern: string | null;
	/** Read for linking only: goes to the vault and nowhere else. */
	identifying: boolean;
	money: boolean;
	/** What an empty cell counts as. */
	default: string | null;
	example: string;
}

/** Something that must hold across the columns of one row. `when` is SQL over our typed columns, true when the row is wrong. */
export interface Check {
	id: string;
	severity: 'error' | 'warning';
	column: string;
	when: string;
	message: string;
	fix: string;
}

/** A kind of export in our words. */
export interface Dataset {
	id: DatasetId;
	title: string;
	/** What one row is. */
	grain: string;
	description: string;
	primary_key: string[];
	/** Texts that mean an empty cell. */
	missing_values: string[];
	columns: Column[];
	checks: Check[];
}

const Bound = v.union([v.number(), v.string()], 'A bound is a number or a date');

const Field = v.strictObject({
	name: Name,
	type: v.picklist(
		['string', 'integer', 'number', 'boolean', 'date', 'list'],
		'A type is string, integer, number, boolean, date or list'
	),
	title: Words,
	description: Words,
	example: Words,
	delimiter: v.optional(v.literal(';', 'Items of a list are separated by semicolons')),
	constraints: v.optional(
		v.strictObject({
			required: v.optional(v.boolean()),
			unique: v.optional(v.boolean()),
			minimum: v.optional(Bound),
			maximum: v.optional(Bound),
			pattern: v.optional(Words)
		}),
		{}
	),
	'braidwork:codes': v.optional(Words),
	'braidwork:identifying': v.optional(v.boolean(), false),
	'braidwork:money': v.optional(v.boolean(), false),
	'braidwork:default': v.optional(v.string())
});

const Condition = v.strictObject({
	id: Name,
	severity: v.picklist(['error', 'warning'], 'A severity is error or warning'),
	column: Name,
	when: Words,
	message: Words,
	fix: Words
});

const Schema = v.strictObject({
	$schema: Words,
	title: Words,
	description: Words,
	'braidwork:id': v.picklist(DATASET_IDS, `A dataset is one of ${DATASET_IDS.join(', ')}`),
	'braidwork:grain': Words,
	primaryKey: v.pipe(v.array(Name), v.minLength(1, 'A dataset needs a primary key')),
	missingValues: v.array(v.string()),
	fields: v.pipe(v.array(Field), v.minLength(1, 'A dataset needs columns')),
	'braidwork:checks': v.array(Condition)
});

/** Reads one dataset from its Table Schema; `codeListIds` are the lists that its columns may name. */
export function readDataset(file: string, text: string, codeListIds: string[]): Dataset {
	const schema = readDeclaration(file, text, Schema);
	const columns = schema.fields.map(columnOf);
	const dataset: Dataset = {
		id: schema['braidwork:id'],
		title: schema.title,
		grain: schema['braidwork:grain'],
		description: schema.description,
		primary_key: schema.primaryKey,
		missing_values: schema.missingValues,
		columns,
		checks: schema['braidwork:checks']
	};
	checkNames(file, dataset);
	for (const column of columns) checkColumn(file, column, codeListIds);
	return dataset;
}

function columnOf(field: v.InferOutput<typeof Field>): Column {
	const { required, unique, minimum, maximum, pattern } = field.constraints;
	return {
		name: field.name,
		type: field.type,
		title: field.title,
		description: field.description,
		required: required ?? false,
		unique: unique ?? false,
		codes: field['braidwork:codes'] ?? null,
		minimum: minimum ?? null,
		maximum: maximum ?? null,
		pattern: pattern ?? null,
		identifying: field['braidwork:identifying'],
		money: field['braidwork:money'],
		default: field['braidwork:default'] ?? null,
		example: field.example
	};
}

function checkNames(file: string, dataset: Dataset): void {
	const names = dataset.columns.map((column) => column.name);
	complainUnless(baseName(file) === dataset.id, file, 'the file name', `It must be ${dataset.id}.json`);
	refuseDoubles(
		'column',
		names.map((key) => ({ key, file }))
	);
	refuseDoubles(
		'check',
		dataset.checks.map(({ id }) => ({ key: id, file }))
	);
	for (const key of dataset.primary_key) {
		complainUnless(names.includes(key), file, 'primaryKey', `There is no column ${key}`);
	}
	for (const check of dataset.checks) {
		complainUnless(
			names.includes(check.column),
			file,
			`check ${check.id}`,
			`There is no column ${check.column}`
		);
	}
}

function checkColumn(file: string, column: Column, codeListIds: string[]): void {
	for (const list of column.codes?.split('+') ?? []) {
		complainUnless(codeListIds.includes(list), file, `field ${column.name}`, `There is no code list ${list}`);
	}
	complainUnless(
		!column.money || column.type === 'number',
		file,
		`field ${column.name}`,
		'Money must be of type number'
	);
	if (column.pattern !== null) checkPattern(file, column.name, column.pattern);
}

function checkPattern(file: string, name: string, pattern: string): void {
	try {
		new RegExp(pattern);
	} catch {
		complainUnless(false, file, `field ${name}`, `The pattern ${pattern} is not a regular expression`);
	}
}
