import type { Layout } from './choose-dialect';
import type { SortedRecords, TotalsRow } from './sort-records';
import { cellText, walkRecords, type TextFile } from './walk-records';

/** What came of comparing one number of a totals row: nothing to say, or what it should be. */
export interface TotalsVerdict {
	row: number;
	cell: number | null;
	says: string;
	/** What the rows add up to, in words; null when it fits. */
	sum: string | null;
}

/** Millionths: exact for money and hours. */
const SCALE = 6;

/** Compares each totals row with the rows above it: every number must be their sum or their count. */
export async function compareTotals(table: {
	text: TextFile;
	layout: Layout;
	sorted: SortedRecords;
}): Promise<TotalsVerdict[]> {
	const { text, layout, sorted } = table;
	if (sorted.totals.length === 0) return [];
	const sums = new RunningSums(sorted);
	const shape = { dialect: layout.dialect, width: layout.header.cells.length, headerRow: layout.header.row };
	await walkRecords(text, shape, (visit) => {
		if (sums.isDone) return false;
		if (!sorted.excluded.has(visit.ordinal)) {
			sums.add((cell) => (cell < visit.record.count ? cellText(visit, cell, layout.dialect) : ''));
		} else sums.compareAt(visit.ordinal);
	});
	return sums.verdicts;
}

class RunningSums {
	readonly verdicts: TotalsVerdict[] = [];
	private readonly waiting: TotalsRow[];
	private readonly cells: number[];
	private all = new Map<number, bigint>();
	private section = new Map<number, bigint>();
	private count = 0;
	private sectionCount = 0;

	constructor(sorted: SortedRecords) {
		this.waiting = [...sorted.totals];
		const numeric = this.waiting.flatMap(({ cells }) =>
			cells.map((text, cell) => (amountOf(text) === null ? -1 : cell))
		);
		this.cells = [...new Set(numeric)].filter((cell) => cell >= 0);
	}

	get isDone(): boolean {
		return this.waiting.length === 0;
	}

	add(textOf: (cell: number) => string): void {
		this.count++;
		this.sectionCount++;
		for (const cell of this.cells) {
			const amount = amountOf(textOf(cell)) ?? 0n;
			if (amount === 0n) continue;
			this.all.set(cell, (this.all.get(cell) ?? 0n) + amount);
			this.section.set(cell, (this.section.get(cell) ?? 0n) + amount);
		}
	}

	compareAt(ordinal: number): void {
		const next = this.waiting[0];
		if (next?.ordinal !== ordinal) return;
		this.waiting.shift();
		next.cells.forEach((text, cell) => this.compare(next.row, text, cell));
		this.section = new Map();
		this.sectionCount = 0;
	}

	private compare(row: number, text: string, cell: number): void {
		const says = amountOf(text) ?? countIn(text);
		if (says === null) return;
		const counts = [this.count, this.sectionCount].map((count) => BigInt(count) * 10n ** BigInt(SCALE));
		const sums = [this.all.get(cell) ?? 0n, this.section.get(cell) ?? 0n];
		const fits = [...sums, ...counts].includes(says);
		const isCount = amountOf(text) === null;
		const sum = isCount
			? `there are ${this.count.toLocaleString('en-US')} rows`
			: `the rows above add up to ${show(sums[0] ?? 0n)}`;
		this.verdicts.push({ row, cell: isCount ? null : cell, says: text.trim(), sum: fits ? null : sum });
	}
}

/** A number in a label, like "Total rows: 1,204". */
function countIn(text: string): bigint | null {
	const digits = /total[^\d]*([\d,]+)\s*(?:rows|records|clients|participants)?\W*$/i.exec(text)?.[1];
	return digits === undefined ? null : amountOf(digits);
}

/** An amount as people write it, in millionths; null when it is none. */
export function amountOf(text: string): bigint | null {
	const bare = text.replace(/[\s$€\u00a0]/g, '');
	const isNegative = /^\(.*\)$|^-|-$/.test(bare);
	const digits = bare.replace(/^\(|\)$|^[+-]|-$/g, '');
	const plain = /^\d{1,3}(\.\d{3})*,\d{1,2}$/.test(digits)
		? digits.replaceAll('.', '').replace(',', '.')
		: digits.replace(/,(?=\d{3}(?:\D|$))/g, '');
	if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
	const [whole = '', part = ''] = plain.split('.');
	const amount = BigInt(whole + part.padEnd(SCALE, '0').slice(0, SCALE));
	return isNegative ? -amount : amount;
}

function show(amount: bigint): string {
	const sign = amount < 0n ? '-' : '';
	const digits = (amount < 0n ? -amount : amount).toString().padStart(SCALE + 1, '0');
	const part = digits.slice(-SCALE).replace(/0{1,4}$/, '');
	const whole = digits.slice(0, -SCALE).replace(/\B(?=(\d{3})+$)/g, ',');
	return `${sign}${whole}.${part}`;
}
