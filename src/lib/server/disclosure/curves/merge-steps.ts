import { countLeavers, isSayable, lastMonth, type CurveDraft } from './curve';

/**
 * The months that end a point: of the grid, none where fewer than the threshold are at risk, and merged with later
 * ones until every kind of leaving is nobody or enough people. What follows the last point must be so as well.
 */
export function mergeSteps({ group, grid, shut, classes }: CurveDraft, threshold: number): number[] {
	const sayable = (from: number, to: number) =>
		classes.every((kinds) => isSayable(countLeavers([group], kinds, from, to), threshold));
	const ends: number[] = [];
	for (const month of grid) {
		const atRisk = group.steps[month - 1]?.at_risk ?? 0;
		if (atRisk >= threshold && !shut.includes(month) && sayable(ends.at(-1) ?? 0, month)) ends.push(month);
	}
	while (ends.length > 0 && !hasSayableRest(ends.at(-1) ?? 0, sayable, { group, threshold })) ends.pop();
	return ends;
}

function hasSayableRest(
	end: number,
	sayable: (from: number, to: number) => boolean,
	{ group, threshold }: Pick<CurveDraft, 'group'> & { threshold: number }
): boolean {
	const rest = group.steps[end]?.at_risk ?? 0;
	return sayable(end, lastMonth(group)) && isSayable(rest, threshold);
}
