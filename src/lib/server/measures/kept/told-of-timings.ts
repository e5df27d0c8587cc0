import { agreesWithTold, cellKey, type CurveStep, type ToldCount } from '$lib/server/disclosure';
import { placeKey, type CountedCell } from '../families';
import { NEAR_MONTHS, TIMINGS, withdrewIn } from '../families/leavers';
import type { CountedBreakdown, KeptBreakdown } from './curves';
import type { BesideCurves } from './told-of-cohorts';

/** Groups of one breakdown, as one reads them in their curves and by the days after which they withdraw. */
interface Group {
	steps: CurveStep[];
	cell: CountedCell | undefined;
	/** Months that its curve shows. */
	months: number[];
}

/**
 * Keys of withdrawals by days after the start that must be withheld beside the curves of the same people, since the
 * ends of months and of days lie near one another. Of a breakdown the same days are withheld in all groups, and what is
 * withheld of everybody is so everywhere.
 */
export function timingsHiddenByCurves(
	counted: CountedBreakdown[],
	curves: KeptBreakdown[],
	family: BesideCurves
): string[] {
	const shut = new Map<string, Set<string>>();
	for (const breakdown of counted.filter(({ by }) => by.length < 2)) {
		const kept = curves.find(({ by }) => by.join() === breakdown.by.join());
		const known = shut.get('') ?? new Set<string>();
		if (kept)
			shut.set(
				breakdown.by.join(),
				shutDays(groupsOf(breakdown, kept, family), breakdown.kind, { known, ...family })
			);
	}
	return [...family.cells.values()].flatMap(({ at, counts }) =>
		[...(shut.get(Object.keys(at).join()) ?? [])]
			.filter((name) => (counts[name] ?? 0) > 0)
			.map((name) => cellKey(name, at))
	);
}

function groupsOf(counted: CountedBreakdown, kept: KeptBreakdown, { cells }: BesideCurves): Group[] {
	return counted.groups.map(({ at, steps }, place) => ({
		steps,
		cell: cells.get(placeKey(at)),
		months: kept.groups[place]?.steps.filter((step) => !step.hidden).map(({ time }) => time) ?? []
	}));
}

/** Counts of days that no group may show: more of them until no month of a curve can be subtracted. */
function shutDays(
	groups: Group[],
	kind: CountedBreakdown['kind'],
	{ known, hidden, threshold }: BesideCurves & { known: ReadonlySet<string> }
): Set<string> {
	const shut = new Set(known);
	const months = [...new Set(groups.flatMap((group) => group.months))];
	for (;;) {
		const more = months.flatMap((month) =>
			seenAt(groups, kind, month).flatMap(({ steps, cell }) =>
				cutsOf(cell, { shut, hidden })
					.filter((cut) => !isTellable(steps, cut, { month, threshold, cell }))
					.flatMap((cut) => besideOf(cell, cut))
			)
		);
		const fresh = more.filter((name) => !shut.has(name));
		if (fresh.length === 0) return shut;
		fresh.forEach((name) => shut.add(name));
	}
}

/** The groups that show a month, and, as one, those that everybody less these would tell of. */
function seenAt(
	groups: Group[],
	kind: CountedBreakdown['kind'],
	month: number
): Pick<Group, 'steps' | 'cell'>[] {
	const silent = groups.filter(({ months }) => !months.includes(month));
	const rest = kind === 'partition' && silent.length > 0 ? [joined(silent)] : [];
	return [...groups.filter(({ months }) => months.includes(month)), ...rest];
}

interface Cut extends ToldCount {
	day: number;
	/** The last of the days that it counts. */
	place: number;
}

/** Days up to which all withdrawals of a group are told, or all after them: the whole is told as well. */
function cutsOf(
	cell: CountedCell | undefined,
	{ shut, hidden }: { shut: ReadonlySet<string>; hidden: ReadonlySet<string> }
): Cut[] {
	if (!cell) return [];
	const isOpen = (name: string) =>
		(cell.counts[name] ?? 0) === 0 || !(shut.has(name) || hidden.has(cellKey(name, cell.at)));
	const names = TIMINGS.map(withdrewIn);
	return TIMINGS.slice(0, -1).flatMap(({ until }, place) => {
		const [first, later] = [names.slice(0, place + 1), names.slice(place + 1)];
		if (!first.every(isOpen) && !later.every(isOpen)) return [];
		const count = first.reduce((sum, name) => sum + (cell.counts[name] ?? 0), 0);
		const isTotal = later.every((name) => (cell.counts[name] ?? 0) === 0);
		if (count === 0 || isTotal) return [];
		return [
			{ kinds: ['withdrew'], count, after: Math.max(0, place - 1), before: place + 1, day: until, place }
		];
	});
}

/** The nearest days on both sides of a cut in which somebody withdrew: without both it is not told. */
function besideOf(cell: CountedCell | undefined, { place }: Cut): string[] {
	const names = TIMINGS.map(withdrewIn).filter((name) => (cell?.counts[name] ?? 0) > 0);
	const isEarly = (name: string) => TIMINGS.findIndex((timing) => withdrewIn(timing) === name) <= place;
	const some = [names.filter(isEarly).at(-1), names.find((name) => !isEarly(name))];
	return some.filter((name): name is string => name !== undefined);
}

/**
 * Day 30 and the end of the first month are passed in either order, by different people: their difference says nothing
 * as long as many pass each first.
 */
function isTellable(
	steps: CurveStep[],
	cut: Cut,
	{ month, threshold, cell }: { month: number; threshold: number; cell: CountedCell | undefined }
): boolean {
	const near = NEAR_MONTHS.find((one) => one.month === month && one.day === cut.day);
	if (!near) return agreesWithTold(steps, cut, { month, threshold });
	const many = (name: string) => (cell?.figures?.[name] ?? 0) >= 2 * threshold;
	if (many('shorter') && many('longer')) return true;
	const apart = (order: Pick<ToldCount, 'after' | 'before'>) =>
		agreesWithTold(steps, { ...cut, ...order }, { month, threshold });
	return apart({ after: month, before: Infinity }) || apart({ after: 0, before: month });
}

/** Groups that hide a month, as one: what everybody less the others would tell. */
function joined(groups: { steps: CurveStep[]; cell: CountedCell | undefined }[]): {
	steps: CurveStep[];
	cell: CountedCell;
} {
	const last = Math.max(0, ...groups.map(({ steps }) => steps.length));
	const steps = Array.from({ length: last }, (_, at) =>
		sumOf(
			groups.flatMap(({ steps }) => steps[at] ?? []),
			at + 1
		)
	);
	const cells = groups.flatMap(({ cell }) => cell ?? []);
	return {
		steps,
		cell: {
			at: {},
			counts: added(cells.map(({ counts }) => counts)),
			figures: added(cells.map(({ figures = {} }) => figures))
		}
	};
}

function sumOf(steps: CurveStep[], time: number): CurveStep {
	return {
		time,
		at_risk: steps.reduce((sum, step) => sum + step.at_risk, 0),
		events: added(steps.map(({ events }) => events)),
		censored: steps.reduce((sum, step) => sum + step.censored, 0)
	};
}

function added(all: Record<string, number>[]): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const one of all)
		for (const [name, value] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + value;
	return sums;
}
