import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { figureOf, formFor } from '$lib/server/figures';
import { EXAMPLES } from '../charts/examples';
import * as tables from '../charts/sample-tables';
import { row, share, tableOf } from '../charts/sample-tables';

describe('a figure as CSV', () => {
	it('has codes, their words beside them, plain numbers and the status of each row', () => {
		const [header, first] = figureOf(tables.coverage()).csv().split('\r\n');
		expect(header).toBe(
			'service,service_label,population,population_label,numerator,denominator,value,lower,upper,status'
		);
		expect(first).toMatch(/^child_care,Child care,tanf,TANF recipients,61,148,0\.41216/);
		expect(first).toMatch(/,shown$/);
	});

	it('is read back cell by cell, whatever a name holds', () => {
		const names = ['a,b', 'say "yes"', 'two\nlines', ' padded ', 'Ünïcode — ✓'];
		const table = tableOf(
			{ by: ['partner'], unit: 'people', measure: 'people_served', labels: {} },
			names.map((partner) => row({ partner, value: 20, numerator: 20 }))
		);
		const { data, errors } = Papa.parse<string[]>(figureOf(table).csv(), { skipEmptyLines: true });
		expect(errors).toEqual([]);
		expect(data.slice(1).map(([partner]) => partner)).toEqual(names);
	});

	it('makes text of what a spreadsheet would run as a formula', () => {
		const names = ['=cmd|calc', '+1', '-1+1', '@SUM(A1)', '\t=1', ' =1'];
		const table = tableOf(
			{ by: ['partner'], unit: 'people', measure: 'people_served', labels: {} },
			names.map((partner) => row({ partner, value: 20, numerator: 20 }))
		);
		const { data } = Papa.parse<string[]>(figureOf(table).csv(), { skipEmptyLines: true });
		expect(data.slice(1).map(([partner]) => partner)).toEqual(names.map((name) => `'${name}`));
	});

	it('leaves a negative number a number', () => {
		const table = tableOf({ by: [], unit: 'dollars', measure: 'award_balance' }, [row({ value: -12.5 })]);
		expect(figureOf(table).csv()).toContain(',-12.5,');
	});
});

describe('the table for people', () => {
	it('writes American numbers, labels and dates', () => {
		const { columns, rows } = figureOf(tables.coverage()).table();
		expect(columns.map(({ title }) => title)).toEqual([
			'Service',
			'Population',
			'Rate',
			'Counted',
			'Of',
			'95% interval'
		]);
		expect(rows[0]).toEqual(['Child care', 'TANF recipients', '41%', '61', '148', '33% – 49%']);
		const statuses = new Set(rows.map((cells) => cells[2]).filter((cell) => !/\d/.test(cell ?? '')));
		expect(statuses).toEqual(new Set(['no data', 'withheld to protect privacy', 'not yet observable']));
	});

	it('writes the ends of an interval in one cell beside their number, and leaves out what no row says', () => {
		const table = tableOf({ measure: 'completion_by_support', unit: 'probability', by: ['service'] }, [
			row({
				service: 'child_care',
				...{
					value: 0.2,
					lower: 0.1,
					upper: 0.3,
					stayed_share: 0.89,
					stayed_lower: 0.843,
					stayed_upper: 0.925
				},
				...{ difference: 0.0235, difference_lower: -0.026, difference_upper: 0.073, programs: null }
			})
		]);
		const { columns, rows } = figureOf(table).table();
		expect(columns.map(({ title }, at) => `${title} = ${rows[0]?.[at]}`)).toEqual([
			'Service = Child care',
			'Share = 20%',
			'95% interval = 10% – 30%',
			'Not withdrawn = 89%',
			'Not withdrawn: 95% interval = 84% – 93%',
			'Difference within a step = +2 points',
			'Difference within a step: 95% interval = -3 points – +7 points'
		]);
	});

	it('writes dollars as dollars and the people beside them as people', () => {
		const cost = tableOf({ measure: 'unit_cost', unit: 'dollars', by: ['service'] }, [
			row({ service: 'child_care', value: 1034.4, numerator: 1_551_600, denominator: 1500, median: 980 })
		]);
		const { columns, rows } = figureOf(cost).table();
		const cells = Object.fromEntries(columns.map(({ id }, at) => [id, rows[0]?.[at]]));
		expect(cells).toMatchObject({ value: '$1,034', denominator: '1,500', median: '$980' });
	});

	it('writes a share of dollars with its dollars', () => {
		const table = tableOf({ measure: 'dependence', title: 'Dependence', by: ['service'] }, [
			row({ service: 'tuition', award: 'HPOG', value: 0.91, numerator: 91_000, denominator: 100_000 })
		]);
		const figure = figureOf(table);
		expect(figure.table().rows[0]).toEqual(['Tuition', 'HPOG', '91%', '$91,000', '$100,000']);
		expect(figure.subtitle).not.toContain('n =');
		expect(figure.title).toBe('Tuition hangs on HPOG for 91% of its money');
	});

	it('writes the end of an award as a date', () => {
		const table = tableOf({ measure: 'award_balance', unit: 'dollars', by: ['award'] }, [
			row({ award: 'HPOG', value: 1200, end_date: '2015-09-29' })
		]);
		expect(figureOf(table).table().rows[0]).toContain('Sep 29, 2015');
	});
});

