import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellStatus, SafeTable } from '$lib/domain';
import { figureOf, type Figure } from '$lib/server/figures';
import { EXAMPLES } from '../charts/examples';
import { row, tableOf } from '../charts/sample-tables';

/** Everything a figure hands out, as one text. */
function everything(figure: Figure): string {
	const { title, subtitle, sentence, citation, alt, notes } = figure;
	const words = [title, subtitle, sentence, citation, alt, ...notes].join('\n');
	return [words, figure.csv(), JSON.stringify(figure.table()), figure.html(), figure.svg()].join('\n');
}

interface Cell {
	people: number;
	other: number;
	isHidden: boolean;
}

const cells = fc.array(
	fc.record({
		people: fc.integer({ min: 11, max: 400 }),
		other: fc.integer({ min: 1, max: 10 }),
		isHidden: fc.boolean()
	}),
	{ minLength: 8, maxLength: 8 }
);

/** Eight cells of two breakdowns; what is hidden holds `other`, or one less. */
function gridOf(all: Cell[], less: number, measure: string): SafeTable {
	const rows = all.map((cell, place) => {
		const value = cell.isHidden ? Math.max(1, cell.other - less) : cell.people;
		const status: CellStatus = cell.isHidden ? 'withheld' : 'shown';
		const at = {
			service: ['child_care', 'housing', 'food', 'tuition'][place >> 1] ?? '',
			population: ['tanf', 'refugee'][place % 2] ?? '',
			reason: ['rule', 'delivery'][place % 2] ?? ''
		};
		return row({ ...at, numerator: value, value, denominator: value + 50, status });
	});
	const by = measure === 'gap_reason' ? ['service'] : ['service', 'population'];
	return tableOf({ measure, unit: 'people', by, where: { quarter: '2015Q3' } }, rows);
}

describe('what the chart withholds, the CSV withholds', () => {
	it.each(['people_served', 'gap_reason'])(
		'and so does every word of %s: a hidden number changes nothing',
		(measure) => {
			fc.assert(
				fc.property(cells, fc.integer({ min: 1, max: 9 }), (all, less) => {
					const one = everything(figureOf(gridOf(all, 0, measure)));
					expect(everything(figureOf(gridOf(all, less, measure)))).toBe(one);
				}),
				{ numRuns: 12 }
			);
		}
	);

	it.each(EXAMPLES)(
		'$name: each withheld row is said to be, and bears no number',
		({ form, table, boundaries }) => {
			const safe = table();
			const figure = figureOf(safe, { form, boundaries });
			const withheld = safe.rows.filter(({ status }) => status === 'withheld').length;
			const lines = figure
				.csv()
				.split('\r\n')
				.filter((line) => line.endsWith(',withheld'));
			expect(lines).toHaveLength(withheld);
			expect(lines.every((line) => line.endsWith(',,,,,withheld'))).toBe(true);
			const { columns, rows } = figure.table();
			const value = columns.findIndex(({ id }) => id === 'value');
			const told = rows.filter((cells) => cells[value] === 'withheld to protect privacy');
			expect(told).toHaveLength(withheld);
			const beside = columns.flatMap(({ isNumber, id }, at) =>
				isNumber && !['value', 'time'].includes(id) ? [at] : []
			);
			expect(told.every((cells) => beside.every((at) => cells[at] === ''))).toBe(true);
			if (withheld > 0) expect(figure.html()).toContain('withheld to protect privacy');
		}
	);
});

describe('the same question', () => {
	it('gives the same figure to the letter, whoever asks', () => {
		for (const { form, table, focus } of EXAMPLES)
			expect(everything(figureOf(table(), { form, focus }))).toBe(
				everything(figureOf(table(), { form, focus }))
			);
	});
});
