import type { Curve } from './curve-points';
import type { DrawingOptions } from './drawing';
import { monthTicks } from './months';

/** The room that the number of people at risk needs under a month, in pixels. */
const ROOM = 46;

/** With more months than these the usual ones are named: every third or sixth. */
const FEW = 8;

/**
 * The months under which the axis bears a number and people at risk are counted: the start, and those at which points
 * stand, the ones that most curves show first, as far as there is room.
 */
export function curveTicks(curves: Curve[], last: number, options: DrawingOptions): number[] {
	const shown = curves.flatMap(({ points }) => points.map(({ month }) => month));
	const months = [...Map.groupBy(shown, (month) => month)].map(([month, some]) => ({
		month,
		curves: some.length
	}));
	const regular = monthTicks(last, options);
	const wanted = months.length > FEW ? months.filter(({ month }) => regular.includes(month)) : months;
	const apart = (last * ROOM) / (options.width * 0.72);
	const ticks = [0];
	for (const { month } of wanted.sort((a, b) => b.curves - a.curves || b.month - a.month))
		if (ticks.every((tick) => tick === month || Math.abs(tick - month) >= apart)) ticks.push(month);
	return [...new Set(ticks)].sort((a, b) => a - b);
}
