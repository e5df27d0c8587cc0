import { describe, expect, it } from 'vitest';
import type { Plan } from '$lib/domain';
import { readPlan, solvePlan } from '$lib/server/planning';
import { conflictRules, type Loosened } from '$lib/server/planning/explain/conflict-rules';
import { findConflict } from '$lib/server/planning/explain/find-conflict';
import { ruleChanges } from '$lib/server/planning/explain/rule-changes';
import { fallShort } from '$lib/server/planning/explain/short-of-floors';
import { numberPlan } from '$lib/server/planning/programme/number-plan';
import { makePlan } from '../../scripts/bench/make-plan';
import { award, instance, planOf, smallPlan, solved, type Document } from './a-plan';

const everything = { services: ['books', 'tuition'], populations: ['refugee', 'tanf'] };

async function reasons(document: Document): Promise<string[]> {
	const result = await solved(document);
	expect(result).toMatchObject({ status: 'infeasible', objective: null, allocation: [], certificate: null });
	return result.reasons.map(({ rule, award: id, population, partner, service }) =>
		[rule, id ?? population ?? partner, service].filter(Boolean).join(' ')
	);
}

const start = (plan: Plan) => ({ plan, floorless: new Set<number>() });

describe('rules that cannot all hold', () => {
	it('are named, and any one of them could be left out', async () => {
		const floors = { min_weighted_coverage: 0.5 };
		expect(
			await reasons(smallPlan({ floors, funders: [award('grant', { budget: 2000, ...everything })] }))
		).toEqual(['floor tanf', 'budget grant']);
		expect(
			await reasons(
				smallPlan({
					floors,
					funders: [award('grant', { budget: 90_000, ...everything, populations: ['tanf'] })]
				})
			)
		).toEqual(['floor refugee', 'allowed']);
	});

	it('are an irreducible set: without each of them there is a plan', async () => {
		const document: Document = smallPlan({
			floors: { min_weighted_coverage: 0.45 },
			capacity: smallPlan().capacity!.map((row) => (row.service === 'tuition' ? { ...row, units: 2 } : row)),
			funders: [award('grant', { budget: 90_000, ...everything })]
		});
		expect(await reasons(document)).toEqual(['floor refugee', 'floor tanf', 'capacity college tuition']);
		const lower = { ...document, floors: { min_weighted_coverage: 0.3 } };
		const roomier = { ...document, capacity: smallPlan().capacity! };
		for (const loosened of [lower, roomier]) expect((await solved(loosened)).status).toBe('optimal');
	});

	it('are an irreducible set in a made plan too, whose other rules are all left out', async () => {
		for (const seed of [3, 4, 5]) {
			const size = { populations: 4, services: 4, funders: 3, partners: 2, quarters: 2 };
			const plan = planOf(makePlan({ ...size, seed, floor: 0.8 }));
			const all = conflictRules(numberPlan(plan, new Float64Array(plan.funders.length)));
			const { rules, irreducible } = await findConflict(plan, { options: {}, until: Infinity });
			const names = new Set(rules.map(({ words }) => words));
			const only = (kept: typeof all) =>
				all
					.filter((rule) => !kept.includes(rule))
					.reduce<Loosened>((loosened, rule) => rule.drop(loosened), start(plan));
			const conflict = all.filter(({ named }) => names.has(named.words));
			expect([irreducible, conflict.length]).toEqual([true, rules.length]);
			expect((await fallShort(only(conflict), {}, 10)).status).toBe('missed');
			for (const rule of conflict) {
				const rest = only(conflict.filter((other) => other !== rule));
				expect((await fallShort(rest, {}, 10)).status).toBe('kept');
			}
		}
	});

	it('may be contracts', async () => {
		const contracts = { min_contract: 50_000, max_partners_per_funder: 1 };
		const floors = { min_weighted_coverage: 0.2 };
		const funders = [award('grant', { budget: 20_000, ...everything })];
		expect(await reasons(smallPlan({ contracts, floors, funders }))).toContain('min_contract');
	});

	it('are said in sentences', async () => {
		const document = smallPlan({
			floors: { min_weighted_coverage: 0.5 },
			funders: [award('grant', { budget: 2000, ...everything })]
		});
		expect((await solved(document)).words).toEqual([
			'No plan can keep all of these 2 rules together; without any one of them there is a plan.',
			'tanf must get at least 50% of its weighted need.',
			'grant has $2,000.'
		]);
	});
});

