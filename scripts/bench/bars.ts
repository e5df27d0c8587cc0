/** One line of the benchmark's table. Times are milliseconds. */
export interface BenchRow {
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

/** What must hold: at most so many times the limit, or at most so many milliseconds. */
export interface Bar {
	scale: string;
	work: string;
	limit: string;
	limitCost: number | null;
	ours: number;
	must: { times: number } | { ms: number };
	aim: string;
}

/** A line with its verdict. */
export function judge({ must, ...bar }: Bar): BenchRow {
	const ratio = bar.limitCost === null ? null : bar.ours / bar.limitCost;
	const pass = 'times' in must ? ratio !== null && ratio <= must.times : bar.ours <= must.ms;
	return { ...bar, ratio, must: 'times' in must ? `${must.times}x` : `${must.ms} ms`, pass };
}

/** The lines as a table for people. */
export function tableOf(rows: BenchRow[]): string {
	const cells = rows.map((row) => [
		row.scale,
		row.work,
		row.limitCost === null ? '-' : `${row.limit}: ${ms(row.limitCost)}`,
		ms(row.ours),
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

function ms(value: number): string {
	return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
