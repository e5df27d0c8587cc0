import { writeCount } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { isSparse, type Curve } from './curve-points';
import type { DrawingOptions, Piece } from './drawing';
import { isChosen, isFaded } from './drawing';
import { rateRows, type Rate } from './rate-rows';
import { tipOf } from './read-table';
import { CHART_WORDS } from './words';

/**
 * Rates of groups at the months that too few points for a curve are told of: month by month all groups that show it,
 * each with its interval, so that they can be compared.
 */
export function monthRates(table: SafeTable, curves: Curve[], options: DrawingOptions): Piece[] {
	const sparse = curves.filter(isSparse).flatMap(({ points }) => points.map(({ month }) => month));
	const months = [...new Set(sparse)].sort((a, b) => a - b);
	const blocks = months.map((month) => ({
		heading: CHART_WORDS.byMonth(month),
		rates: curves.flatMap((curve) => rateAt(table, curve, { month, options }))
	}));
	return rateRows(blocks, options);
}

function rateAt(
	table: SafeTable,
	{ group, colour, points }: Curve,
	{ month, options }: { month: number; options: DrawingOptions }
): Rate[] {
	const point = points.find((one) => one.month === month);
	if (!point?.row) return [];
	const { value, lower, upper, row } = point;
	return [
		{
			name: group.label,
			value,
			lower,
			upper,
			colour,
			isFaded: isFaded(row, options),
			isChosen: isChosen(row, options),
			tip: [`${CHART_WORDS.month} ${month}`, tipOf(table, row), ...observed(row)].join('\n')
		}
	];
}

function observed({ at_risk }: SafeRow): string[] {
	return typeof at_risk === 'number' ? [`${CHART_WORDS.atRisk}: ${writeCount(at_risk)}`] : [];
}
