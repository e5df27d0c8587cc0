import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, folder, serve, type Running } from './run-braidwork';

/**
 * A hundred and eight people, in dozens. Child care (TANF): 12 got it from the county after 15 days, of the 24 others 12
 * have a place and 12 have none. Tuition: 12 refugees of whom nobody has said whether it may be paid, 12 on TANF for whom
 * it may not. Housing: 12 who are both, for whom an offering that ended in mid-quarter paid as TANF recipients and none
 * as refugees. Food: 12 for whom nobody ever said anything. Transportation: 24 who got it, half of them after 10 days
 * and half after 40.
 */
const STORY = 'tests/quarters/every-reason-a-dozen';

const BY_HAND = { rule: 12, unknown: 24, capacity: 12, delivery: 24 };

const place = folder();
const home = join(place.path, 'home');
let server: Running;

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
	const loaded = await braidwork('load', resolve(STORY), '--publish', '--home', home);
	expect([loaded.code, loaded.stderr]).toEqual([0, expect.any(String)]);
	server = await serve(home);
}, 180_000);

afterAll(async () => {
	await server?.stop();
	place.remove();
}, 60_000);

async function get(path: string): Promise<string> {
	const answer = await fetch(`${server.address}${path}`);
	expect([path, answer.status]).toEqual([path, 200]);
	return answer.text();
}

/** What a reader reads, the words inside drawings too. */
async function textOf(path: string): Promise<string> {
	const html = await get(path);
	const plain = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
	return plain.replace(/\s+/g, ' ').replaceAll(' ,', ',');
}

describe('coverage of a quarter that was counted by hand', () => {
	it('is the same on the command line', async () => {
		const asked = await braidwork('measure', 'gap_reason', '--home', home, '--json');
		const { rows } = asked.json<{ rows: { reason: string; value: number; denominator: number }[] }>();
		expect(Object.fromEntries(rows.map((row) => [row.reason, row.value]))).toEqual(BY_HAND);
		expect(rows[0]?.denominator).toBe(72);
	});

	it('is the same in a CSV', async () => {
		const csv = await get('/api/v1/figures/coverage_kinds.csv?by=service,population&where=quarter:2015Q1');
		const lines = csv
			.trimEnd()
			.split('\r\n')
			.map((line) => line.split(','));
		const column = (name: string) => lines[0]?.indexOf(name) ?? -1;
		const told = lines
			.slice(1)
			.map((line) =>
				['service', 'population', 'nominal', 'places', 'numerator', 'denominator'].map(
					(name) => line[column(name)]
				)
			);
		expect(told.map((row) => row.join(' ').replace(/\s+/g, ' '))).toEqual([
			'child_care tanf pays 24 12 36',
			'transportation low_income pays_with_conditions 24 24',
			'tuition tanf cannot_pay 0 0 12',
			'tuition refugee unknown 0 0 12',
			'housing tanf pays 0 12',
			'housing refugee cannot_pay 0 0 12',
			'food none none 0 0 12'
		]);
	});

	it('is the same on the page of coverage', async () => {
		const text = await textOf('/coverage');
		expect(text).toMatch(/4 of 7 pairs in need have no payer/);
		expect(text).toMatch(/Child care TANF recipients Pays 33% 12 36 /);
		expect(text).toMatch(/Tuition Refugees Unknown 0% 0 12 /);
		expect(text).toMatch(/Rule gap 12/);
		expect(text).toMatch(/Capacity gap 12/);
	});

	it('is the same on the page of one cell: who may, why not, how long, and what comes after', async () => {
		const cell = await textOf('/coverage/child_care/tanf');
		expect(cell).toMatch(
			/People in need 36 The matrix says Pays Room 67% of the need \(24 places\) Got it 33% \(12 of 36\)/
		);
		expect(cell).toMatch(/County No award named Pays 24 \$500/i);
		expect(cell).toMatch(/Capacity gap 12 Someone may pay, but is full Find more of the same money/);
		expect(cell).toMatch(/Delivery gap 12 Someone may and had room/);
		expect(await textOf('/coverage/transportation/low_income')).toMatch(/25 days/);
		expect(await textOf('/coverage/housing/refugee')).toMatch(/Rule gap 12 /);
		expect((await fetch(`${server.address}/coverage/housing/anybody`)).status).toBe(404);
	});
});
