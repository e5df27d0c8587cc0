import type { FamilySum } from '../family';
import type { Held, Ledger } from './ledger';

/**
 * Withholds, inside one cell, so many parts of each sum that none of the withheld ones can be narrowed: with R the
 * sum of the withheld parts and h their number, each may be anything from 1 to R - h + 1, so R - h must be at least
 * threshold - 1. Where that cannot be had, all parts are withheld, zeros included: anything from 0 to the total.
 */
export function protectInside(ledger: Ledger, cell: Held): void {
	for (const name of Object.keys(cell.counts)) {
		if (ledger.isSmall(cell.counts[name] ?? 0)) cell.hidden.add(name);
	}
	for (const sum of ledger.sumsOf(cell)) protectSum(ledger, cell, sum);
}

function protectSum(ledger: Ledger, cell: Held, { total, parts }: FamilySum): void {
	if (cell.hidden.has(total)) return parts.forEach((part) => hideFully(cell, part));
	if (!parts.some((part) => cell.hidden.has(part))) return;
	const spare = parts
		.filter((part) => !cell.hidden.has(part) && countOf(cell, part) > 0 && ledger.mayHide(cell, part))
		.sort((one, other) => countOf(cell, one) - countOf(cell, other));
	while (!isWide(ledger, cell, parts)) {
		const next = spare.shift();
		if (next === undefined) return parts.forEach((part) => hideFully(cell, part));
		cell.hidden.add(next);
	}
}

function isWide({ threshold }: Ledger, cell: Held, parts: string[]): boolean {
	const hidden = parts.filter((part) => cell.hidden.has(part));
	const room = hidden.reduce((sum, part) => sum + countOf(cell, part), 0);
	const whole = hidden.length === parts.length && hidden.every((part) => cell.whole.has(part));
	return hidden.length > 1 && (whole ? room >= threshold : room - hidden.length >= threshold - 1);
}

function hideFully(cell: Held, name: string): void {
	cell.hidden.add(name);
	cell.whole.add(name);
}

function countOf(cell: Held, name: string): number {
	return cell.counts[name] ?? 0;
}
