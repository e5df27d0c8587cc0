import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../src/lib/ui/headline';
import { row, table } from './tables';

const rate = { measure: 'need_coverage', unit: 'percent', by: ['quarter'] } as const;
const options = { id: 'covered', label: 'Needs covered', along: 'quarter', href: '/coverage' } as const;

function share(quarter: string, numerator: number, denominator: number) {
	const value = numerator / denominator;
	return row({ quarter, numerator, denominator, value, lower: value - 0.02, upper: value + 0.02 });
}

describe('a headline number', () => {
	it('is the latest, with its interval and how many points it moved', () => {
		const rows = [share('2015Q2', 120, 200), share('2015Q3', 130, 200), share('2015Q1', 100, 200)];
		expect(headlineOf(table({ ...rate, by: ['quarter'] }, rows), options)).toMatchObject({
			value: '65%',
			beneath: '2015 Q3 · 130 of 200 · 95% interval 63%–67%',
			change: 'up 5 points from 2015 Q2',
			direction: 'up'
		});
	});

	it('passes over quarters that cannot be observed yet', () => {
		const rows = [share('2015Q2', 120, 200), row({ quarter: '2015Q3', status: 'not_yet_observable' })];
		expect(headlineOf(table({ ...rate, by: ['quarter'] }, rows), options).beneath).toMatch(/^2015 Q2/);
	});

	it('says withheld in words and claims no change', () => {
		const rows = [share('2015Q2', 120, 200), row({ quarter: '2015Q3', status: 'withheld' })];
		expect(headlineOf(table({ ...rate, by: ['quarter'] }, rows), options)).toMatchObject({
			value: 'withheld to protect privacy',
			isShown: false,
			change: '',
			direction: null
		});
	});

	it('stands beside its goal', () => {
		const rows = [share('2015Q3', 130, 200)];
		const made = headlineOf(table({ ...rate, by: ['quarter'] }, rows), { ...options, goal: 0.8 });
		expect(made.goal).toMatchObject({ text: 'Goal 80%, not reached', target: 1 });
		expect(made.goal?.actual).toBeCloseTo(0.8125, 10);
	});

	it('tells the last cohort that had its time, not the youngest', () => {
		const rows = [share('2014Q1', 150, 200), share('2015Q3', 20, 200)].map((each) => ({
			...each,
			start_quarter: each.quarter ?? null
		}));
		const made = headlineOf(table({ ...rate, by: ['start_quarter'] }, rows), {
			...options,
			along: 'start_quarter',
			until: '2014Q1'
		});
		expect(made).toMatchObject({ value: '75%', beneath: expect.stringMatching(/^started 2014 Q1/) });
	});

	it('rounds dollars to thousands', () => {
		const rows = [row({ quarter: '2015Q3', value: 168_432.1 })];
		expect(headlineOf(table({ unit: 'dollars', by: ['quarter'] }, rows), options).value).toBe('$168k');
	});
});
