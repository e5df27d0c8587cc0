import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import type { PlanResult } from '$lib/domain';
import { POST } from '../../src/routes/api/v1/plans/solve/+server';
import { makePlan } from '../../scripts/bench/make-plan';
import { award, instance, smallPlan } from '../planning/a-plan';

interface Sent {
	who?: string;
	search?: string;
	type?: string;
	signal?: AbortSignal;
}

async function send(
	body: string,
	{ who = 'writer', search = '?explain=false', type = 'application/json', signal }: Sent = {}
) {
	const url = new URL(`http://localhost/api/v1/plans/solve${search}`);
	const request = new Request(url, { method: 'POST', body, headers: { 'content-type': type }, signal });
	const event = { request, url, locals: { actor: { who } } } as unknown as RequestEvent;
	return (await POST(event as Parameters<typeof POST>[0])) as Response;
}

/** Long enough that another question comes before its answer. */
const LONG = JSON.stringify(
	makePlan({
		...{ populations: 14, services: 8, funders: 8, partners: 5, quarters: 4, seed: 5 },
		contracts: { min_contract: 20_000, max_partners_per_funder: 2 }
	})
);

describe('POST /api/v1/plans/solve', () => {
	it('answers a plan with its best allocation and the proof', async () => {
		const answer = await send(JSON.stringify(instance('i01')));
		const result = (await answer.json()) as PlanResult;
		expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
		expect(result).toMatchObject({
			id: 'i01',
			status: 'optimal',
			objective: 46,
			certificate: { holds: true }
		});
		expect([result.alternatives, result.best_change]).toEqual([[], null]);
	});

	it('explains besides, unless told not to', async () => {
		const result = (await (await send(JSON.stringify(instance('i02')), { search: '' })).json()) as PlanResult;
		expect(result.best_change).toMatchObject({ rule: 'services', award: 'f1' });
		expect(result.next_dollar.length).toBeGreaterThan(0);
	});

	it('answers a plan that no rules allow with the rules, and no error', async () => {
		const floors = { min_weighted_coverage: 0.5 };
		const funders = [award('grant', { budget: 1, flexible: true })];
		const answer = await send(JSON.stringify(smallPlan({ floors, funders })));
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({ status: 'infeasible', objective: null, reasons: [{}, {}] });
	});

	it.each<[string, string, Sent, number, string]>([
		['a plan with mistakes', JSON.stringify(smallPlan({ need: undefined })), {}, 422, 'wrong_plan'],
		['text that is no JSON', '{"id":', {}, 400, 'broken_json'],
		['a form', 'id=1', { type: 'application/x-www-form-urlencoded' }, 415, 'not_json'],
		['more than 16 MB', `"${'x'.repeat(17 * 1024 * 1024)}"`, {}, 413, 'too_large'],
		[
			'a time limit of an hour',
			JSON.stringify(smallPlan()),
			{ search: '?time_limit=3600' },
			400,
			'wrong_time_limit'
		],
		['half an explanation', JSON.stringify(smallPlan()), { search: '?explain=half' }, 400, 'wrong_flag']
	])('refuses %s', async (_what, body, sent, status, code) => {
		const answer = await send(body, sent);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
		expect(await answer.json()).toMatchObject({ code });
	});

	it('names every problem of a plan in the answer', async () => {
		const document = smallPlan({
			funders: [award('grant', { budget: -1, services: ['x'], populations: ['tanf'] })]
		});
		const { title } = (await (await send(JSON.stringify(document))).json()) as { title: string };
		expect(title.split('\n')).toEqual([
			'The plan was not solved: 2 things are wrong with it.',
			'funders, line 1: services: "x" is not in services.',
			'funders, line 1: budget is -1; it must be 0 or more.'
		]);
	});

	it('solves one plan at a time for each person: the later cancels the earlier, and nobody else’s', async () => {
		const earlier = send(LONG);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const [first, second, other] = await Promise.all([
			earlier,
			send(JSON.stringify(instance('i01'))),
			send(JSON.stringify(instance('i01')), { who: 'leader' })
		]);
		expect([first.status, second.status, other.status]).toEqual([409, 200, 200]);
		expect(await first.json()).toMatchObject({ code: 'replaced' });
	});

	it('stops when whoever asked is gone', async () => {
		const gone = new AbortController();
		const asked = send(LONG, { signal: gone.signal });
		setTimeout(() => gone.abort(), 300);
		expect((await asked).status).toBe(499);
		expect((await send(JSON.stringify(instance('i01')))).status).toBe(200);
	});
});
