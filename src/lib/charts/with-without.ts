import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isChosen, isFaded, line, pictureOf } from './drawing';
import { legend } from './legend';
import { wrapped } from './measure-text';
import { ink } from './palette';
import { rateRows, type Rate } from './rate-rows';
import { groupsBy, labelOf, shownRows, tipOf } from './read-table';
import { CHART_WORDS } from './words';

type Shown = SafeRow & { value: number };

/** Of each support that may be told, who had it above who had not: two rates with their intervals. */
export function withWithout(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const all = groupsBy(table, table.rows, ['service']);
	const told = all.filter(({ rows }) => shownRows(rows).length > 0);
	const blocks = told.map(({ label, rows }) => {
		const shown = shownRows(rows);
		const heading = CHART_WORDS.supportBy(label, Number(shown[0]?.through ?? 0));
		return { heading, rates: shown.map((row) => rateOf(table, row, options)) };
	});
	return pictureOf(options, [
		legend(options, [{ label: CHART_WORDS.rateWithInterval, fill: 'none', sign: 'disc' }]),
		...rateRows(blocks, options),
		...silentLines(
			all.filter((group) => !told.includes(group)).map(({ label }) => label),
			options
		)
	]);
}

/** The supports of which nothing may be told, by name. */
function silentLines(names: string[], options: DrawingOptions): Piece[] {
	if (names.length === 0) return [];
	const words = CHART_WORDS.withheldOf(names.join('; '));
	return wrapped(words, options.width, TEXT).map((text) => line(options, text));
}

function rateOf(table: SafeTable, row: Shown, options: DrawingOptions): Rate {
	const { value, lower, upper } = row;
	return {
		name: labelOf(table, 'received', row.received),
		value,
		lower,
		upper,
		colour: ink('cat-1'),
		isOpen: row.received === 'no',
		isFaded: isFaded(row, options),
		isChosen: isChosen(row, options),
		tip: tipOf(table, row)
	};
}
