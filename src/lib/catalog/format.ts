import * as v from 'valibot';
import { DATASET_IDS, type DatasetId } from '$lib/domain';
import type { Dataset } from './dataset';
import { baseName, complainUnless, readDeclaration, Words } from './declaration';

/** How a source writes dates: ISO, month first, day first, YYYYMMDD, or days as a workbook counts them. */
export type DateOrder = 'iso' | 'mdy' | 'dmy' | 'ymd' | 'serial';

/** How one source spells one dataset: its headers, codes and dates, and ours. */
export interface Format {
	/** Name of the layout; a layout may hold one format for each dataset. */
	id: string;
	title: string;
	description: string;
	/** The partner whose layout it is; null when anyone may send it. */
	partner: string | null;
	dataset: DatasetId;
	/** Their header -> our column. Compare with `sameHeader`. */
	headers: Record<string, string>;
	/** Our column -> their code -> our code, '' for an empty cell, `leave-out` for a row to leave out. Compared without regard to case. */
	codes: Record<string, Record<string, string>>;
	/** One order for every date column, or one for each of our columns; null when it is inferred. */
	dates: Record<string, DateOrder> | DateOrder | null;
	/** Our columns whose decimals they write behind a comma. */
	decimal_commas: string[];
	/** Our column -> what they write before each id, which is left away. */
	prefixes: Record<string, string>;
	/** Headers that are theirs alone and are left out on purpose. */
	ignored_headers: string[];
	/** A file in the project that is written this way. */
	sample: string;
}

const ORDERS = ['iso', 'mdy', 'dmy', 'ymd', 'serial'] as const;
const Order = v.picklist(ORDERS, `A date order is one of ${ORDERS.join(', ')}`);

const Spelling = v.strictObject({
	headers: v.optional(v.record(Words, Words), {}),
	codes: v.optional(v.record(Words, v.record(v.string(), v.string())), {}),
	dates: v.optional(v.nullable(v.union([Order, v.record(Words, Order)])), null),
	decimal_commas: v.optional(v.array(Words), []),
	prefixes: v.optional(v.record(Words, Words), {}),
	ignored_headers: v.optional(v.array(v.string()), []),
	sample: Words
});

const Layout = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]*$/, 'An id is small letters, digits, - and _')),
	title: Words,
	description: Words,
	partner: v.nullable(Words),
	/** Whether our own names and titles are headers of this layout too. */
	own_headers: v.boolean(),
	datasets: v.record(v.picklist(DATASET_IDS, 'It is not a dataset'), Spelling)
});

/** Reads a layout: one format for each dataset it holds, checked against our columns. */
export function readLayout(file: string, text: string, datasets: Dataset[]): Format[] {
	const layout = readDeclaration(file, text, Layout);
	complainUnless(baseName(file) === layout.id, file, 'id', `The file must be named ${layout.id}.json`);
	return Object.entries(layout.datasets).map(([id, spelling]) => {
		const dataset = datasets.find((candidate) => candidate.id === id);
		if (!dataset) throw new Error(`${file}: datasets.${id} is wrong. There is no such dataset.`);
		const own = layout.own_headers ? ownHeaders(dataset) : {};
		const format: Format = {
			id: layout.id,
			title: layout.title,
			description: layout.description,
			partner: layout.partner,
			dataset: dataset.id,
			...spelling,
			headers: { ...own, ...spelling.headers }
		};
		checkFormat(file, format, dataset);
		return format;
	});
}

/** What two spellings of one header share: letters and digits, whatever their case, spaces or underscores. */
export function sameHeader(header: string): string {
	return header
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_-]+/g, '');
}

function ownHeaders(dataset: Dataset): Record<string, string> {
	return Object.fromEntries(
		dataset.columns.flatMap(({ name, title }) => [
			[name, name],
			[title, name]
		])
	);
}

function checkFormat(file: string, format: Format, dataset: Dataset): void {
	const names = dataset.columns.map((column) => column.name);
	const mapped = new Map<string, string>();
	for (const [header, column] of Object.entries(format.headers)) {
		complainUnless(
			names.includes(column),
			file,
			`header "${header}"`,
			`${dataset.id} has no column ${column}`
		);
		const before = mapped.get(sameHeader(header));
		complainUnless(
			before === undefined || before === column,
			file,
			`header "${header}"`,
			`It stands for both ${before} and ${column}`
		);
		mapped.set(sameHeader(header), column);
	}
	for (const column of dataset.columns.filter(({ required }) => required)) {
		const found = Object.values(format.headers).includes(column.name);
		complainUnless(found, file, `datasets.${dataset.id}`, `No header stands for the required ${column.name}`);
	}
	checkColumnsNamed(file, format, dataset);
}

function checkColumnsNamed(file: string, format: Format, dataset: Dataset): void {
	const dates = typeof format.dates === 'object' && format.dates ? Object.keys(format.dates) : [];
	const named = [...Object.keys(format.codes), ...format.decimal_commas, ...Object.keys(format.prefixes)];
	for (const name of [...named, ...dates]) {
		const column = dataset.columns.find((candidate) => candidate.name === name);
		complainUnless(column !== undefined, file, `datasets.${dataset.id}`, `There is no column ${name}`);
		complainUnless(
			!dates.includes(name) || column?.type === 'date',
			file,
			`datasets.${dataset.id}.dates`,
			`${name} is not a date`
		);
	}
}
