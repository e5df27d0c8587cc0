import { ColumnDraft, type LinearProgram } from '$lib/server/solver';
import type { Rule } from './rule';

/** A programme while it is written: each row with the rule that it stands for, each column with how far it can reach. */
export class Draft {
	private readonly columns = new ColumnDraft();
	readonly rules: Rule[] = [];
	private readonly reach: number[] = [];
	private readonly money: number[] = [];
	readonly matches: { column: number; from: number; to: number }[] = [];
	readonly shortfalls: number[] = [];
	readonly contracts: { column: number; award: number; partner: number }[] = [];
	/** By award x quarter: the column of what is spent on services; -1 where it does not live. */
	readonly spent: Int32Array;

	constructor(awardQuarters: number) {
		this.spent = new Int32Array(awardQuarters).fill(-1);
	}

	row(rule: Rule, lower: number, upper: number): number {
		this.rules.push(rule);
		return this.columns.addRow(lower, upper);
	}

	/** A column from 0 up; `reach` is what the rules let it have at most. */
	column(cost: number, reach: number, upper = Infinity): number {
		this.reach.push(Math.min(reach, upper));
		return this.columns.addColumn(cost, upper);
	}

	/** A column of dollars. */
	dollars(cost: number, reach: number, upper = Infinity): number {
		const column = this.column(cost, reach, upper);
		this.money.push(column);
		return column;
	}

	/** A column that is 0 or 1. */
	choice(): number {
		this.reach.push(1);
		return this.columns.addColumn(0, 1, true);
	}

	term(row: number, column: number, coefficient: number): void {
		if (coefficient !== 0) this.columns.addTerm(row, column, coefficient);
	}

	pack(): { program: LinearProgram; reach: Float64Array; isMoney: Uint8Array } {
		const isMoney = new Uint8Array(this.reach.length);
		for (const column of this.money) isMoney[column] = 1;
		return { program: this.columns.pack('maximize'), reach: Float64Array.from(this.reach), isMoney };
	}
}
