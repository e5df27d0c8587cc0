import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, folder, serve, type Running } from './run-braidwork';

const STORY = 'tests/quarters/half-of-a-need-covered';

const place = folder();
let server: Running;

/** Twenty-four people need child care; twelve are on TANF and get it, for the other twelve nobody may pay. */
beforeAll(async () => {
	const home = join(place.path, 'home');
	await braidwork('init', '--demo', '--home', home);
	const loaded = await braidwork('load', resolve(STORY), '--publish', '--home', home);
	expect([loaded.code, loaded.stderr]).toEqual([0, expect.any(String)]);
	server = await serve(home);
}, 120_000);

afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

/** What a reader reads, the words inside drawings too. */
async function textOf(path: string): Promise<string> {
	const answer = await fetch(`${server.address}${path}`);
	const html = await answer.text();
	expect([path, answer.status]).toEqual([path, 200]);
	return html
		.replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ')
		.replaceAll(' ,', ',');
}

/** Some columns of a CSV without quotes. */
function cellsOf(csv: string, columns: string[]): (string | undefined)[][] {
	const [head = [], ...rows] = csv
		.trim()
		.split(/\r?\n/)
		.filter((line) => !line.startsWith('#'))
		.map((line) => line.replace(/^\uFEFF/, '').split(','));
	return rows.map((row) => columns.map((name) => row[head.indexOf(name)]));
}

describe('the pages of a quarter small enough to count on fingers', () => {
	it('say on the overview what was counted by hand', async () => {
		const text = await textOf('/');
		expect(text).toMatch(/People served 24 /);
		expect(text).toMatch(/Needs covered 50% 2015 Q1 · 12 of 24/);
		expect(text).toMatch(/Child care 12 people without it, 50% of 24 who needed it Mostly rule gap/);
	});

	it('say on the coverage page who got it and why the rest did not', async () => {
		const text = await textOf('/coverage');
		expect(text).toMatch(/TANF recipients Pays 100% 12 12 /);
		expect(text).toMatch(/None of these Cannot pay 0% 0 12 /);
		expect(text).toMatch(/Rule gap 12/);
	});

	it('say first from which quarter nobody pays, and agree with the command line and the CSV', async () => {
		const text = await textOf('/funding');
		expect(text).toContain(
			'From 2015 Q4 nobody pays for child care for TANF recipients: about 12 people a quarter, $12,000.'
		);
		expect(text).toContain(
			'Most is missing for child care: $168,000 of the $192,000 that will be needed through 2017 Q1.'
		);
		const asked = 'measure unfunded --by quarter --format csv --home';
		const { stdout } = await braidwork(...asked.split(' '), join(place.path, 'home'));
		const csv = await (await fetch(`${server.address}/api/v1/figures/unfunded.csv?by=quarter`)).text();
		const columns = ['quarter', 'value', 'denominator'];
		const [told, filed] = [stdout, csv].map((file) => cellsOf(file, columns));
		expect(told).toEqual([
			['2015Q2', '12000', '24000'],
			['2015Q3', '12000', '24000'],
			...['2015Q4', '2016Q1', '2016Q2', '2016Q3', '2016Q4', '2017Q1'].map((quarter) => [
				quarter,
				'24000',
				'24000'
			])
		]);
		expect(filed).toEqual(told);
		expect(text).toContain('In 2015 Q2, $12,000 of $24,000 needed has no payer; in 2017 Q1 it is $24,000');
	});

	it('say on the funding page what is left and what a person cost', async () => {
		const text = await textOf('/funding');
		expect(text).toContain('$84,000');
		expect(await textOf('/figures?measure=unit_cost&by=service')).toMatch(/Child care \$1,000 12/);
	});
});
