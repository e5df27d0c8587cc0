import {
	cellKeysAt,
	type Earlier,
	type Family,
	type Policy,
	type Protection,
	type ReleasedCell
} from './family';
import { chooseShown } from './withhold/choose-shown';
import { compareReleases } from './withhold/compare-releases';
import { keyOf, type Leftover } from './withhold/leftovers';
import { Ledger, type Held } from './withhold/ledger';
import { settle } from './withhold/settle';

/** Counts of 1 to 10 are never shown (cell size policy of the Centers for Medicare & Medicaid Services). */
const LOWEST_THRESHOLD = 11;

/**
 * Chooses what to withhold so that no reader of everything published, in this release and the earlier ones, can
 * confirm a count (or a difference between releases) that is below the threshold. Throws rather than publish
 * what is not safe.
 */
export async function protectFamily(
	family: Family,
	policy: Policy,
	earlier: Earlier = new Map()
): Promise<Protection> {
	if (!(policy.threshold >= LOWEST_THRESHOLD)) throw new RangeError('A threshold below 11 protects nobody');
	const ledger = new Ledger(family, policy.threshold);
	settle(ledger);
	compareReleases(ledger, earlier);
	await chooseShown(ledger);
	const cells = [...ledger.combinations.values()].flat().filter(({ told }) => !told);
	return {
		threshold: policy.threshold,
		...withheld(cells),
		withheldWhole: wholeTables(ledger),
		get released() {
			return [...cells.flatMap(releasedOf), ...toldLeft(ledger)];
		}
	};
}

function withheld(cells: Held[]): Pick<Protection, 'hidden' | 'above' | 'mayBeZero'> {
	const all = cells.filter(({ hidden }) => hidden.size > 0).flatMap(releasedOf);
	const hidden = all.filter((cell) => cell.hidden);
	return {
		hidden: hidden.map(({ key }) => key),
		above: hidden.flatMap(({ key, above }) => (above === undefined ? [] : [{ key, share: above }])),
		mayBeZero: hidden.filter(({ mayBeZero }) => mayBeZero).map(({ key }) => key)
	};
}

function releasedOf({ at, counts, hidden, above, whole }: Held): ReleasedCell[] {
	const keyOf = cellKeysAt(at);
	return Object.entries(counts).map(([name, value]) => ({
		key: keyOf(name),
		value,
		hidden: hidden.has(name),
		...(above.has(name) ? { above: above.get(name) ?? 0 } : {}),
		...(whole.has(name) ? { mayBeZero: true } : {})
	}));
}

/** Counts in no table that readers of this release can work out. */
function toldLeft({ leftovers }: Ledger): ReleasedCell[] {
	const isShown = ({ plus, minus, name }: Leftover<Held>) =>
		[...plus, ...minus].every(({ told, hidden }) => !told && !hidden.has(name));
	return leftovers.filter(isShown).map((left) => ({ key: keyOf(left), value: left.count, hidden: false }));
}

/** The tables that are withheld whole everywhere, by their breakdowns in order. */
function wholeTables({ combinations }: Ledger): string[] {
	return [...combinations]
		.filter(([, cells]) => cells.every((cell) => !cell.told && isWhole(cell)))
		.map(([combination]) => combination);
}

function isWhole({ counts, whole }: Held): boolean {
	return Object.keys(counts).every((name) => whole.has(name));
}
