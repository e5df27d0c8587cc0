import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AWARDS, LINES, OFFERINGS } from '../desk/matrix-lines';
import { braidwork, folder, serve, type Running } from './run-braidwork';

const place = folder();
const home = join(place.path, 'home');
let server: Running;

beforeAll(async () => {
	const awards = join(place.path, 'awards.csv');
	const offerings = join(place.path, 'offerings.csv');
	const award =
		'HPOG,ACF,Health Profession Opportunity Grant,federal,2010-09-30,2015-06-29,14000000,tuition,tanf';
	writeFileSync(awards, `${AWARDS}\n${award}\n`);
	writeFileSync(offerings, `${[OFFERINGS, ...LINES].join('\n')}\n`);
	await braidwork('init', '--demo', '--home', home);
	for (const [dataset, path] of [
		['awards', awards],
		['offerings', offerings]
	] as const) {
		const claim = ['--partner', 'partnership', '--dataset', dataset, '--period', '2015Q1', '--publish'];
		expect((await braidwork('load', path, ...claim, '--home', home)).code).toBe(0);
	}
	server = await serve(home);
}, 180_000);

afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

interface Printed {
	state: number;
	day: string;
	lines: { offering_id: string; standing: string; lasts_until: string | null; is_stale: boolean }[];
	cells: { partner: string; service: string; population: string; status: string }[];
}

function matrix(...words: string[]) {
	return braidwork('matrix', ...words, '--home', home);
}

describe('braidwork matrix', () => {
	it('prints what was counted on fingers: lines, how they stand, and cells, of a day and a state', async () => {
		const { state, day, lines, cells } = (await matrix('--on', '2015-06-30', '--json')).json<Printed>();
		expect([state, day, lines.length]).toEqual([2, '2015-06-30', 6]);
		const stands = Object.fromEntries(lines.map((line) => [line.offering_id, line.standing]));
		expect(stands).toEqual({
			'OF-1': 'live',
			'OF-2': 'live',
			'OF-3': 'ended',
			'OF-4': 'ended',
			'OF-5': 'live',
			'OF-6': 'to_come'
		});
		expect(
			cells.map(({ service, population, status }) => `${service} ${population} ${status}`).sort()
		).toEqual([
			'child_care tanf pays',
			'tuition low_income unknown',
			'tuition none unknown',
			'tuition refugee unknown',
			'tuition tanf cannot_pay',
			'tuition tanf unknown'
		]);
	});

	it('says the same as the page and the CSV', async () => {
		const csv = (await matrix('--on', '2015-06-30', '--format', 'csv')).stdout;
		expect(csv.split('\r\n')[0]).toBe(`partner,${OFFERINGS},standing,lasts_until,is_stale`);
		expect(csv).toContain(',ended,2015-06-29,true');
		const html = await (
			await fetch(`${server.address}/matrix?view=list&on=2015-06-30&standing=ended`)
		).text();
		expect(html).toMatch(/>2 offerings</);
		const same = (await matrix('--on', '2015-06-30', '--format', 'json')).stdout;
		const told = (await matrix('--on', '2015-06-30', '--json')).json<Printed>();
		expect(JSON.parse(same)).toEqual(told);
	});

	it('refuses a day and a state that there are not, with a sentence', async () => {
		const day = await matrix('--on', 'tomorrow');
		expect([day.code, day.stderr]).toEqual([1, expect.stringContaining('is not a day')]);
		const state = await matrix('--state', '99');
		expect([state.code, state.stderr]).toEqual([1, expect.stringContaining('no such state')]);
	});
});
