import * as Plot from '@observablehq/plot';
import { writeDollars, writePercent, writeShortDollars } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, pictureOf, plotted } from './drawing';
import { legend } from './legend';
import { nameAxis, roomForNames } from './line-names';
import { marked, markedPattern } from './marked-fill';
import { textWidth } from './measure-text';
import { categoryInk, ink } from './palette';
import { labelOf, shownRows } from './read-table';
import { tipped } from './tip-marks';
import { CHART_WORDS } from './words';

/**
 * Who pays for each support: a table of dollars by service and award as shares of each service's money. The marked
 * award lies at the left, striped, with its share written on it; what the service cost in all stands behind.
 */
export function whoPays(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const payers = payersOf(table, options);
	const lines = linesOf(table, payers);
	return pictureOf(options, [
		markedPattern(options),
		legend(
			options,
			payers.map(({ label, fill }) => ({ label, fill }))
		),
		drawLines(lines, table, options)
	]);
}

interface Payer {
	award: string;
	label: string;
	fill: string;
	isFocus: boolean;
}

interface Slice {
	service: string;
	payer: Payer;
	from: number;
	to: number;
	dollars: number;
}

interface Line {
	service: string;
	name: string;
	total: number;
	slices: Slice[];
}

/** So many awards are told apart; the smaller ones are drawn as one. */
const PAYERS = 6;
const OTHERS = '*others*';
const ROW = 28;

function payersOf(table: SafeTable, options: DrawingOptions): Payer[] {
	const { focus } = options;
	const rows = shownRows(table.rows);
	const total = (award: string) => sum(rows.filter((row) => String(row.award) === award));
	const isFocus = (award: string) => award === focus?.award;
	const awards = [...new Set(rows.map((row) => String(row.award)))].sort(
		(a, b) => Number(isFocus(b)) - Number(isFocus(a)) || total(b) - total(a)
	);
	const named = awards.length > PAYERS ? awards.slice(0, PAYERS - 1) : awards;
	const payers = named.map((award, place) => ({
		award,
		label: (isFocus(award) && focus?.label) || labelOf(table, 'award', award),
		fill: isFocus(award) ? marked(options) : categoryInk(isFocus(awards[0] ?? '') ? place : place + 1),
		isFocus: isFocus(award)
	}));
	const rest = { award: OTHERS, label: CHART_WORDS.others, fill: ink('cat-other'), isFocus: false };
	return awards.length > named.length ? [...payers, rest] : payers;
}

function linesOf(table: SafeTable, payers: Payer[]): Line[] {
	const named = new Set(payers.map(({ award }) => award));
	const services = Map.groupBy(shownRows(table.rows), (row) => String(row.service));
	const lines = [...services].map(([service, rows]) => {
		const total = sum(rows);
		let from = 0;
		const slices = payers.flatMap((payer): Slice[] => {
			const dollars = sum(
				rows.filter((row) =>
					payer.award === OTHERS ? !named.has(String(row.award)) : row.award === payer.award
				)
			);
			if (dollars <= 0 || total <= 0) return [];
			const slice = { service, payer, from, to: from + dollars / total, dollars };
			from = slice.to;
			return [slice];
		});
		return { service, name: labelOf(table, 'service', service), total, slices };
	});
	return lines.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
}

function sum(rows: SafeRow[]): number {
	return rows.reduce((all, row) => all + (row.value ?? 0), 0);
}

function drawLines(lines: Line[], table: SafeTable, options: DrawingOptions): Piece {
	const names = lines.map(({ name }) => name);
	const marginLeft = roomForNames(names, options);
	const words = lines.map((line) => textWidth(writeShortDollars(line.total), 13, true));
	const marginRight = Math.max(40, ...words) + 12;
	const slices = lines.flatMap((line) => line.slices);
	const inner = options.width - marginLeft - marginRight;
	const written = slices.filter(({ payer, from, to }) => payer.isFocus && (to - from) * inner > 34);
	return plotted(options, {
		height: ROW * lines.length + 4,
		marginTop: 0,
		marginBottom: 4,
		marginLeft,
		marginRight,
		x: { domain: [0, 1], axis: null },
		y: { domain: lines.map(({ service }) => service), padding: 0.22, label: null },
		marks: [
			nameAxis(names, marginLeft),
			Plot.barX(slices, {
				x1: 'from',
				x2: 'to',
				y: 'service',
				insetRight: 0.75,
				fill: (slice: Slice) => slice.payer.fill,
				...tipped(slices, (slice) => tipText(slice, table))
			}),
			Plot.text(written, {
				x: 'from',
				y: 'service',
				dx: 6,
				textAnchor: 'start',
				text: ({ from, to }: Slice) => writePercent(to - from),
				fill: ink('ink'),
				stroke: ink('sheet'),
				strokeWidth: 5,
				fontSize: TEXT,
				fontWeight: 600
			}),
			Plot.text(lines, {
				x: 1,
				y: 'service',
				dx: 6,
				textAnchor: 'start',
				text: ({ total }: Line) => writeShortDollars(total),
				fontSize: 13,
				fontWeight: 600
			})
		]
	});
}

function tipText({ service, payer, from, to, dollars }: Slice, table: SafeTable): string {
	return [
		`${labelOf(table, 'service', service)} · ${payer.label}`,
		`${writeDollars(dollars)} (${writePercent(to - from)})`
	].join('\n');
}
