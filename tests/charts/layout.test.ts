import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth, wrapped } from '$lib/charts';
import { spreadOut } from '$lib/charts/months';
import { placeOfDay, quarterTicks } from '$lib/charts/stack-quarters';
import { quarterIndex } from '$lib/domain';

describe('text that must fit', () => {
	it('is broken between words and after a hyphen, and a long word is cut', () => {
		expect(wrapped('Low-income adults', 60, 12)).toEqual(['Low-', 'income', 'adults']);
		expect(wrapped('Exam and license fees', 90, 12)).toEqual(['Exam and', 'license fees']);
		expect(wrapped('Unbelievablylongword', 60, 12)[0]).toMatch(/^Unbel.*…$/);
	});

	it('never is wider than the room it was given, whatever the letters', () => {
		const name = fc.string({ unit: 'grapheme', maxLength: 60 });
		fc.assert(
			fc.property(name, fc.integer({ min: 40, max: 300 }), (text, width) => {
				expect(wrapped(text, width, 12).every((line) => textWidth(line, 12) <= width)).toBe(true);
			})
		);
	});
});

describe('labels that would cover each other', () => {
	it('are moved apart, in their order', () => {
		expect(spreadOut([0.5, 0.51, 0.9], 0.1, 0, 1)).toEqual([0.5, 0.6, 0.9]);
		expect(spreadOut([0.98, 0.99], 0.1, 0, 1)).toEqual([0.9, 1]);
	});

	it('always keep their distance where there is room', () => {
		const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
		fc.assert(
			fc.property(places, (wanted) => {
				const placed = spreadOut(wanted, 0.1, 0, 1).sort((a, b) => a - b);
				placed.slice(1).forEach((place, at) => expect(place - (placed[at] ?? 0)).toBeGreaterThan(0.0999));
				expect(placed.every((place) => place > -1e-9 && place < 1 + 1e-9)).toBe(true);
			})
		);
	});
});

describe('a day on an axis of quarters', () => {
	it('lies where it lies in its quarter, in every calendar', () => {
		expect(placeOfDay('2015-07-01', 'calendar')).toBe(quarterIndex('2015Q3'));
		expect(placeOfDay('2015-09-29', 'calendar')).toBeCloseTo(quarterIndex('2015Q3') + 90 / 92, 9);
		expect(placeOfDay('2015-07-01', 'federal')).toBe(quarterIndex('2015Q4'));
		expect(placeOfDay('2015-07-01', 'program')).toBe(quarterIndex('2015Q1'));
	});

	it('gives every quarter its words where there is room, else every second', () => {
		const eight = Array.from({ length: 8 }, (_, at) => quarterIndex('2013Q4') + at);
		expect(quarterTicks(eight, 600)).toEqual(eight);
		expect(quarterTicks(eight, 250).map((quarter) => quarter % 2)).toEqual([0, 0, 0, 0]);
	});
});
