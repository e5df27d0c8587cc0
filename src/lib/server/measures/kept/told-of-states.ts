import { isSayable } from '$lib/server/disclosure';
import { placeKey } from '../families';
import type { CountedBreakdown, KeptCurves, KeptGroup } from './curves';

type Group = CountedBreakdown['groups'][number];

/** Counts up to the end of a month, by kind of leaving; `at_risk` is who is watched thereafter. */
type Counts = Record<string, number>;

/**
 * The months that no curve of a breakdown may show beside the curves of other states: where what was told there of the
 * first months, less what is counted now, would be one to ten people who came, left or changed since, or who left
 * between a month that was told there and another one that would be told now.
 */
export function monthsShutByStates(
	{ by, groups }: CountedBreakdown,
	others: readonly KeptCurves[],
	threshold: number
): number[] {
	const told = others.flatMap((curves) => curves.find((one) => one.by.join() === by.join()) ?? []);
	const shut = groups.flatMap((group) => {
		const now = countedBy(group);
		const was = told.flatMap((one) => one.groups.find(({ at }) => placeKey(at) === placeKey(group.at)) ?? []);
		return was
			.filter(({ withheld }) => withheld === null)
			.map(toldBy)
			.flatMap((counts) => [
				...monthsApart(now, counts, threshold),
				...monthsBetween(now, counts, threshold)
			]);
	});
	return [...new Set(shut)];
}

/** What a curve tells by the end of each month that it shows. */
function toldBy({ steps }: KeptGroup): Map<number, Counts> {
	const shown = steps.filter(({ hidden }) => !hidden);
	const sums: Counts = {};
	return new Map(
		shown.map(({ time, events }, place) => {
			const told = Object.entries(events).map(([kind, count]) => [kind, (sums[kind] ?? 0) + count]);
			Object.assign(sums, Object.fromEntries(told));
			const next = shown[place + 1];
			return [
				time,
				{ ...Object.fromEntries(told), ...(next === undefined ? {} : { at_risk: next.at_risk }) }
			];
		})
	);
}

/** What is counted by the end of each month; before the first, nobody has left. */
function countedBy({ steps }: Group): Counts[] {
	const sums: Counts = {};
	const after = steps.map(({ events }, at) => {
		for (const [kind, count] of Object.entries(events)) sums[kind] = (sums[kind] ?? 0) + count;
		return { ...sums, at_risk: steps[at + 1]?.at_risk ?? 0 };
	});
	return [{ at_risk: steps[0]?.at_risk ?? 0 }, ...after];
}

/** What is counted by the end of a month, less what was told; after the last one nobody leaves. */
function lessTold(now: Counts[], told: Counts, month: number): [string, number][] {
	const counts = now[month] ?? now.at(-1) ?? {};
	return Object.entries(told).map(([kind, count]) => [kind, (counts[kind] ?? 0) - count]);
}

/** Months of which something else is counted now than was told, by few people. */
function monthsApart(now: Counts[], told: Map<number, Counts>, threshold: number): number[] {
	const apart: number[] = [];
	let last: Counts = {};
	for (const [month, counts] of told) {
		const less = lessTold(now, counts, month);
		const isTelling = less.some(([kind, count]) =>
			[count, count - (last[kind] ?? 0)].some((some) => !isSayable(Math.abs(some), threshold))
		);
		if (isTelling) apart.push(month);
		else last = Object.fromEntries(less);
	}
	return apart;
}

/** Months between which and one that was told few people left, of a group that changed by few people or by none. */
function monthsBetween(now: Counts[], told: Map<number, Counts>, threshold: number): number[] {
	const shut = new Set<number>();
	for (const [month, counts] of told) {
		const less = lessTold(now, counts, month);
		const steady = new Set(less.filter(([, count]) => Math.abs(count) < threshold).map(([kind]) => kind));
		for (let time = 1; time < now.length; time++)
			if (
				lessTold(now, counts, time).some(
					([kind, count]) => steady.has(kind) && !isSayable(Math.abs(count), threshold)
				)
			)
				shut.add(time);
	}
	return [...shut];
}
