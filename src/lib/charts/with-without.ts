import type { SafeRow, SafeTable } from '$lib/domain';
import type { DrawingOptions, Piece } from './drawing';
import { TEXT, isChosen, isFaded, line, pictureOf } from './drawing';
import { inTrainingText } from './in-training';
import { legend } from './legend';
import { wrapped } from './measure-text';
import { ink } from './palette';
import { rateRows, rateText, type Rate } from './rate-rows';
import { groupsBy, labelOf, shownRows } from './read-table';
import { CHART_WORDS } from './words';

type Shown = SafeRow & { value: number };

/** Of each support that may be told, who had it above who had not: the shares that completed and that had not withdrawn, with their intervals. */
export function withWithout(table: SafeTable, options: DrawingOptions): SVGSVGElement {
	const all = groupsBy(table, table.rows, ['service']);
	const told = all.filter(({ rows }) => shownRows(rows).length > 0);
	const blocks = told.map(({ label, rows }) => {
		const shown = shownRows(rows);
		const heading = CHART_WORDS.supportBy(label, Number(shown[0]?.through ?? 0));
		const note = peopleOf(shown);
		const completed = shown.map((row) => rateOf(row, completedBy(row), { table, options }));
		const stayed = shown.map((row) => rateOf(row, stayedBy(row), { table, options }));
		return { heading, note, rates: [...completed, ...stayed.filter(({ value }) => !Number.isNaN(value))] };
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

/** How many people stand behind the dots; the same for both pairs. */
function peopleOf(rows: Shown[]): string {
	const [withIt, withoutIt] = ['yes', 'no'].map((received) =>
		inTrainingText(rows.find((row) => row.received === received))
	);
	return withIt && withoutIt ? CHART_WORDS.inTraining(withIt, withoutIt) : '';
}

/** The supports of which nothing may be told, by name. */
function silentLines(names: string[], options: DrawingOptions): Piece[] {
	if (names.length === 0) return [];
	const words = CHART_WORDS.withheldOf(names.join('; '));
	return wrapped(words, options.width, TEXT).map((text) => line(options, text));
}

/** A share of those with a support, or of those without. */
interface SharePart extends Pick<Rate, 'value' | 'lower' | 'upper' | 'colour'> {
	words: { yes: string; no: string };
}

function completedBy({ value, lower, upper }: Shown): SharePart {
	return { value, lower, upper, colour: ink('path-completed'), words: CHART_WORDS.completed };
}

function stayedBy({ stayed_share, stayed_lower, stayed_upper }: Shown): SharePart {
	const bound = (value: unknown) => (typeof value === 'number' ? value : null);
	return {
		value: bound(stayed_share) ?? NaN,
		lower: bound(stayed_lower),
		upper: bound(stayed_upper),
		colour: ink('cat-4'),
		words: CHART_WORDS.stayed
	};
}

function rateOf(
	row: Shown,
	{ words, ...part }: SharePart,
	{ table, options }: { table: SafeTable; options: DrawingOptions }
): Rate {
	const name = row.received === 'no' ? words.no : words.yes;
	return {
		...part,
		name,
		isOpen: row.received === 'no',
		isFaded: isFaded(row, options),
		isChosen: isChosen(row, options),
		tip: `${labelOf(table, 'service', row.service)}\n${name}\n${rateText(part)}`
	};
}
