import type { Assumption, BasisNeed, Plan, PlanResult } from '$lib/domain';
import { PLAN_SAYS } from '../words/plans';
import { coverageRows, type CoverageRow } from './coverage-rows';
import { helpedLately } from './helped-lately';
import { nextDollars, type NextDollarRow } from './next-dollars';
import { payerRows, type PayerRow } from './payer-rows';
import { planSentences, type PlanSentences } from './plan-sentences';
import type { PlanNames } from './plan-names';

/** Needs met of needs each quarter, on average. */
export interface Headline {
	met: number;
	need: number;
	/** The share of needs met as the plan counts them, by their weights: what it makes as large as it can. */
	weighted: number;
	/** The share of needs met over the last four quarters; null where it is not known. */
	today: number | null;
	spent: number;
	budget: number;
}

/** An award in a plan: what it spends and keeps, and why. */
export interface AwardRow {
	id: string;
	name: string;
	budget: number;
	spent: number;
	administration: number;
	left: number;
	why: string;
}

/** A plan's answer in words and rows, as the page, paper and files show it. */
export interface PlanAnswer {
	/** The scenario as an address has it, and what it changes in sentences. */
	text: string;
	changes: string[];
	status: PlanResult['status'];
	/** Whether the next dollar, the rule and the alternative were looked for. */
	isExplained: boolean;
	/** The share of needs met if as few, and as many, people are in need as in one of the last four quarters; the lower first. */
	range: number[] | null;
	headline: Headline | null;
	says: PlanSentences;
	dollars: NextDollarRow[];
	payers: PayerRow[];
	coverage: CoverageRow[];
	awards: AwardRow[];
	assumptions: Assumption[];
}

/** What an answer is made of. */
export interface AnswerSources {
	text: string;
	changes: string[];
	plan: Plan;
	result: PlanResult;
	range: number[] | null;
	isExplained: boolean;
	assumptions: Assumption[];
	names: PlanNames;
	/** What the plan's needs were made of. */
	needs: readonly BasisNeed[];
}

/** Arranges a plan's answer for readers. */
export function planAnswer(sources: AnswerSources): PlanAnswer {
	const { text, changes, plan, result, range, isExplained, assumptions, names } = sources;
	const coverage = coverageRows(sources);
	const headline = headlineOf(sources);
	const awards = awardRows(result, names);
	const dollars = nextDollars(plan, result, names);
	return {
		text,
		changes,
		status: result.status,
		isExplained,
		range,
		headline,
		says: planSentences({ plan, result, names, headline, coverage, awards, dollars, isExplained }),
		dollars,
		payers: payerRows(result.allocation, names),
		coverage,
		awards,
		assumptions
	};
}

function headlineOf({ plan, result, needs }: AnswerSources): Headline | null {
	const { coverage, awards, objective } = result;
	if (objective === null) return null;
	const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
	const need = sum(coverage.map((row) => row.need));
	const budget = sum(awards.map((row) => row.budget));
	return {
		met: sum(coverage.map((row) => row.met)) / plan.quarters,
		need: need / plan.quarters,
		weighted: weightedOf(plan, coverage),
		today: helpedLately(needs),
		spent: budget - sum(awards.map(({ left }) => left)),
		budget
	};
}

function weightedOf({ need }: Plan, coverage: PlanResult['coverage']): number {
	const key = (row: { population: string; service: string; quarter: number }) =>
		`${row.population} ${row.service} ${row.quarter}`;
	const weights = new Map(need.map((row) => [key(row), row.weight]));
	const sum = (value: (row: PlanResult['coverage'][number]) => number) =>
		coverage.reduce((all, row) => all + value(row) * (weights.get(key(row)) ?? 0), 0);
	const whole = sum((row) => row.need);
	return whole > 0 ? sum((row) => row.met) / whole : 0;
}

function awardRows({ awards }: PlanResult, names: PlanNames): AwardRow[] {
	return awards.map(({ award, budget, direct, indirect, left, why_left }) => ({
		id: award,
		name: names.award(award),
		budget,
		spent: direct + indirect,
		administration: indirect,
		left: left < 0.5 ? 0 : left,
		why: why_left === null ? '' : PLAN_SAYS.whyLeft[why_left]
	}));
}
