import type { BasisNeed } from '$lib/domain';

/** The share of expected needs that were met over the last four quarters, among those of which it is known; null where of none. */
export function helpedLately(needs: readonly BasisNeed[]): number | null {
	const known = needs.flatMap(({ expected, helped }) => (helped === null ? [] : [{ expected, helped }]));
	const need = known.reduce((sum, { expected }) => sum + expected, 0);
	return need > 0 ? known.reduce((sum, { expected, helped }) => sum + expected * helped, 0) / need : null;
}
