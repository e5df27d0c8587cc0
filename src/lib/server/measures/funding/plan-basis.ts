import { addQuarters, quartersBetween, type BasisAward, type PlanBasis, type Quarter } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { awardRules, awardsOf, publicFigures } from '../counting/public-figures';
import type { Award, AwardRules, MatrixLine, Spending } from '../counting/read-public';
import { cents } from '../counting/sum-dollars';
import { knownCodes, valueLabel } from '../dimensions';
import type { Ask } from '../measure';
import { balanceOf } from '../published/award_balance';
import { AHEAD } from '../resolve-question';
import { TRAILING } from './expected-need';
import { planLines } from './plan-lines';
import { planNeeds } from './plan-needs';
import { paidMeans } from './unit-prices';

/** What a basis is asked of: a state under a policy. */
export type BasisAsk = Pick<Ask, 'w' | 'facts' | 'context' | 'also'>;

const known = new WeakMap<Warehouse, Map<string, Promise<PlanBasis>>>();

/** What a plan of a state starts from, of protected tables and public rows only; made once per state and threshold, which never change. */
export function planBasisOf(ask: BasisAsk): Promise<PlanBasis> {
	const bases = known.get(ask.w) ?? new Map<string, Promise<PlanBasis>>();
	known.set(ask.w, bases);
	const { threshold, focus_award } = ask.context;
	const key = JSON.stringify([ask.facts.state, threshold, focus_award]);
	const found = bases.get(key) ?? makeBasis(ask);
	bases.set(key, found);
	found.catch(() => bases.delete(key));
	return found;
}

async function makeBasis(ask: BasisAsk): Promise<PlanBasis> {
	const [perPopulation, perService, coverage, coveragePerService, paid, figures, rules] = await Promise.all([
		ask.also('service_need', ['quarter', 'service', 'population']),
		ask.also('service_need', ['quarter', 'service']),
		ask.also('need_coverage', ['quarter', 'service', 'population']),
		ask.also('need_coverage', ['quarter', 'service']),
		ask.also('unit_cost', ['quarter', 'service']),
		publicFigures(ask),
		awardRules(ask)
	]);
	const trailing = ask.facts.quarters.slice(-TRAILING);
	const last = trailing.at(-1) ?? '';
	const quarters = quartersBetween(addQuarters(last, 1), addQuarters(last, AHEAD));
	const recent = { ...paid, rows: paid.rows.filter((row) => trailing.includes(String(row.quarter))) };
	const spending = figures.spending.objects() as Spending[];
	const awards = [...awardsOf(figures).values()];
	return {
		state: ask.facts.state,
		asOf: ask.facts.asOf,
		quarters,
		trailing,
		focus: ask.context.focus_award,
		needs: planNeeds({ perPopulation, perService, coverage, coveragePerService }, trailing),
		awards: awards.map((award) => basisAward(award, { rules: rules.get(award.award), last, spending })),
		lines: planLines(figures.matrix.objects() as MatrixLine[], [...trailing, ...quarters]),
		paid: Object.fromEntries(paidMeans(recent)),
		indirect: indirectOf(spending, trailing),
		names: {
			service: labels('service'),
			population: labels('population'),
			partner: Object.fromEntries(ask.facts.partners.map(({ partner, name }) => [partner, name])),
			award: Object.fromEntries(awards.map(({ award, name }) => [award, name]))
		}
	};
}

interface AwardFacts {
	rules: AwardRules | undefined;
	last: Quarter;
	spending: Spending[];
}

function basisAward(award: Award, { rules, last, spending }: AwardFacts): BasisAward {
	const { amount, spent, obligated } = balanceOf(award, last, spending);
	return {
		award: award.award,
		name: award.name,
		funder: rules?.funder ?? '',
		fund_type: rules?.fund_type ?? null,
		start_date: award.start_date,
		end_date: award.end_date,
		amount,
		left: cents(amount - spent - obligated),
		allowed_services: listOf(award.allowed_services),
		prohibited_services: listOf(award.prohibited_services),
		allowed_populations: listOf(award.allowed_populations),
		per_person_cap: rules?.per_person_cap_usd ?? null,
		admin_share_max: rules?.admin_share_max ?? null,
		match_share: rules?.match_share ?? null,
		payer_order: award.payer_order === UNORDERED ? null : award.payer_order,
		renewal: rules?.renewal ?? null
	};
}

/** The order of an award for which none is filed. */
const UNORDERED = 999;

function listOf(list: string): string[] {
	return list === '' ? [] : list.split(';');
}

function labels(name: string): Record<string, string> {
	return Object.fromEntries(knownCodes(name).map((code) => [code, valueLabel(name, code)]));
}

const ADMINISTRATION = 'administration';

/** What each partner filed as administration for each dollar of services in these quarters. */
function indirectOf(spending: readonly Spending[], quarters: readonly Quarter[]): Record<string, number> {
	const recent = spending.filter(({ quarter }) => quarters.includes(quarter));
	return Object.fromEntries(
		[...Map.groupBy(recent, ({ partner }) => partner)].map(([partner, lines]) => {
			const of = (isAdmin: boolean) =>
				lines
					.filter(({ service }) => (service === ADMINISTRATION) === isAdmin)
					.reduce((sum, { spent_usd }) => sum + spent_usd, 0);
			const direct = of(false);
			return [partner, direct > 0 ? Math.max(0, of(true)) / direct : 0];
		})
	);
}