describe('what a plan explains', () => {
	it('finds the rule whose change helps most, as trying each of them does', async () => {
		const plan = planOf(instance('i03'));
		const before = await solved(plan);
		const gains: { rule: string; words: string; gain: number }[] = [];
		for (const { named, plan: changed } of ruleChanges(plan)) {
			const after = await solved(changed);
			gains.push({ ...named, gain: after.objective! - before.objective! });
		}
		gains.sort((a, b) => b.gain - a.gain);
		const { best_change, best_agreement } = await solvePlan(plan);
		expect(best_change!.words).toBe(gains[0]!.words);
		expect(best_change!.objective_gain).toBeCloseTo(gains[0]!.gain, 5);
		const agreed = gains.filter(({ rule }) => rule === 'capacity' || rule === 'partners');
		expect(best_agreement?.objective_gain ?? 0).toBeCloseTo(Math.max(0, agreed[0]?.gain ?? 0), 5);
	});

	it('prices the next dollar as a dollar of that kind would be worth', async () => {
		const { next_dollar, objective } = await solvePlan(planOf(instance('i02')));
		expect(next_dollar.length).toBeGreaterThan(3);
		for (const { service, population, value } of next_dollar) {
			const document = instance('i02');
			const own = { services: [service], populations: [population], first_quarter: 0, last_quarter: 1 };
			document.funders.push({ ...award('next', { budget: 1, ...own }), preference_cost_per_1000: 0 });
			expect((await solved(document)).objective! - objective!).toBeCloseTo(value, 6);
		}
		expect(next_dollar.map(({ value }) => value)).toEqual(
			next_dollar.map(({ value }) => value).sort((a, b) => b - a)
		);
	});

	it('offers a plan within a hundredth that makes do with fewer partners', async () => {
		const { alternatives, objective } = await solvePlan(planOf(instance('i04')));
		const [second] = alternatives;
		expect(second).toMatchObject({ partners: ['k0', 'k2'], proven: true, within: 0.01 });
		expect(second!.objective).toBeGreaterThanOrEqual(objective! * 0.99 - 1e-6);
		expect(new Set(second!.allocation.map(({ partner }) => partner))).toEqual(new Set(['k0', 'k2']));
		for (const alone of ['k0', 'k1', 'k2']) {
			const document = instance('i04');
			document.capacity = document.capacity!.filter(({ partner }) => partner === alone);
			expect((await solved(document)).objective!).toBeLessThan(objective! * 0.99);
		}
	});

	it('says it in sentences that are made of the numbers', async () => {
		const { words } = await solvePlan(planOf(smallPlan()));
		expect(words).toEqual([
			'The best plan meets 6 of 36 needs (17%), each counted once for each quarter and service.',
			'20 are not met because no rule lets the money that is left pay for it.',
			'10 are not met because the money is spent.',
			'The largest part of it is books: 20.',
			'$6,000 of $6,000 is spent, $0 of it on indirect cost.',
			'Of the awards there are, a further dollar adds most to grant.',
			'The most valuable next dollar: A dollar that may pay for books for tanf; $1,000 of it would help 10 people while they last.',
			'The one change that would help most: grant may pay for every service. It would meet 18 more.',
			'Every partner is needed to stay within 1% of the best plan.',
			expect.stringMatching(/^Every rule was computed anew from the allocation \(\d+ checks\)\.$/),
			'No plan under these rules is better by more than a millionth, by arithmetic of our own.',
			expect.stringContaining('it does not know who would come')
		]);
	});
});

describe('a plan that takes long', () => {
	const long = () => {
		const read = readPlan(
			makePlan({
				...{ populations: 14, services: 8, funders: 8, partners: 5, quarters: 4, seed: 5 },
				contracts: { min_contract: 20_000, max_partners_per_funder: 2 }
			})
		);
		if ('problems' in read) throw new Error(read.problems.join('\n'));
		return read.plan;
	};

	it('ends at its time limit with what it has, and says how far from the best that may be', async () => {
		const result = await solvePlan(long(), { timeLimit: 1 });
		expect(result.status).toBe('time_limit');
		expect(result.words.join(' ')).toMatch(/found so far|No plan was found in the time given/);
		if (result.objective !== null) {
			expect(result.bound!).toBeGreaterThanOrEqual(result.objective);
			expect(result.certificate!.worst).toBeLessThan(1e-6);
		}
	});

	it('can be cancelled, and the next plan is answered soon', async () => {
		const stop = new AbortController();
		const onProgress = () => stop.abort(new Error('moved on'));
		await expect(solvePlan(long(), { timeLimit: 60, signal: stop.signal, onProgress })).rejects.toThrow(
			'moved on'
		);
		const started = performance.now();
		expect((await solved(smallPlan())).status).toBe('optimal');
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

describe('money that stays', () => {
	const left = async (rules: Parameters<typeof award>[1], change: Parameters<typeof smallPlan>[0] = {}) => {
		const given = { budget: 90_000, services: ['tuition'], populations: ['refugee', 'tanf'], ...rules };
		return (await solved(smallPlan({ ...change, funders: [award('grant', given)] }))).awards[0]?.why_left;
	};

	it('says why: needs met, places taken, no line, no match', async () => {
		const line = { funder: 'grant', partner: 'college', service: 'books', population: 'any' };
		const whole = { from: 0, to: 1, cap: null };
		expect(await left({})).toBe('needs_met');
		expect(await left({ services: ['books', 'tuition'] }, { capacity: [] })).toBe('no_line');
		const two = [0, 1].map((quarter) => ({ partner: 'college', service: 'tuition', quarter, units: 2 }));
		expect(await left({}, { capacity: two })).toBe('places');
		expect(await left({}, { offerings: [{ ...line, ...whole }] })).toBe('no_line');
		expect(await left({ match_ratio: 0.1 })).toBe('match');
		expect(await left({ budget: 100 })).toBeNull();
	});
});
