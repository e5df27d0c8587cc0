import * as Plot from '@observablehq/plot';
import { writePercent } from '$lib/domain';
import { TEXT } from './drawing';
import { ink } from './palette';
import { CHART_WORDS } from './words';

/** The axes of a share over the months since start; numbers stand under `ticks`. */
export function curveAxes(ticks: number[]): Plot.Markish[] {
	return [
		Plot.axisY([0, 0.25, 0.5, 0.75, 1], {
			tickFormat: (value: number) => writePercent(value),
			tickSize: 0,
			fontSize: TEXT,
			fill: ink('ink-soft')
		}),
		Plot.axisX(ticks, {
			tickSize: 4,
			fontSize: TEXT,
			fill: ink('ink-soft'),
			stroke: ink('rule-strong'),
			label: CHART_WORDS.months,
			labelAnchor: 'center',
			labelArrow: 'none',
			labelOffset: 36,
			tickFormat: (month: number) => String(month)
		})
	];
}
