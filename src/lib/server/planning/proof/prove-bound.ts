import type { LinearProgram } from '$lib/server/solver';

/**
 * What no answer of a programme can exceed, by weak duality: any multipliers give such a bound, added up here from the
 * rows and the multipliers alone. `reach` is how far each column can go under the rules; multipliers of a sign that a
 * row cannot have are left out, which only weakens the bound.
 */
export function proveBound(
	{ costs, rowLower, rowUpper, starts, columns, coefficients }: LinearProgram,
	multipliers: Float64Array,
	reach: Float64Array
): number {
	const reduced = costs.slice();
	let bound = 0;
	for (let row = 0; row < rowLower.length; row++) {
		const multiplier = multipliers[row]!;
		const limit = multiplier > 0 ? rowUpper[row]! : rowLower[row]!;
		if (multiplier === 0 || !Number.isFinite(limit)) continue;
		bound += multiplier * limit;
		for (let at = starts[row]!; at < starts[row + 1]!; at++)
			reduced[columns[at]!]! -= multiplier * coefficients[at]!;
	}
	for (let column = 0; column < reduced.length; column++)
		if (reduced[column]! > 0) bound += reduced[column]! * reach[column]!;
	return bound;
}