describe('a picture of its own', () => {
	it('is SVG with title, source, colours and font written into it', () => {
		for (const { form, table, focus, goal } of EXAMPLES) {
			const figure = figureOf(table(), { form, focus, goal });
			const svg = figure.svg();
			expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="800"/);
			expect(svg).not.toMatch(/var\(--|<script|<img|NaN|undefined/);
			expect(svg).toContain("font-family=\"'Public Sans'");
			expect(svg).toContain('State 8, as of Sep 30, 2015');
			const ids = [...svg.matchAll(/url\(#([\w-]+)\)/g)].map((match) => match[1]);
			expect(ids.every((id) => svg.includes(`id="${id}"`))).toBe(true);
		}
	});

	it('is a PNG twice as large, made in under a second, names in other scripts and broken letters included', async () => {
		const names = ['Łódź Ośrodek', '中心', '\u0000\ud800x', '<script>alert(1)</script>'];
		const table = tableOf(
			{ by: ['partner'], unit: 'people', measure: 'people_served', title: 'People served', labels: {} },
			names.map((partner, place) => row({ partner, value: 20 + place, numerator: 20 + place }))
		);
		await figureOf(tables.single()).png();
		const begun = process.cpuUsage();
		const png = await figureOf(tables.coverage()).png();
		const spent = process.cpuUsage(begun);
		expect((spent.user + spent.system) / 1000).toBeLessThan(1000);
		expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]));
		expect(png.readUInt32BE(16)).toBe(1600);
		expect(png.length).toBeGreaterThan(20_000);
		expect((await figureOf(table).png()).length).toBeGreaterThan(5_000);
	});

	it('keep their letters when somebody cleared the folder of temporary files meanwhile', async () => {
		const cleared = mkdtempSync(join(tmpdir(), 'braidwork-cleared-'));
		vi.stubEnv('TMPDIR', cleared);
		vi.resetModules();
		const figures = await import('$lib/server/figures');
		const before = await figures.figureOf(tables.single()).png();
		const [fonts] = readdirSync(cleared);
		expect(fonts).toMatch(/^braidwork-fonts-/);
		rmSync(join(cleared, fonts ?? ''), { recursive: true });
		expect(await figures.figureOf(tables.single()).png()).toEqual(before);
		expect(readdirSync(cleared)).toHaveLength(1);
		vi.unstubAllEnvs();
		rmSync(cleared, { recursive: true });
	});
});

describe('drawings for a page', () => {
	it('come narrow and wide, with patterns of their own', () => {
		const html = figureOf(tables.coverage()).html();
		expect(html.match(/<svg /g)).toHaveLength(2);
		expect(html).toContain('viewBox="0 0 328 ');
		expect(html).toContain('viewBox="0 0 720 ');
		const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('of two figures never share an id', () => {
		const ids = EXAMPLES.flatMap(({ form, table }) =>
			[
				...figureOf(table(), { form })
					.html()
					.matchAll(/ id="([^"]+)"/g)
			].map((match) => match[1])
		);
		expect(new Set(ids).size).toBeGreaterThan(ids.length * 0.9);
	});

	it('stay text where a name is a script', () => {
		const html = figureOf(tables.scripted()).html();
		expect(html).not.toMatch(/<script|<img/);
		expect(html).toContain('&lt;script&gt;');
	});
});

/** Grids are asked for by name here, and a map wherever there are outlines. */
function hasItsOwnForm({ name, form }: (typeof EXAMPLES)[number]): boolean {
	return !name.startsWith('a grid') && form !== 'place-map';
}

describe('the form of a table', () => {
	const two = ['2015Q2', '2015Q3'];

	it('follows from measure and breakdowns, the same for pages, files and the command line', () => {
		for (const { name, form, table } of EXAMPLES.filter(hasItsOwnForm))
			expect([name, formFor(table())]).toEqual([name, form]);
	});

	it('is a grid where lines would be too many to tell apart', () => {
		expect(formFor(tables.manyPartners())).toBe('coverage-heatmap');
		expect(formFor(tables.coverageOverTime())).toBe('trend');
	});

	it('is bars for one quarter, and for three breakdowns beside it', () => {
		const one = tableOf({ by: ['quarter'], unit: 'people', measure: 'people_served' }, [
			row({ quarter: '2015Q3', value: 30, numerator: 30 })
		]);
		expect(formFor(one)).toBe('bars');
		const many = two.map((quarter) =>
			share({ quarter, service: 'food', population: 'tanf', partner: 'x' }, 20, 40)
		);
		expect(formFor(tableOf({ by: ['quarter', 'service', 'population', 'partner'] }, many))).toBe('bars');
	});
});
