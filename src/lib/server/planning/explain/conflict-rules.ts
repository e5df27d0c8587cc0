import { writeDollars, type Plan, type PlanFunder, type RuleNamed } from '$lib/domain';
import { nameRule } from './name-rule';
import type { Numbered } from '../programme/number-plan';
import type { Rule } from '../programme/rule';

/** A plan of which some rules are left out. */
export interface Loosened {
	plan: Plan;
	/** Populations, by their number, whose floor does not hold. */
	floorless: ReadonlySet<number>;
}

/** A rule that could be left out, and the plan without it. */
export interface Droppable {
	named: RuleNamed;
	/** The rows that are written from it; null where it says which columns there are. */
	rows: ((rule: Rule) => boolean) | null;
	drop(loosened: Loosened): Loosened;
}

/** More than all needs cost; in place of a budget that is left out. */
function plenty({ need, unit_cost, partners }: Plan): number {
	const dearest = unit_cost.reduce((most, { cost }) => Math.max(most, cost), 1);
	const rate = partners.reduce((most, { indirect_rate }) => Math.max(most, indirect_rate), 0);
	return 10 * dearest * (1 + rate) * need.reduce((sum, { units }) => sum + units, 1);
}

/** Every rule that may stand in a conflict. The first are left out first, so the last are the ones a reader is told of. */
export function conflictRules(numbered: Numbered): Droppable[] {
	const { plan } = numbered;
	const rows = plan.funders.flatMap((funder, award) => ofAward(numbered, funder, award));
	return [
		...plan.populations.map((_, population) => floorOf(numbered, population)),
		...rows,
		...placesOf(numbered),
		...ofContracts(numbered),
		...plan.funders.map((funder, award) => budgetOf(numbered, funder, award)),
		...wholePlan(plan)
	];
}

function withPlan(change: (plan: Plan) => Plan): Droppable['drop'] {
	return ({ plan, floorless }) => ({ plan: change(plan), floorless });
}

function withFunder(id: string, change: (plan: Plan) => Partial<PlanFunder>): Droppable['drop'] {
	return withPlan((plan) => ({
		...plan,
		funders: plan.funders.map((funder) => (funder.id === id ? { ...funder, ...change(plan) } : funder))
	}));
}

function floorOf(numbered: Numbered, population: number): Droppable {
	return {
		named: nameRule(numbered, { kind: 'floor', population }),
		rows: (rule) => rule.kind === 'floor' && rule.population === population,
		drop: ({ plan, floorless }) => ({ plan, floorless: new Set([...floorless, population]) })
	};
}

function ofAward(numbered: Numbered, funder: PlanFunder, award: number): Droppable[] {
	const rules: [Rule['kind'], boolean, Partial<PlanFunder>][] = [
		['draw', funder.quarter_draw_cap !== null, { quarter_draw_cap: null }],
		['admin', funder.admin_cap !== null, { admin_cap: 1 }],
		['match', funder.federal && funder.match_ratio !== null, { match_ratio: null }],
		['earmark', funder.earmark !== null, { earmark: null }],
		['support', funder.support_share_cap !== null, { support_share_cap: null }]
	];
	return rules
		.filter(([, isThere]) => isThere)
		.map(([kind, , change]) => ({
			named: nameRule(numbered, { kind, award }),
			rows: (rule) => rule.kind === kind && rule.award === award,
			drop: withFunder(funder.id, () => change)
		}));
}

function budgetOf(numbered: Numbered, funder: PlanFunder, award: number): Droppable {
	return {
		named: nameRule(numbered, { kind: 'budget', award }),
		rows: (rule) => (rule.kind === 'budget' || rule.kind === 'draw') && rule.award === award,
		drop: withFunder(funder.id, (plan) => ({ budget: plenty(plan) }))
	};
}

function placesOf(numbered: Numbered): Droppable[] {
	const { plan, partners, services } = numbered;
	const limited = plan.capacity.filter(({ units }) => units !== null);
	const pairs = new Map(
		limited.map(({ partner, service }) => [`${partner} ${service}`, { partner, service }])
	);
	return [...pairs.values()].map(({ partner, service }) => {
		const place = { partner: partners.get(partner)!, service: services.get(service)! };
		const isThere = (row: { partner: string; service: string }) =>
			row.partner === partner && row.service === service;
		return {
			named: nameRule(numbered, { kind: 'capacity', ...place }),
			rows: (rule) =>
				rule.kind === 'capacity' && rule.partner === place.partner && rule.service === place.service,
			drop: withPlan((before) => ({
				...before,
				capacity: before.capacity.map((row) => (isThere(row) ? { ...row, units: null } : row))
			}))
		};
	});
}

function ofContracts(numbered: Numbered): Droppable[] {
	const { contracts } = numbered.plan;
	if (!contracts) return [];
	return [
		{
			rows: null,
			named: {
				rule: 'min_contract',
				words: `A contract is at least ${writeDollars(contracts.min_contract)}.`
			},
			drop: withPlan((plan) => ({ ...plan, contracts: { ...plan.contracts!, min_contract: 0 } }))
		},
		{
			rows: null,
			named: {
				rule: 'max_partners_per_funder',
				words: `An award works with at most ${contracts.max_partners_per_funder} partners.`
			},
			drop: withPlan((plan) => ({
				...plan,
				contracts: { ...plan.contracts!, max_partners_per_funder: null }
			}))
		}
	];
}

/** What awards may pay for is one rule here: to name it award by award would list the whole plan. */
function wholePlan({ offerings, populations, services, quarters }: Plan): Droppable[] {
	const everything: Partial<PlanFunder> = {
		services: services.map(({ id }) => id),
		populations: populations.map(({ id }) => id),
		first_quarter: 0,
		last_quarter: quarters - 1,
		per_person_cap: null
	};
	const allowed: Droppable = {
		rows: null,
		named: {
			rule: 'allowed',
			words: 'Each award pays only for the services, populations, quarters and prices that its rules name.'
		},
		drop: withPlan((plan) => ({
			...plan,
			funders: plan.funders.map((funder) => ({ ...funder, ...everything }))
		}))
	};
	const matrix: Droppable = {
		rows: null,
		named: { rule: 'offerings', words: 'Awards pay only what the offerings name.' },
		drop: withPlan((plan) => ({ ...plan, offerings: null }))
	};
	return offerings ? [matrix, allowed] : [allowed];
}
