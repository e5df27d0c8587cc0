/** What must stay open about a withheld count, whatever else is told. */
export type Guard =
	| { kind: 'small'; threshold: number }
	/** A small count that stands in no table, so that a reader is never told whether it is zero. */
	| { kind: 'left'; threshold: number }
	/** An earlier release told `before`; that it changed by fewer than the threshold must not be sure. */
	| { kind: 'change'; threshold: number; before: number };

/** The smallest and largest value that a reader must allow for. */
export interface Span {
	low: number;
	high: number;
}

/**
 * Whether a reader who knows this much knows too much: a small count must reach the threshold and span
 * threshold - 1 (criterion S2); of one that may be zero the span is enough, for then it reaches the threshold or
 * nobody is sure that there is anybody; a small change must not be certain.
 */
export function isTooMuch(guard: Guard, { low, high }: Span): boolean {
	const { threshold } = guard;
	if (guard.kind === 'small') return high < threshold || high - low < threshold - 1;
	if (guard.kind === 'left') return high - low < threshold - 1;
	const { before } = guard;
	return (low > before && high < before + threshold) || (high < before && low > before - threshold);
}

/** Values of which each would open a guard, given how low the count can be. */
export function openings(guard: Guard, { low, high }: Span): Span[] {
	const { threshold } = guard;
	if (guard.kind === 'small') {
		const higher = { low: Math.max(threshold, low + threshold - 1), high: Infinity };
		// One that reaches the threshold already is open as soon as it can also be far below.
		return high < threshold ? [higher] : [higher, { low: 0, high: high - (threshold - 1) }];
	}
	if (guard.kind === 'left')
		return [
			{ low: low + threshold - 1, high: Infinity },
			{ low: 0, high: high - (threshold - 1) }
		];
	const { before } = guard;
	const beyond =
		low > before ? { low: before + threshold, high: Infinity } : { low: 0, high: before - threshold };
	const back = high < before ? { low: before, high: Infinity } : { low: 0, high: before };
	return [back, ...(beyond.high >= 0 ? [beyond] : [])];
}
