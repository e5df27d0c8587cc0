import { DATASET_IDS, type DatasetId } from '$lib/domain';
import { readBenchmarks, type Benchmark } from './benchmark';
import { readCatalog } from './catalog';
import type { CodeList } from './code-list';
import type { Dataset } from './dataset';
import type { Format } from './format';
import type { Transform } from './transform';
import { tableSchemaOf, templateOf } from './template';

export type { Benchmark } from './benchmark';
export type { Code, CodeList } from './code-list';
export type { Check, Column, ColumnType, Dataset } from './dataset';
export { carriedBy, referencesOf, type Condition, type Expression } from './expression';
export { sameHeader, type DateOrder, type Format } from './format';
export type { Lookup, Make, Refused, SourceTable, Transform } from './transform';

const catalog = readCatalog({
	codes: import.meta.glob<string>('/data/codes/*.csv', { eager: true, import: 'default', query: '?raw' }),
	datasets: import.meta.glob<string>('/data/datasets/*.json', {
		eager: true,
		import: 'default',
		query: '?raw'
	}),
	formats: import.meta.glob<string>('/data/formats/*.json', { eager: true, import: 'default', query: '?raw' })
});

const published = Object.entries(
	import.meta.glob<string>('/data/benchmarks/*.json', { eager: true, import: 'default', query: '?raw' })
).flatMap(([path, text]) => readBenchmarks(path.slice(1), text));

/** Figures that others published, to stand beside ours. */
export function benchmarks(): Benchmark[] {
	return published;
}

/** All datasets, in the order of the data dictionary. */
export function datasets(): Dataset[] {
	return DATASET_IDS.map(dataset);
}

/** One dataset; its columns in the order of the template. */
export function dataset(id: DatasetId): Dataset {
	return found(
		catalog.datasets.find((candidate) => candidate.id === id),
		`dataset ${id}`
	);
}

/** All code lists, those joined of several included. */
export function codeLists(): CodeList[] {
	return catalog.codeLists;
}

/** One code list. */
export function codeList(id: string): CodeList {
	return found(
		catalog.codeLists.find((candidate) => candidate.id === id),
		`code list ${id}`
	);
}

/** The plain word for a code; the code itself when the list does not know it. */
export function codeLabel(list: string, code: string): string {
	return codeList(list).codes.find((candidate) => candidate.code === code)?.label ?? code;
}

/** All formats: one for each dataset of each layout, our own first. */
export function formats(): Format[] {
	return catalog.formats;
}

/** All layouts of outside standards, whose records become rows of several datasets. */
export function transforms(): Transform[] {
	return catalog.transforms;
}

/** A blank CSV template of a dataset in our own words. */
export function template(id: DatasetId): string {
	return templateOf(dataset(id));
}

/** A dataset as a Table Schema that any tool can check a file with, codes written out. */
export function tableSchema(id: DatasetId): Record<string, unknown> {
	return tableSchemaOf(dataset(id), codeList);
}

function found<Value>(value: Value | undefined, what: string): Value {
	if (value === undefined) throw new Error(`There is no ${what}.`);
	return value;
}
