import * as Plot from '@observablehq/plot';
import { quarterAt, quarterLabel, writeDay, writeDollars, writeShortDollars } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isNarrow, plotted } from './drawing';
import { legend } from './legend';
import { shortened, textWidth, twoLines } from './measure-text';
import { spreadOut } from './months';
import { ink } from './palette';
import { labelOf } from './read-table';
import type { Part, Slab, Stack } from './stack-quarters';
import { placeOfDay, quarterTicks } from './stack-quarters';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/** How a stack is drawn: bars with air between quarters, or steps that touch. */
export interface StackStyle {
	inset: number;
}

interface Frame {
	first: number;
	end: number;
	height: number;
	marginRight: number;
}

const MARGIN_LEFT = 52;

/** Draws a stack of dollars by quarter with the names at its right edge (or above) and the end of the focus award as a rule. */
export function drawStack(stack: Stack, style: StackStyle, options: DrawingOptions): Piece[] {
	const names = [...stack.parts].reverse().map((part) => ({ label: part.label, fill: part.colour }));
	const bars = drawBars(stack, style, options);
	return isNarrow(options) && names.length > 1 ? [legend(options, names), bars] : [bars];
}

function drawBars(stack: Stack, style: StackStyle, options: DrawingOptions): Piece {
	const frame = frameOf(stack, options);
	const inner = options.width - MARGIN_LEFT - frame.marginRight;
	return plotted(options, {
		height: frame.height,
		marginTop: 34,
		marginBottom: 30,
		marginLeft: MARGIN_LEFT,
		marginRight: frame.marginRight,
		x: { domain: [frame.first, frame.end], axis: null },
		y: { domain: [0, stack.top * 1.02], label: null },
		marks: [
			...axes(stack, inner),
			groundMarks(stack, style),
			slabMarks(stack, style),
			Plot.ruleY([0], { stroke: ink('rule-strong') }),
			...(isNarrow(options) ? [] : nameMarks(stack, frame)),
			...endMarks(stack, options, frame)
		]
	});
}

function frameOf(stack: Stack, options: DrawingOptions): Frame {
	const first = stack.quarters[0] ?? 0;
	const last = (stack.quarters.at(-1) ?? first) + 1;
	const day = options.focus?.end_date;
	const place = day ? placeOfDay(day, stack.table.calendar) : last;
	const end = place > last && place - last <= 4 ? Math.ceil(place) : last;
	const names = stack.parts.map((part) => textWidth(part.label, 13, true));
	return {
		first,
		end,
		height: isNarrow(options) ? 260 : 320,
		marginRight: isNarrow(options) ? 8 : Math.min(Math.max(40, ...names) + 28, options.width * 0.26)
	};
}

function axes(stack: Stack, inner: number): Plot.Markish[] {
	const ticks = quarterTicks(stack.quarters, inner);
	return [
		Plot.gridY({ stroke: ink('rule'), strokeOpacity: 1, ticks: 4 }),
		Plot.axisY({
			ticks: 4,
			tickFormat: (dollars: number) => writeShortDollars(dollars),
			tickSize: 0,
			fontSize: TEXT,
			fill: ink('ink-soft')
		}),
		Plot.text(ticks, {
			x: (quarter: number) => quarter + 0.5,
			y: 0,
			dy: 16,
			fontSize: TEXT,
			fill: ink('ink-soft'),
			text: (quarter: number) => shortQuarter(stack, quarter)
		})
	];
}

/** `2015 Q1` where a year begins or the axis does, else `Q2`: years are read once. */
function shortQuarter(stack: Stack, quarter: number): string {
	const label = quarterLabel(quarterAt(quarter), stack.table.calendar);
	const isFirst = quarter === stack.quarters[0];
	return isFirst || quarter % 4 === 0 ? label.replace(/^\w*?(\d\d)(\d\d) (Q\d)$/, '$3 ’$2') : label.slice(-2);
}

/** Paper beneath the slabs, so that no grid line shows through the quiet ones. */
function groundMarks(stack: Stack, style: StackStyle): Plot.Markish {
	return Plot.rect(stack.slabs, {
		x1: (slab: Slab) => slab.quarter + style.inset,
		x2: (slab: Slab) => slab.quarter + 1 - style.inset,
		y1: 'from',
		y2: 'to',
		fill: ink('paper')
	});
}

