/** What a line's numbers are: milliseconds, how many in each second, or how many. */
export type BenchUnit = 'ms' | '/s' | '';

/** One line of the benchmark's table. */
export interface BenchRow {
	unit: BenchUnit;
	scale: string;
	work: string;
	/** What the limit is, in words, and what it cost; null where only an absolute time is asked. */
	limit: string;
	limitCost: number | null;
	ours: number;
	ratio: number | null;
	must: string;
	aim: string;
	pass: boolean;
}

/** What must hold: at most so many times the limit, at most so many milliseconds, at least so many a second, or none. */
export interface Bar {
	scale: string;
	work: string;
	limit: string;
	limitCost: number | null;
	ours: number;
	must: { times: number } | { ms: number } | { each: number } | { none: true };
	aim: string;
}

/** A line with its verdict. */
export function judge({ must, ...bar }: Bar): BenchRow {
	const ratio = bar.limitCost === null ? null : bar.ours / bar.limitCost;
	return { ...bar, ratio, ...verdict(must, bar.ours, ratio) };
}

function verdict(
	must: Bar['must'],
	ours: number,
	ratio: number | null
): Pick<BenchRow, 'unit' | 'must' | 'pass'> {
	if ('times' in must)
		return { unit: 'ms', must: `${must.times}x`, pass: ratio !== null && ratio <= must.times };
	if ('each' in must) return { unit: '/s', must: `${must.each} /s`, pass: ours >= must.each };
	if ('none' in must) return { unit: '', must: 'none', pass: ours === 0 };
	return { unit: 'ms', must: `${must.ms} ms`, pass: ours <= must.ms };
}

/** The lines as a table for people. */
export function tableOf(rows: BenchRow[]): string {
	const cells = rows.map((row) => [
		row.scale,
		row.work,
		row.limitCost === null ? '-' : `${row.limit}: ${written(row.limitCost, row.unit)}`,
		written(row.ours, row.unit),
		row.ratio === null ? '-' : `${row.ratio.toFixed(2)}x`,
		row.must,
		row.aim,
		row.pass ? 'ok' : 'FAILS'
	]);
	const lines = [['', 'work', 'limit', 'ours', 'ratio', 'must', 'aim', ''], ...cells];
	const widths = lines[0]!.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
	return lines
		.map((line) =>
			line
				.map((cell, at) => cell.padEnd(widths[at]!))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

function written(value: number, unit: BenchUnit): string {
	const number = unit === 'ms' && value < 10 ? value.toFixed(1) : String(Math.round(value));
	return `${number} ${unit}`.trim();
}
