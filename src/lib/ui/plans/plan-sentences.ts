import type { Plan, PlanResult, RuleChange, RuleNamed } from '$lib/domain';
import { PLAN_SAYS, writePeople } from '../words/plans';
import type { AwardRow, Headline } from './plan-answer';
import type { CoverageRow } from './coverage-rows';
import type { NextDollarRow } from './next-dollars';
import { inPhrase, listed, type PlanNames } from './plan-names';

/** A plan in sentences for a board, each made from its numbers. */
export interface PlanSentences {
	/** The finding. */
	lead: string[];
	money: string[];
	/** The grant writer's target, the rule, the alternative; nothing before they were looked for. */
	dollar: string;
	change: string;
	/** The rule alone, without the words around it. */
	changeAlone: string;
	fewer: string;
	proof: string;
	limits: string;
	/** Rules that cannot all hold. */
	conflict: string[];
}

interface Sources {
	plan: Plan;
	result: PlanResult;
	names: PlanNames;
	headline: Headline | null;
	coverage: CoverageRow[];
	awards: AwardRow[];
	dollars: NextDollarRow[];
	isExplained: boolean;
}

const SAYS = PLAN_SAYS;

/** Says what a plan's numbers say, and no more. */
export function planSentences(sources: Sources): PlanSentences {
	const { result, headline, isExplained } = sources;
	return {
		lead: headline ? leadOf(sources, headline) : [],
		money: headline ? moneyOf(sources, headline) : [],
		dollar: dollarOf(sources),
		change: isExplained && headline ? changeOf(sources) : '',
		changeAlone: result.best_change ? ruleWords(sources, result.best_change) : SAYS.noChange,
		fewer: fewerOf(sources),
		proof: proofOf(result),
		limits: SAYS.limits,
		conflict: result.status === 'infeasible' ? result.reasons.map((rule) => ruleWords(sources, rule)) : []
	};
}

function leadOf({ names, coverage, result }: Sources, { met, need, today }: Headline): string[] {
	if (need === 0) return [SAYS.nothingNeeded];
	const said = [SAYS.headline(met, need, names.quarter(0))];
	said.push(...quartersOf(result, names));
	if (today !== null) said.push(SAYS.today(today));
	const [worst] = coverage.filter(({ population }) => population === '');
	const why = worst?.reasons[0];
	if (worst && why && worst.need - worst.met >= 0.05)
		said.push(
			SAYS.unmet(worst.service, worst.need - worst.met, why.units, SAYS.reasons[why.reason]),
			...reasonsOf(result)
		);
	else said.push(SAYS.allMet);
	return said;
}

/** What the mean hides where the first quarter and the last differ. */
function quartersOf({ coverage }: PlanResult, names: PlanNames): string[] {
	const shareIn = (quarter: number) => {
		const rows = coverage.filter((row) => row.quarter === quarter);
		return sum(rows.map(({ met }) => met)) / sum(rows.map(({ need }) => need));
	};
	const last = Math.max(...coverage.map(({ quarter }) => quarter));
	const [one, other] = [shareIn(0), shareIn(last)];
	return Math.abs(one - other) >= 0.01
		? [SAYS.quarters(names.quarter(0), one, names.quarter(last), other)]
		: [];
}

/** Why needs are not met, the most frequent reason first. */
function reasonsOf({ unmet }: PlanResult): string[] {
	const all = sum(unmet.map(({ units }) => units));
	const parts = [...Map.groupBy(unmet, ({ reason }) => reason)]
		.map(([reason, rows]) => ({ reason, share: sum(rows.map(({ units }) => units)) / all }))
		.filter(({ share }) => share >= 0.005)
		.sort((a, b) => b.share - a.share);
	return parts.length > 1
		? [SAYS.why(parts.map(({ reason, share }) => SAYS.whyPart(share, SAYS.reasons[reason])))]
		: [];
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}

function moneyOf({ awards, result }: Sources, { spent, budget }: Headline): string[] {
	const why = new Map(result.awards.map(({ award, why_left }) => [award, why_left]));
	const stays = awards
		.filter(({ left }) => left >= 1)
		.sort((one, other) => other.left - one.left)
		.flatMap(({ id, name, left }) => {
			const reason = why.get(id);
			return reason ? [SAYS.stays(name, left, SAYS.whyLeft[reason])] : [];
		});
	return [SAYS.spent(spent, budget), ...stays];
}

function dollarOf({ dollars }: Sources): string {
	const [best] = dollars;
	if (!best) return '';
	return SAYS.dollar(inPhrase(best.service), SAYS.forWhom(best.whom), writePeople(best.perThousand));
}

function changeOf(sources: Sources): string {
	const { plan, result } = sources;
	if (!result.best_change) return SAYS.noChange;
	const { best_change: best, best_agreement: agreed } = result;
	const told = ({ people_gain }: RuleChange) => SAYS.gain(people_gain / plan.quarters);
	const said = [SAYS.change(ruleWords(sources, best), told(best))];
	if (agreed && agreed.words !== best.words)
		said.push(SAYS.agreement(ruleWords(sources, agreed), told(agreed)));
	return said.join(' ');
}

function fewerOf({ plan, result, names }: Sources): string {
	const [alternative] = result.alternatives;
	if (!alternative) return '';
	const used = new Set(result.allocation.map(({ partner }) => partner));
	const partners = alternative.partners;
	if (partners.length >= Math.min(used.size, plan.partners.length)) return SAYS.everyPartner;
	return SAYS.fewer(listed(partners.map(names.partner)), partners.length);
}

function proofOf({ certificate, status }: PlanResult): string {
	if (!certificate) return '';
	const { gap, checked } = certificate;
	if (gap === null) return '';
	return status === 'time_limit' ? SAYS.unproven(gap, checked) : SAYS.proof(gap, checked);
}

function ruleWords({ plan, names }: Sources, named: RuleNamed): string {
	const { rule, award, partner, service, population, words } = named;
	if (award !== undefined && SAYS.rules[rule]) return SAYS.rules[rule](names.award(award));
	if (rule === 'capacity' && partner !== undefined)
		return service === undefined
			? SAYS.places(names.partner(partner))
			: SAYS.full(names.partner(partner), names.service(service));
	if (rule === 'floor')
		return population === undefined
			? SAYS.noFloor
			: SAYS.floor(names.population(population), plan.floors?.min_weighted_coverage ?? 0);
	return words;
}
