import { valueLabel } from '../dimensions';
import type { Comparison } from './compared-curves';

/** Says up to which month groups are compared, and which groups are left out because too little of them is shown. */
export function comparisonNotes(comparisons: Comparison[]): string[] {
	const through = [...new Set(comparisons.flatMap((one) => one.through ?? []))].sort((a, b) => a - b);
	const silent = through.length === 0 ? [] : comparisons.flatMap((one) => one.silent).map(nameOf);
	const none = comparisons.filter((one) => one.through === null);
	return [
		...(through.length > 0
			? [`Compared up to month ${through.join(' or ')} after the start, the last that all of them show.`]
			: []),
		...(comparisons.some(joinsMonths) ? [JOINED] : []),
		...(silent.length > 0
			? [`Left out, because too little of their curve may be shown: ${silent.join('; ')}.`]
			: []),
		...(none.length > 0 && through.length === 0
			? ['No two groups show the same month, so they cannot be compared without giving small numbers away.']
			: [])
	];
}

const JOINED =
	'Months that are joined in a step are compared as one, and who finishes within it counts to its end: where groups finish at very different paces, the test is rough.';

/** Whether a step of several months is compared. */
function joinsMonths({ groups, through }: Comparison): boolean {
	if (through === null) return false;
	return groups.some(({ steps }) => steps.some(({ time }, at) => time - (steps[at - 1]?.time ?? 0) > 1));
}

function nameOf(at: Record<string, string>): string {
	return Object.entries(at)
		.map(([name, value]) => valueLabel(name, value))
		.join(', ');
}
