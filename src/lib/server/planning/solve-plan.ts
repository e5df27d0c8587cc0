import type { Plan, PlanCertificate, PlanResult } from '$lib/domain';
import { describeResult } from './describe-result';
import { explainLeft } from './explain/explain-left';
import { coverageOf, explainUnmet, PERSON_DUST } from './explain/explain-unmet';
import { findAlternative } from './explain/find-alternative';
import { findBestChange } from './explain/find-best-change';
import { findConflict } from './explain/find-conflict';
import { findNextDollar } from './explain/find-next-dollar';
import { noteOrder } from './explain/note-order';
import { findBest, type Best, type BestOptions } from './find-best';
import { checkPlan } from './proof/check-plan';
import { TOLERANCE } from './proof/tally';

/** How a plan is solved. */
export interface PlanOptions extends BestOptions {
	/** Whether alternatives, the best change of a rule and the next dollar are looked for too; each solves the plan again. */
	explain?: boolean;
	/** Seconds that may go into these; where it is left out, what the answer left of the better part of a minute. */
	explainSeconds?: number;
	/** What reading the document noted. */
	notes?: string[];
}

/** Seconds for an answer and all that is asked beside it; where the answer alone takes so long, seconds that go into the rest. */
const TOGETHER = 55;
const BESIDE = 15;

/**
 * Solves a plan and proves the answer: every rule is computed anew from the allocation, and the bound is added up from
 * multipliers. A plan that no rules allow is an answer too, with the rules that conflict.
 */
export async function solvePlan(plan: Plan, options: PlanOptions = {}): Promise<PlanResult> {
	const { explain = true, explainSeconds, notes = [], ...bestOptions } = options;
	const began = performance.now();
	const best = await findBest(plan, { steps: explain ? 'all' : 'awards', ...bestOptions });
	const own = resultOf(plan, best);
	const result = { ...own, notes: [...notes, ...best.preference.notes, ...own.notes] };
	const took = (performance.now() - began) / 1000;
	const until = performance.now() + 1000 * (explainSeconds ?? Math.max(TOGETHER - took, BESIDE));
	if (best.status === 'infeasible') return refused(plan, result, { options: bestOptions, until });
	if (!best.answer || !explain || best.status !== 'optimal') return describeResult(plan, result);
	return describeResult(plan, await explained(plan, best, { result, options: bestOptions, until }));
}

interface Explaining {
	result: PlanResult;
	options: BestOptions;
	until: number;
}

async function explained(
	plan: Plan,
	best: Best,
	{ result, options, until }: Explaining
): Promise<PlanResult> {
	const quiet = { ...options, onProgress: undefined };
	const within = () => ({ ...quiet, timeLimit: Math.max(0.1, (until - performance.now()) / 1000) });
	const next_dollar = await findNextDollar(plan, best, within());
	const alternative = performance.now() < until ? await findAlternative(plan, best, within()) : null;
	const { change, agreement, proven } = await findBestChange(plan, best, { options: quiet, until });
	const notes = proven
		? []
		: ['Not every change of a rule was tried in the time given; one of the others may help more.'];
	return {
		...result,
		next_dollar,
		alternatives: alternative ? [alternative] : [],
		best_change: change,
		best_agreement: agreement,
		notes: [...result.notes, ...notes]
	};
}

async function refused(
	plan: Plan,
	result: PlanResult,
	limits: { options: BestOptions; until: number }
): Promise<PlanResult> {
	const { rules, irreducible } = await findConflict(plan, limits);
	const notes = irreducible
		? []
		: [
				'Time was up before every rule was tried; some of the rules named may not be needed for the conflict.'
			];
	return describeResult(plan, { ...result, reasons: rules, irreducible, notes: [...result.notes, ...notes] });
}

function resultOf(plan: Plan, best: Best): PlanResult {
	const { answer, written, status } = best;
	const shared = {
		id: plan.id,
		status,
		reasons: [],
		alternatives: [],
		best_change: null,
		best_agreement: null,
		next_dollar: [],
		notes: [],
		words: []
	};
	const limit = status === 'time_limit' ? { bound: best.bound } : {};
	if (!answer) {
		const nothing = {
			objective: null,
			allocation: [],
			indirect: {},
			match: [],
			unmet: [],
			duals: null,
			coverage: []
		};
		return { ...shared, ...limit, ...nothing, awards: [], lost: null, certificate: null };
	}
	const coverage = coverageOf(written.numbered, answer);
	const certificate = certify(plan, best);
	return {
		...shared,
		...limit,
		objective: certificate.objective,
		...answer,
		unmet: explainUnmet(written.numbered, answer, coverage),
		duals: best.duals,
		coverage,
		awards: awardsOf(plan, best, answer),
		lost: lostOf(plan, coverage),
		certificate,
		notes: noteOrder(plan, answer)
	};
}

/** Checks the answer without the solver; an answer that breaks a rule is our own fault and never shown. */
function certify(plan: Plan, { answer, preference, bound, boundFrom }: Best): PlanCertificate {
	const taste = Object.fromEntries(plan.funders.map(({ id }, award) => [id, preference.perDollar[award]!]));
	const { checked, worst, breaches, objective } = checkPlan(plan, answer!, taste);
	if (breaches.length > 0)
		throw new Error(`The solver's answer breaks ${breaches.length} rules, first ${breaches[0]!.rule}`);
	const gap = bound === null ? null : Math.max(0, bound - objective) / Math.max(1, Math.abs(objective));
	return {
		checked,
		worst,
		objective,
		bound,
		gap,
		bound_from: boundFrom,
		holds: gap !== null && gap <= TOLERANCE
	};
}

/** Less than a dollar is nothing. */
const DOLLAR = 1;

function awardsOf(plan: Plan, { written }: Best, answer: NonNullable<Best['answer']>): PlanResult['awards'] {
	const { allocation, indirect } = answer;
	const why = explainLeft(written.numbered, written.openings, answer);
	const direct = new Map<string, number>();
	for (const { funder, cost } of allocation) direct.set(funder, (direct.get(funder) ?? 0) + cost);
	return plan.funders.map(({ id, budget }, award) => {
		const [spent, own] = [direct.get(id) ?? 0, indirect[id] ?? 0];
		const left = Math.max(0, budget - spent - own);
		const why_left = left >= DOLLAR ? why(award) : null;
		return { award: id, budget, direct: spent, indirect: own, left, why_left };
	});
}

function lostOf({ baseline }: Plan, coverage: PlanResult['coverage']): PlanResult['lost'] {
	if (!baseline) return null;
	const met = new Map(coverage.map((row) => [`${row.population}|${row.service}|${row.quarter}`, row.met]));
	return baseline
		.map(({ units, ...place }) => {
			const now = met.get(`${place.population}|${place.service}|${place.quarter}`) ?? 0;
			return { ...place, units: units - now };
		})
		.filter(({ units }) => units > PERSON_DUST);
}
