import * as v from 'valibot';
import { Name, readDeclaration, Words } from './declaration';

/** A figure that somebody published, to stand beside ours: what it counts, and how that differs from what we count. */
export interface Benchmark {
	measure: string;
	/** In the measure's unit; shares are fractions of one. */
	value: number;
	says: string;
	differs: string;
	/** Whose figure it is. */
	level: string;
	title: string;
	publisher: string;
	/** The day of publication, `YYYY-MM-DD`. */
	published: string;
	address: string;
}

const Schema = v.strictObject({
	title: Words,
	publisher: Words,
	published: v.pipe(v.string(), v.isoDate('A day is written 2016-04-12')),
	address: v.pipe(v.string(), v.url('An address begins with https://')),
	level: Words,
	figures: v.array(
		v.strictObject({
			measure: Name,
			value: v.pipe(v.number(), v.minValue(0, 'A figure is zero or more')),
			says: Words,
			differs: Words
		})
	)
});

/** Reads the figures of one publication; a mistake becomes a sentence that names file and field. */
export function readBenchmarks(file: string, text: string): Benchmark[] {
	const { figures, ...source } = readDeclaration(file, text, Schema);
	return figures.map((figure) => ({ ...figure, ...source }));
}
