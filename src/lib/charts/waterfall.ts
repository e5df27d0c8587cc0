import * as Plot from '@observablehq/plot';
import { writeDollars, writeShortDollars } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { pictureOf, plotted } from './drawing';
import { nameAxis, roomForNames } from './line-names';
import { textWidth } from './measure-text';
import { ink } from './palette';
import type { Ink } from './palette';
import { labelOf, shownRows, valuesOf } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * From what was paid before to what is paid after, step by step by reason. Reads a table of changes by reason, whose
 * rows carry `since`, `before` and `after`; bars run from the top down, so that a phone has room for their words.
 */
export function waterfall(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const steps = stepsOf(table);
	return pictureOf(options, [drawSteps(steps, options)]);
}

interface Step {
	key: string;
	name: string;
	from: number;
	to: number;
	words: string;
	fill: Ink;
}

const FILLS: Record<string, Ink> = {
	rule: 'gap-rule',
	unknown: 'gap-unknown',
	time: 'cat-2',
	capacity: 'gap-capacity',
	money: 'gap-delivery',
	need: 'quiet',
	others: 'cat-4'
};

const ROW = 32;

function stepsOf(table: SafeTable): Step[] {
	const rows = shownRows(table.rows);
	const first = rows[0];
	if (!first) return [];
	const order = valuesOf(table, 'because', rows);
	const inOrder = [...rows].sort(
		(a, b) => order.indexOf(String(a.because)) - order.indexOf(String(b.because))
	);
	let at = Number(first.before);
	const changes = inOrder.map((row): Step => {
		const from = at;
		at += row.value;
		const sign = row.value > 0 ? '+' : '';
		return {
			key: String(row.because),
			name: labelOf(table, 'because', row.because),
			from,
			to: at,
			words: `${sign}${writeShortDollars(row.value)}`,
			fill: FILLS[String(row.because)] ?? 'quiet'
		};
	});
	return [whole('before', first, table), ...changes, whole('after', first, table)];
}

function whole(end: 'before' | 'after', row: SafeRow, table: SafeTable): Step {
	const dollars = Number(row[end]);
	const quarter = end === 'before' ? row.since : (row.quarter ?? table.where.quarter ?? null);
	const name = CHART_WORDS.paidIn(labelOf(table, 'quarter', quarter));
	return { key: end, name, from: 0, to: dollars, words: writeShortDollars(dollars), fill: 'cat-1' };
}

function drawSteps(steps: Step[], options: DrawingOptions): Piece {
	const names = steps.map(({ name }) => name);
	const marginLeft = roomForNames(names, options);
	const words = steps.map((step) => textWidth(step.words, 13, true));
	const links = steps
		.slice(0, -1)
		.map((step, place) => ({ x: step.to, y1: step.key, y2: steps[place + 1]?.key }));
	return plotted(options, {
		height: ROW * steps.length + 4,
		marginTop: 0,
		marginBottom: 4,
		marginLeft,
		marginRight: Math.max(40, ...words) + 12,
		x: { domain: [0, Math.max(1, ...steps.flatMap(({ from, to }) => [from, to]))], axis: null },
		y: { domain: steps.map(({ key }) => key), padding: 0.24, label: null },
		marks: [
			nameAxis(names, marginLeft),
			Plot.link(links, {
				x1: 'x',
				x2: 'x',
				y1: 'y1',
				y2: 'y2',
				stroke: ink('rule-strong'),
				strokeDasharray: '2,2'
			}),
			Plot.barX(steps, {
				x1: 'from',
				x2: 'to',
				y: 'key',
				fill: (step: Step) => ink(step.fill),
				...tipped(steps, tipText)
			}),
			Plot.text(steps, {
				x: ({ from, to }: Step) => Math.max(from, to),
				y: 'key',
				dx: 6,
				textAnchor: 'start',
				text: 'words',
				fontSize: 13,
				fontWeight: 600
			}),
			Plot.ruleX([0], { stroke: ink('rule-strong') })
		]
	});
}

function tipText({ name, from, to, key }: Step): string {
	const isWhole = key === 'before' || key === 'after';
	return `${name}\n${writeDollars(isWhole ? to : to - from)}`;
}
