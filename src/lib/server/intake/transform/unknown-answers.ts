import type { Transform } from '$lib/catalog';
import { valueFinding } from '../check/value-finding';
import type { LocatedFinding } from '../read';
import type { Source } from './source';

/** An answer that says why nothing is known. */
interface UnknownAnswer {
	column: string;
	code: string;
	meaning: string;
	line: number;
}

interface Counted extends UnknownAnswer {
	source: Source;
	lines: number[];
	last: number;
	count: number;
}

const KEPT_ROWS = 100;

/** Counts answers like "client prefers not to answer", each kind by itself; they are left empty, so no average counts them. */
export class UnknownAnswers {
	private readonly counted = new Map<string, Counted>();

	constructor(private readonly transform: Transform) {}

	add(source: Source, answer: UnknownAnswer): void {
		const key = [source.place, answer.column, answer.code].join('\n');
		const before = this.counted.get(key) ?? { ...answer, source, lines: [], last: 0, count: 0 };
		this.counted.set(key, before);
		if (before.last === answer.line) return;
		before.last = answer.line;
		if (before.lines.length < KEPT_ROWS) before.lines.push(answer.line);
		before.count++;
	}

	/** One warning for each column and answer of one table. */
	findings(place: number): LocatedFinding[] {
		return [...this.counted.values()]
			.filter(({ source }) => source.place === place)
			.map(({ source, column, code, meaning, lines, count }) =>
				valueFinding('not_known', {
					row: lines[0] ?? null,
					rows: lines,
					header: this.headerOf(source, column),
					value: code,
					count,
					places: { meaning }
				})
			);
	}
	/** Of a record that another one completes, with the table it stands in. */
	private headerOf({ headers }: Source, column: string): string {
		const dot = column.lastIndexOf('.');
		if (dot < 0) return headers.get(column) ?? column;
		const lookups = this.transform.makes.flatMap((make) => make.with);
		const table = lookups.find(({ name }) => name === column.slice(0, dot))?.table;
		return `${column.slice(dot + 1)} of ${table}`;
	}
}
