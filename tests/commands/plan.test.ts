import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanResult } from '$lib/domain';
import { award, instance, smallPlan } from '../planning/a-plan';
import { braidwork, folder } from './run-braidwork';

const place = folder();
const home = join(place.path, 'home');

function keep(name: string, document: unknown): string {
	mkdirSync(place.path, { recursive: true });
	const path = join(place.path, name);
	writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
	return path;
}

beforeAll(async () => {
	await braidwork('init', '--home', home);
});
afterAll(() => place.remove());

describe('braidwork plan', () => {
	it('prints the result document, and writes the same one', async () => {
		const out = join(place.path, 'result.json');
		const ended = await braidwork(
			'plan',
			keep('i01.json', instance('i01')),
			'--home',
			home,
			'--out',
			out,
			'--json'
		);
		expect(ended.code).toBe(0);
		const result = ended.json<PlanResult>();
		expect(result).toMatchObject({
			id: 'i01',
			status: 'optimal',
			objective: 46,
			duals: { awards: { f0: 0, f1: 0 } }
		});
		expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(result);
	});

	it('says it in words', async () => {
		const ended = await braidwork('plan', keep('i01.json', instance('i01')), '--home', home);
		expect(ended.stdout).toContain('optimal, objective 46');
		expect(ended.stdout).toContain('The best plan meets 13 of 14 needs (93%)');
		expect(ended.stdout).toContain('No plan under these rules is better by more than a millionth');
	});

	it('ends with 0 where no plan keeps the rules, and says which', async () => {
		const floors = { min_weighted_coverage: 0.5 };
		const document = smallPlan({ floors, funders: [award('grant', { budget: 2000, flexible: true })] });
		const ended = await braidwork('plan', keep('floors.json', document), '--home', home, '--json');
		expect(ended.code).toBe(0);
		const { status, reasons, allocation } = ended.json<PlanResult>();
		expect([status, allocation]).toEqual(['infeasible', []]);
		expect(reasons.map(({ rule }) => rule)).toEqual(['floor', 'budget']);
	});

	it('ends with 1 for a plan with mistakes, all of them named with their lines', async () => {
		const document = smallPlan({
			funders: [award('grant', { budget: -5, services: [], populations: ['tanf'] })]
		});
		const ended = await braidwork('plan', keep('wrong.json', document), '--home', home, '--json');
		expect(ended.code).toBe(1);
		const { code, message } = ended.json().error;
		expect(code).toBe('wrong_plan');
		expect(message).toContain('funders, line 1: budget is -5; it must be 0 or more.');
		expect(message).toContain('funders, line 1: the award does not say what it may pay for');
	});

	it.each([
		['no file', 'missing.json', undefined, 'not_found'],
		['no JSON', 'broken.json', '{"id": ', 'broken_json']
	])('ends with 1 for %s', async (_what, name, text, code) => {
		const path = text === undefined ? join(place.path, name) : keep(name, text);
		const ended = await braidwork('plan', path, '--home', home, '--json');
		expect([ended.code, ended.json().error.code]).toEqual([1, code]);
	});
});
