import { writeCount } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { element, withText } from './drawing';
import { lockShape } from './lock';
import { monthOf } from './months';
import { ink } from './palette';
import type { Group } from './read-table';
import { CHART_WORDS } from './words';

/** A curve whose people are counted beneath it. */
export interface RiskCurve {
	group: Group;
	colour: string;
}

/** Where the axis of months lies above. */
export interface RiskFrame {
	last: number;
	marginLeft: number;
	marginRight: number;
	ticks: number[];
}

/** The people still observed, under the months of the axis; a lock where the number is withheld. */
export function riskTable(curves: RiskCurve[], frame: RiskFrame, options: DrawingOptions): Piece[] {
	const group = element(options.document, 'g', { fill: ink('ink-soft') });
	const title = element(options.document, 'text', { x: 0, y: 12, 'text-anchor': 'start' });
	group.append(withText(title, CHART_WORDS.atRisk));
	const isNamed = curves.length > 1;
	const step = isNamed ? 34 : 16;
	curves.forEach((curve, line) => {
		const y = 30 + step * line;
		if (isNamed) group.append(...nameLine(curve, y, options));
		group.append(...riskLine(curve, isNamed ? y + 16 : y, frame, options));
	});
	return [{ node: group, height: 22 + step * curves.length }];
}

/** Whose people stand below: its color alone would not say it. */
function nameLine({ group, colour }: RiskCurve, y: number, { document }: DrawingOptions): SVGElement[] {
	const text = element(document, 'text', { x: 16, y, 'text-anchor': 'start' });
	return [element(document, 'circle', { cx: 6, cy: y - 4, r: 4, fill: colour }), withText(text, group.label)];
}

function riskLine(curve: RiskCurve, y: number, frame: RiskFrame, options: DrawingOptions): SVGElement[] {
	const inner = options.width - frame.marginLeft - frame.marginRight;
	const onAxis = curve.group.rows.filter((row) => frame.ticks.includes(monthOf(row)));
	return onAxis.flatMap((row) => {
		const x = Math.round(frame.marginLeft + (monthOf(row) / frame.last) * inner);
		if (row.status === 'withheld') return [lockShape(options.document, x, y - 4, 10)];
		if (row.status !== 'shown' || typeof row.at_risk !== 'number') return [];
		return [withText(element(options.document, 'text', { x, y }), writeCount(row.at_risk))];
	});
}
