import { describe, expect, it } from 'vitest';
import type { Boundaries } from '$lib/domain';
import { figureOf } from '$lib/server/figures';
import * as tables from '../charts/sample-tables';

describe('a figure', () => {
	it('of the very same table and words is made and drawn once', () => {
		const table = tables.coverageByService();
		const [one, other] = [figureOf(table), figureOf(table)];
		expect(other).toBe(one);
		expect(other.table()).toBe(one.table());
		expect(other.html()).toBe(one.html());
	});

	it('of an equal table of another answer is made of that one', () => {
		expect(figureOf(tables.coverage())).not.toBe(figureOf(tables.coverage()));
	});

	it('says who publishes it now, and is drawn for the widths that are asked for', () => {
		const table = tables.coverageByService();
		const first = figureOf(table, { partnership: 'The first name' });
		const second = figureOf(table, { partnership: 'The second name' });
		expect(first.citation).toContain('The first name');
		expect(second.citation).toContain('The second name');
		expect(second.html([328])).not.toBe(second.html([328, 720]));
		expect(second.svg(600)).not.toBe(second.svg(800));
	});

	it('is right again after many others of its table', () => {
		const table = tables.coverageByService();
		const before = figureOf(table, { goal: 0.5 }).svg();
		for (let goal = 0; goal < 20; goal += 1) figureOf(table, { goal: goal / 20 }).svg();
		expect(figureOf(table, { goal: 0.5 }).svg()).toBe(before);
	});

	it('with other outlines is another one, and with the very same ones it is the same', () => {
		const table = tables.coverageByService();
		const outlines = (): Boundaries => [];
		const first = outlines();
		expect(figureOf(table, { boundaries: first })).toBe(figureOf(table, { boundaries: first }));
		expect(figureOf(table, { boundaries: first })).not.toBe(figureOf(table, { boundaries: outlines() }));
	});
});
