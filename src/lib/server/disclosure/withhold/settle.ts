import { cellKeysAt, type ReleasedCell } from '../family';
import type { Held, Ledger } from './ledger';

/**
 * Notes what other families told of their cells before, which cannot be changed any more, and that of counts which
 * nobody tells a reader must allow for any number.
 */
export function settle(ledger: Ledger): void {
	const settled = new Map(ledger.family.settled?.map((cell) => [cell.key, cell]));
	for (const cells of ledger.combinations.values())
		for (const cell of cells.filter(({ told }) => told)) {
			const keyOf = cellKeysAt(cell.at);
			for (const name of Object.keys(cell.counts)) note(ledger, cell, name, settled.get(keyOf(name)));
		}
}

function note(ledger: Ledger, cell: Held, name: string, said: ReleasedCell | undefined): void {
	if (cell.told === 'before' && !said)
		throw new Error(`Nothing was told of "${name}" beside "${ledger.family.id}"`);
	if (said && !said.hidden) return ledger.noteKnown(cell, name);
	ledger.noteHidden(cell, name);
	if (!said || said.mayBeZero) ledger.noteMayBeZero(cell, name);
	if (said?.above !== undefined) ledger.noteAbove(cell, name, said.above);
}
