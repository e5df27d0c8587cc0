import type { LinearProgram } from './program';

/** Collects a large programme column by column, each naming the rows that it stands in; packs it by rows. */
export class ColumnDraft {
	private readonly rowLower: number[] = [];
	private readonly rowUpper: number[] = [];
	private costs = new Float64Array(1024);
	private upper = new Float64Array(1024);
	private readonly wholes: number[] = [];
	private termRow = new Int32Array(4096);
	private termColumn = new Int32Array(4096);
	private coefficients = new Float64Array(4096);
	private terms = 0;
	columns = 0;

	get rows(): number {
		return this.rowLower.length;
	}

	/** Adds a row that keeps its sum between two bounds, and returns its number. */
	addRow(lower: number, upper: number): number {
		this.rowLower.push(lower);
		return this.rowUpper.push(upper) - 1;
	}

	/** Adds a column from 0 up to `upper`, and returns its number. */
	addColumn(cost: number, upper = Infinity, whole = false): number {
		if (this.columns === this.costs.length) {
			this.costs = grown(this.costs);
			this.upper = grown(this.upper);
		}
		this.costs[this.columns] = cost;
		this.upper[this.columns] = upper;
		if (whole) this.wholes.push(this.columns);
		return this.columns++;
	}

	/** Lets a column stand in a row. A row's terms keep the order in which they were added. */
	addTerm(row: number, column: number, coefficient: number): void {
		if (this.terms === this.coefficients.length) {
			this.termRow = grown(this.termRow);
			this.termColumn = grown(this.termColumn);
			this.coefficients = grown(this.coefficients);
		}
		this.termRow[this.terms] = row;
		this.termColumn[this.terms] = column;
		this.coefficients[this.terms++] = coefficient;
	}

	/** The programme as typed arrays, ready to be sent to the solver. */
	pack(sense: LinearProgram['sense']): LinearProgram {
		const whole = new Uint8Array(this.columns);
		for (const column of this.wholes) whole[column] = 1;
		return {
			sense,
			costs: this.costs.slice(0, this.columns),
			lower: new Float64Array(this.columns),
			upper: this.upper.slice(0, this.columns),
			...(this.wholes.length > 0 ? { whole } : {}),
			rowLower: Float64Array.from(this.rowLower),
			rowUpper: Float64Array.from(this.rowUpper),
			...this.byRows()
		};
	}

	private byRows(): Pick<LinearProgram, 'starts' | 'columns' | 'coefficients'> {
		const starts = new Int32Array(this.rows + 1);
		for (let term = 0; term < this.terms; term++) starts[this.termRow[term]! + 1]! += 1;
		for (let row = 0; row < this.rows; row++) starts[row + 1]! += starts[row]!;
		const next = starts.slice();
		const columns = new Int32Array(this.terms);
		const coefficients = new Float64Array(this.terms);
		for (let term = 0; term < this.terms; term++) {
			const at = next[this.termRow[term]!]!++;
			columns[at] = this.termColumn[term]!;
			coefficients[at] = this.coefficients[term]!;
		}
		return { starts, columns, coefficients };
	}
}

function grown<A extends Float64Array | Int32Array>(array: A): A;
function grown(array: Float64Array | Int32Array): Float64Array | Int32Array {
	const larger =
		array instanceof Int32Array ? new Int32Array(array.length * 2) : new Float64Array(array.length * 2);
	larger.set(array);
	return larger;
}
