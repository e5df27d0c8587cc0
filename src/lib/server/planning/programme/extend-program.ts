import type { LinearProgram, Terms } from '$lib/server/solver';

/** Columns and rows to be added to a programme; terms may name columns of both. */
export interface Extension {
	columns: { cost: number; lower: number; upper: number; whole?: boolean }[];
	rows: { lower: number; upper: number; terms: Terms }[];
	/** With these in place of the programme's own. */
	costs?: Float64Array;
	sense?: LinearProgram['sense'];
}

/** The same programme with more columns and rows, behind its own. */
export function extendProgram(program: LinearProgram, extension: Extension): LinearProgram {
	const { columns, rows, costs = program.costs, sense = program.sense } = extension;
	const own = program.costs.length;
	const isWhole = (program.whole ?? columns.some(({ whole }) => whole)) !== false;
	const lengths = rows.map((row) => row.terms.length);
	const last = program.starts[program.starts.length - 1]!;
	const terms = rows.flatMap((row) => row.terms);
	return {
		sense,
		costs: joined(
			costs,
			columns.map(({ cost }) => cost)
		),
		lower: joined(
			program.lower,
			columns.map(({ lower }) => lower)
		),
		upper: joined(
			program.upper,
			columns.map(({ upper }) => upper)
		),
		...(isWhole ? { whole: wholes(program, columns, own) } : {}),
		rowLower: joined(
			program.rowLower,
			rows.map(({ lower }) => lower)
		),
		rowUpper: joined(
			program.rowUpper,
			rows.map(({ upper }) => upper)
		),
		starts: Int32Array.from([...program.starts, ...sums(last, lengths)]),
		columns: Int32Array.from([...program.columns, ...terms.map(([column]) => column)]),
		coefficients: joined(
			program.coefficients,
			terms.map(([, coefficient]) => coefficient)
		)
	};
}

function joined(own: Float64Array, more: number[]): Float64Array {
	const all = new Float64Array(own.length + more.length);
	all.set(own);
	all.set(more, own.length);
	return all;
}

function wholes(program: LinearProgram, columns: Extension['columns'], own: number): Uint8Array {
	const whole = new Uint8Array(own + columns.length);
	if (program.whole) whole.set(program.whole);
	columns.forEach((column, at) => (whole[own + at] = column.whole ? 1 : 0));
	return whole;
}

function sums(from: number, lengths: number[]): number[] {
	let sum = from;
	return lengths.map((length) => (sum += length));
}
