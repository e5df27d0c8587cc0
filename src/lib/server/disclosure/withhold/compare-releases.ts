import { cellKeysAt, type ReleasedCell } from '../family';
import type { Held, Ledger } from './ledger';

/**
 * Takes what earlier releases said into account: a count that differs from what was shown by fewer than the
 * threshold is withheld; what was withheld stays so while it has not changed; what was shown with the same value is
 * known to every reader and hides nothing.
 */
export function compareReleases(ledger: Ledger, earlier: ReleasedCell[][]): void {
	if (earlier.length === 0) return;
	const counts = [...ledger.combinations.values()].flat().flatMap(countsOf);
	const left = ledger.complements.flatMap(({ held }) => countsOf(held));
	for (const release of earlier) {
		const before = new Map(release.map((cell) => [cell.key, cell]));
		for (const { cell, name, key } of counts) compare(ledger, cell, name, before.get(key));
		for (const { cell, name, key } of left) compareLeft(ledger, cell, name, before.get(key)?.value);
	}
}

/** The counts of a cell, with their names. */
function countsOf(cell: Held): { cell: Held; name: string; key: string }[] {
	const keyOf = cellKeysAt(cell.at);
	return Object.keys(cell.counts).map((name) => ({ cell, name, key: keyOf(name) }));
}

function compareLeft(ledger: Ledger, cell: Held, name: string, told: number | undefined): void {
	const difference = told === undefined ? 0 : Math.abs((cell.counts[name] ?? 0) - told);
	if (difference > 0 && difference < ledger.threshold) ledger.noteHidden(cell, name, told);
}

function compare(ledger: Ledger, cell: Held, name: string, before: ReleasedCell | undefined): void {
	if (!before) return;
	const count = cell.counts[name] ?? 0;
	const difference = Math.abs(count - before.value);
	if (before.hidden && difference === 0) ledger.noteHidden(cell, name);
	if (before.mayBeZero && difference === 0) ledger.noteMayBeZero(cell, name);
	if (before.above !== undefined && difference === 0) ledger.noteAbove(cell, name, before.above);
	if (before.hidden) return;
	if (difference === 0) ledger.noteKnown(cell, name);
	else if (difference < ledger.threshold) ledger.noteHidden(cell, name, before.value);
}
