import { cellKeysAt, type Earlier, type ReleasedCell } from '../family';
import { keyOf } from './leftovers';
import type { Held, Ledger } from './ledger';

/**
 * Takes what earlier releases said into account: a count that differs from what was shown by fewer than the
 * threshold is withheld; what was withheld stays so while it has not changed; what was shown with the same value is
 * known to every reader and hides nothing.
 */
export function compareReleases(ledger: Ledger, earlier: Earlier): void {
	if (earlier.size === 0) return;
	for (const cells of ledger.combinations.values())
		for (const cell of cells)
			for (const [name, said] of saidOf(cell, earlier)) compare(ledger, cell, name, said);
	for (const leftover of ledger.leftovers)
		for (const { value } of earlier.get(keyOf(leftover)) ?? [])
			if (ledger.isSmall(Math.abs(leftover.count - value))) ledger.noteNear(leftover, value);
}

/** Everything that was said of the counts of a cell. */
function* saidOf(cell: Held, earlier: Earlier): Generator<[string, ReleasedCell]> {
	const keyOf = cellKeysAt(cell.at);
	for (const name of Object.keys(cell.counts))
		for (const said of earlier.get(keyOf(name)) ?? []) yield [name, said];
}

function compare(ledger: Ledger, cell: Held, name: string, before: ReleasedCell): void {
	const count = cell.counts[name] ?? 0;
	const difference = Math.abs(count - before.value);
	if (cell.told === 'never') {
		if (ledger.isSmall(difference)) ledger.noteHidden(cell, name, before.value);
		return;
	}
	if (before.hidden && difference === 0) ledger.noteHidden(cell, name);
	if (before.mayBeZero && difference === 0) ledger.noteMayBeZero(cell, name);
	if (before.above !== undefined && difference === 0) ledger.noteAbove(cell, name, before.above);
	if (!before.hidden && difference === 0) ledger.noteKnown(cell, name);
	if ((!before.hidden || before.isSolved) && ledger.isSmall(difference))
		ledger.noteHidden(cell, name, before.value);
}
