import { join } from 'node:path';
import {
	dataset,
	referencesOf,
	type DateOrder,
	type Expression,
	type Format,
	type Make,
	type Transform
} from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import { CleanFile, madeTable, quoted, type ReadTable } from '../read';
import { evaluate, type Manner, type ReadColumn } from './evaluate';
import { LineSet, placeAndLine, type Source } from './source';

/** Rows of one dataset that were made of a source, as a table to check, and how to say where each column is from. */
export interface MadeDataset {
	dataset: DatasetId;
	format: Format;
	table: ReadTable;
	/** Our columns in the order of the table, and their headers for them. */
	columns: string[];
	headers: Map<string, string>;
	makes: Make[];
	/** Lines of which each of them made a row. */
	lines: Map<Make, LineSet>;
}

/** Writes the rows of one dataset, of whatever tables they are made. */
export class DatasetWriter {
	readonly makes: Make[];
	private readonly columns: string[];
	private readonly file: CleanFile;
	private readonly path: string;
	private readonly lines: Map<Make, LineSet>;

	constructor(
		private readonly transform: Transform,
		private readonly id: DatasetId,
		private readonly place: { of: (table: string) => Source | undefined; folder: string }
	) {
		this.makes = transform.makes.filter((make) => make.dataset === id && place.of(make.from));
		this.lines = new Map(this.makes.map((make) => [make, new LineSet()]));
		const filled = new Set(this.makes.flatMap((make) => Object.keys(make.columns)));
		this.columns = dataset(id).columns.flatMap(({ name }) => (filled.has(name) ? [name] : []));
		this.path = join(place.folder, `made-${id}.csv`);
		this.file = new CleanFile(this.path);
	}

	add(make: Make, row: number, read: ReadColumn, manner: Manner): void {
		const values = this.columns.map((name) => {
			const expression = make.columns[name];
			if (expression === undefined) return '';
			return evaluate(withoutCodes(expression), read, manner);
		});
		this.file.add([String(row), ...values.map(quoted)].join(','));
		this.lines.get(make)?.add(placeAndLine(row).line);
	}

	/** The table of all rows; null when no row was made. */
	finish(sources: Source[]): MadeDataset | null {
		this.file.close();
		const [first] = this.makes.flatMap((make) => this.place.of(make.from) ?? []);
		if (!first || this.file.count === 0) return null;
		const isTruncated = sources.some(({ read }) => read.sorted.isTruncated);
		const { columns, path, lines } = this;
		const made = { path, headers: columns, rows: this.file.count, isTruncated };
		return {
			dataset: this.id,
			format: this.format(),
			table: madeTable(made, first.read),
			columns,
			headers: new Map(columns.map((name) => [name, this.headerOf(name)])),
			makes: this.makes,
			lines
		};
	}

	/** How the values are spelled: their codes as declared, their days all in one way. */
	private format(): Format {
		const { id, title, description } = this.transform;
		const codes: Format['codes'] = {};
		for (const make of this.makes) {
			for (const [name, expression] of Object.entries(make.columns)) {
				if (typeof expression !== 'string' && 'codes' in expression && !('other' in expression))
					codes[name] = { ...codes[name], ...expression.codes };
			}
		}
		const dates: DateOrder = this.place.of(this.makes[0]?.from ?? '')?.table.dates ?? 'iso';
		const shared = { id, title, description, partner: null, dataset: this.id, headers: {} };
		return {
			...shared,
			codes,
			dates,
			decimal_commas: [],
			prefixes: {},
			ignored_headers: [],
			sample: this.transform.samples[0] ?? ''
		};
	}

	/** Their header for a column of ours; of an archive with the file's name. */
	private headerOf(name: string): string {
		const [make] = this.makes.filter((one) => name in one.columns);
		const source = make && this.place.of(make.from);
		if (!make || !source) return name;
		return headersOfColumn(make, name, this.place.of);
	}
}

/** Their codes are turned into ours by the check, so that a finding shows what they wrote. */
function withoutCodes(expression: Expression): Expression {
	if (typeof expression === 'string' || !('codes' in expression) || 'other' in expression) return expression;
	return { ...expression, codes: undefined };
}

/** Where a column of a made row comes from, in the words of the source. */
export function headersOfColumn(make: Make, name: string, of: (table: string) => Source | undefined): string {
	const expression = make.columns[name];
	const references = expression === undefined ? [] : referencesOf(expression);
	const named = references.flatMap((reference) => {
		const dot = reference.lastIndexOf('.');
		const lookup = make.with.find((one) => one.name === reference.slice(0, Math.max(0, dot)));
		if (lookup?.table === 'roster')
			return Object.values(lookup.match).map((column) => headerOf(make.from, column));
		return headerOf(lookup?.table ?? make.from, reference.slice(dot + 1));
	});
	return [...new Set(named)].join(', ') || name;

	function headerOf(table: string, column: string): string {
		const source = of(table);
		const header = source?.headers.get(column) ?? column;
		return source?.file ? `${source.file}: ${header}` : header;
	}
}
