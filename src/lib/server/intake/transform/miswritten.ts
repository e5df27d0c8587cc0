import type { Transform } from '$lib/catalog';
import { masked, valueFinding } from '../check/value-finding';
import type { LocatedFinding } from '../read';
import type { ReadColumn } from './evaluate';
import { identifies } from './identifies';
import type { Source } from './source';

interface Seen {
	source: Source;
	column: string;
	/** As the first record has it. */
	value: string;
	lines: number[];
	count: number;
}

const KEPT_ROWS = 100;
/** So many digits may be the number of a person that stands in the wrong column. */
const TELLING = /(\d\D?){7}/;

/** Values that are not written as the layout has them; the records that hold them are rejected. */
export class Miswritten {
	private readonly seen = new Map<string, Seen>();

	constructor(private readonly transform: Transform) {}

	/** Whether a record holds such a value, which is noted. */
	note(source: Source, line: number, read: ReadColumn): boolean {
		const patterns = Object.entries(source.table.patterns);
		const wrong = patterns.filter(([column, { pattern }]) => !new RegExp(pattern).test(read(column)));
		for (const [column] of wrong) this.add(source, { column, line, value: read(column) });
		return wrong.length > 0;
	}

	private add(
		source: Source,
		{ column, line, value }: { column: string; line: number; value: string }
	): void {
		const key = [source.place, column].join('\n');
		const one = this.seen.get(key) ?? { source, column, value, lines: [], count: 0 };
		this.seen.set(key, one);
		if (one.lines.length < KEPT_ROWS) one.lines.push(line);
		one.count++;
	}

	/** One finding for each column of one table; what may tell who somebody is stands masked. */
	findings(place: number): LocatedFinding[] {
		return [...this.seen.values()]
			.filter(({ source }) => source.place === place)
			.map(({ source, column, value, lines, count }) => {
				const isSecret = identifies(this.transform, source.table, column) || TELLING.test(value);
				return valueFinding('wrong_pattern', {
					row: lines[0] ?? null,
					rows: lines,
					header: source.headers.get(column) ?? column,
					value: isSecret ? masked(value, { name: 'ssn', identifying: true }) : value,
					count,
					places: { title: column, example: source.table.patterns[column]?.example }
				});
			});
	}
}
