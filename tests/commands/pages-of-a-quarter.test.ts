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

	it('say on the funding page what is left and what a person cost', async () => {
		const text = await textOf('/funding');
		expect(text).toContain('$84,000');
		expect(await textOf('/figures?measure=unit_cost&by=service')).toMatch(/Child care \$1,000 12/);
	});
});