function slabMarks(stack: Stack, style: StackStyle): Plot.Markish {
	return Plot.rect(stack.slabs, {
		x1: (slab: Slab) => slab.quarter + style.inset,
		x2: (slab: Slab) => slab.quarter + 1 - style.inset,
		y1: 'from',
		y2: 'to',
		insetTop: 0.75,
		shapeRendering: 'crispEdges',
		opacity: (slab: Slab) => opacityOf(stack, slab.part),
		fill: (slab: Slab) => slab.part.colour,
		...tipped(stack.slabs, (slab) => slabTip(stack, slab))
	});
}

/** Beside a focus award the others step back. */
function opacityOf(stack: Stack, { isFocus }: Part): number {
	return isFocus || !stack.parts.some((part) => part.isFocus) ? 1 : 0.8;
}

function slabTip(stack: Stack, slab: Slab): string {
	return [
		`${labelOf(stack.table, 'quarter', slab.row.quarter)} · ${slab.part.label}`,
		writeDollars(slab.to - slab.from)
	].join('\n');
}

/** Each part's name at the right edge, where it lies in the last quarter, or would. */
function nameMarks(stack: Stack, frame: Frame): Plot.Markish[] {
	const words = stack.parts.map((part) => twoLines(part.label, frame.marginRight - 22, 13));
	const line = words.some((word) => word.includes('\n')) ? 31 : 17;
	const apart = (line / (frame.height - 64)) * stack.top;
	const spread = spreadOut(middlesOf(stack), apart, apart / 2, stack.top);
	const y = (_: Part, place: number) => spread[place] ?? 0;
	return [
		Plot.dot(stack.parts, {
			x: frame.end,
			y,
			dx: 10,
			r: 4.5,
			symbol: 'square',
			fill: 'colour',
			opacity: (part: Part) => opacityOf(stack, part)
		}),
		Plot.text(stack.parts, {
			x: frame.end,
			y,
			dx: 20,
			text: (_: Part, place: number) => words[place] ?? '',
			textAnchor: 'start',
			fontSize: 13,
			fontWeight: 500,
			lineHeight: 1.1
		})
	];
}

/** The middle of each part in the last quarter; a part that has nothing there lies between its neighbours. */
function middlesOf(stack: Stack): number[] {
	const last = stack.slabs.filter((slab) => slab.quarter === stack.quarters.at(-1));
	let top = 0;
	return stack.parts.map((part) => {
		const own = last.find((slab) => slab.part === part);
		const middle = own ? (own.from + own.to) / 2 : top;
		top = own?.to ?? top;
		return middle;
	});
}

/** The rule where the focus award ends, with its words above, to the side that has more room. */
function endMarks(stack: Stack, options: DrawingOptions, frame: Frame): Plot.Markish[] {
	const { focus, width } = options;
	if (!focus?.end_date) return [];
	const place = placeOfDay(focus.end_date, stack.table.calendar);
	if (place < frame.first || place > frame.end) return [];
	const inner = width - MARGIN_LEFT - frame.marginRight;
	const left = MARGIN_LEFT + ((place - frame.first) / (frame.end - frame.first)) * inner;
	const toLeft = left > width / 2;
	const room = (toLeft ? left : width - left) / 1.06 - 6;
	const name = focus.label ?? labelOf(stack.table, 'award', focus.award);
	const end = ` ${CHART_WORDS.ends} ${writeDay(focus.end_date)}`;
	const words = shortened(name, room - textWidth(end, 13), 13) + end;
	return [
		Plot.ruleX([place], { stroke: ink('ink'), strokeWidth: 1.5, strokeDasharray: '5,3', insetTop: -14 }),
		Plot.text([place], {
			x: [place],
			frameAnchor: 'top',
			dy: -26,
			dx: toLeft ? 4 : -4,
			text: () => words,
			textAnchor: toLeft ? 'end' : 'start',
			fontSize: 13,
			fontWeight: 600
		})
	];
}
