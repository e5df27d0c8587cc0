import { agreesWithTold, cellKey, type ToldCount } from '$lib/server/disclosure';
import { placeKey, type CountedCell } from '../families';
import { FOLLOWED, keptBy } from '../families/leavers';
import type { CountedBreakdown } from './curves';

type Hidden = ReadonlySet<string>;

/** A family beside its curves: its cells by place, what of them is withheld, and from which size on counts are shown. */
export interface BesideCurves {
	cells: ReadonlyMap<string, CountedCell>;
	hidden: Hidden;
	threshold: number;
}

/**
 * The months that curves by start quarter may not show beside the cohort grid. The n-th quarter after the start ends
 * for nobody before month 3n and for nobody after month 3(n + 1), so the two could be subtracted.
 */
export function monthsShutByCohorts(
	{ by, groups }: CountedBreakdown,
	{ cells, hidden, threshold }: BesideCurves
): number[] {
	if (by.join() !== 'start_quarter') return [];
	const told = groups.map(({ at }) => toldOfCohort(cells.get(placeKey(at)), hidden));
	const months = Array.from(
		{ length: Math.max(0, ...groups.map(({ steps }) => steps.length)) },
		(_, at) => at + 1
	);
	return months.filter((month) =>
		groups.some(({ steps }, place) =>
			told[place]?.some((one) => !agreesWithTold(steps, one, { month, threshold }))
		)
	);
}

function toldOfCohort(cell: CountedCell | undefined, hidden: Hidden): ToldCount[] {
	if (!cell || hidden.has(cellKey('started', cell.at))) return [];
	return Array.from({ length: FOLLOWED + 1 }, (_, quarter) => quarter)
		.filter((quarter) => !hidden.has(cellKey(keptBy(quarter), cell.at)))
		.map((quarter) => ({
			kinds: ['withdrew', 'transferred'],
			count: (cell.counts.started ?? 0) - (cell.counts[keptBy(quarter)] ?? 0),
			after: quarter * 3,
			before: (quarter + 1) * 3
		}));
}
