/** Something wrong in one record. */
export interface RowFault {
	row: number;
	rule: string;
	/** Index of the cell, or null when the whole record is meant. */
	cell: number | null;
	value: string | null;
}

/** Records that share a fault in the same column: how many, and the first of them. */
export interface FaultGroup {
	rule: string;
	cell: number | null;
	count: number;
	faults: RowFault[];
}

/** So many are kept one by one; the others are counted. */
const KEPT = 100;
const LONGEST_VALUE = 80;

/** Faults by rule and column, in constant memory. */
export class FaultGroups {
	private readonly groups = new Map<string, FaultGroup>();
	/** All faults, and the line of the last one. */
	count = 0;
	lastRow: number | null = null;

	add(fault: RowFault): void {
		const key = `${fault.rule} ${fault.cell}`;
		const group = this.groups.get(key) ?? { rule: fault.rule, cell: fault.cell, count: 0, faults: [] };
		this.groups.set(key, group);
		group.count++;
		this.count++;
		this.lastRow = Math.max(this.lastRow ?? 0, fault.row);
		if (group.faults.length < KEPT) {
			group.faults.push({ ...fault, value: fault.value?.slice(0, LONGEST_VALUE) ?? null });
		}
	}

	list(): FaultGroup[] {
		return [...this.groups.values()];
	}
}
