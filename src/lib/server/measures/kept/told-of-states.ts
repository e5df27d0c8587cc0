import { countLeavers, isSayable } from '$lib/server/disclosure';
import { placeKey } from '../families';
import type { CountedBreakdown, KeptCurves, KeptGroup } from './curves';

/**
 * The months that no curve of a breakdown may show beside the curves of other states: where what was told there of the
 * first months, less what is counted now, would be one to ten people who came, left or changed since.
 */
export function monthsShutByStates(
	{ by, groups }: CountedBreakdown,
	others: readonly KeptCurves[],
	threshold: number
): number[] {
	const shut = new Set<number>();
	for (const curves of others) {
		const told = curves.find((one) => one.by.join() === by.join());
		for (const group of groups) {
			const was = told?.groups.find(({ at }) => placeKey(at) === placeKey(group.at));
			if (was && was.withheld === null)
				for (const month of monthsApart(group, was, threshold)) shut.add(month);
		}
	}
	return [...shut];
}

type Differences = Record<string, number>;

function monthsApart(
	{ at, steps }: CountedBreakdown['groups'][number],
	was: KeptGroup,
	threshold: number
): number[] {
	const shown = was.steps.filter(({ hidden }) => !hidden);
	const told: Differences = {};
	const apart: number[] = [];
	let last: Differences = {};
	shown.forEach(({ time, events }, place) => {
		for (const [kind, count] of Object.entries(events)) told[kind] = (told[kind] ?? 0) + count;
		const kinds = Object.entries(told).map(([kind, count]) => [
			kind,
			countLeavers([{ at, steps }], [kind], 0, time) - count
		]);
		const next = shown[place + 1];
		const watched = next === undefined ? [] : [['at_risk', (steps[time]?.at_risk ?? 0) - next.at_risk]];
		const now = Object.fromEntries([...kinds, ...watched]) as Differences;
		const isTelling = Object.entries(now).some(([name, count]) =>
			[count, count - (last[name] ?? 0)].some((some) => !isSayable(Math.abs(some), threshold))
		);
		if (isTelling) apart.push(time);
		else last = now;
	});
	return apart;
}
