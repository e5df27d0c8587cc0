import { writeDollars, type Plan, type PlanFunder, type PlanOffering, type RuleNamed } from '$lib/domain';
import { percent } from './name-rule';

/** A plan with one rule changed, and the rule. */
export interface Change {
	named: RuleNamed;
	plan: Plan;
}

/** Places are widened by this, because they are people and rooms and not a sentence in a law. */
const MORE_PLACES = 0.1;

/** Every rule of a plan that somebody could change, each with the plan that it would make. */
export function ruleChanges(plan: Plan): Change[] {
	return [
		...plan.funders.flatMap((funder) => [...ofAward(plan, funder), ...everyPartner(plan, funder)]),
		...plan.partners.map(({ id }) => morePlaces(plan, id)),
		...ofPlan(plan)
	];
}

type Rewrite = [rule: string, isThere: boolean, change: Partial<PlanFunder>, words: string];

function ofAward(plan: Plan, funder: PlanFunder): Change[] {
	const { id } = funder;
	const services = plan.services.map((one) => one.id);
	const populations = plan.populations.map((one) => one.id);
	const last = plan.quarters - 1;
	const rewrites: Rewrite[] = [
		['services', funder.services.length < services.length, { services }, `${id} may pay for every service.`],
		[
			'populations',
			funder.populations.length < populations.length,
			{ populations },
			`${id} may pay for everybody.`
		],
		[
			'last_quarter',
			funder.last_quarter < last,
			{ last_quarter: last },
			`${id} lasts to the end of the plan with the same money.`
		],
		['first_quarter', funder.first_quarter > 0, { first_quarter: 0 }, `${id} begins with the plan.`],
		[
			'admin_cap',
			(funder.admin_cap ?? 1) < 1,
			{ admin_cap: 1 },
			`${id} has no limit of ${percent(funder.admin_cap)} on indirect cost.`
		],
		[
			'quarter_draw_cap',
			funder.quarter_draw_cap !== null,
			{ quarter_draw_cap: null },
			`${id} may be spent in any quarter.`
		],
		[
			'match_ratio',
			funder.federal && funder.match_ratio !== null,
			{ match_ratio: null },
			`${id} needs no match.`
		],
		['earmark', funder.earmark !== null, { earmark: null }, `${id} has no earmark.`],
		[
			'support_share_cap',
			funder.support_share_cap !== null,
			{ support_share_cap: null },
			`${id} has no limit of ${percent(funder.support_share_cap)} on support services.`
		],
		[
			'per_person_cap',
			funder.per_person_cap !== null,
			{ per_person_cap: null },
			`${id} has no limit for one person.`
		]
	];
	return rewrites
		.filter(([, isThere]) => isThere)
		.map(([rule, , change, words]) => ({
			named: { rule, award: id, words },
			plan: withRules(plan, funder, { ...funder, ...change })
		}));
}

function withRules(plan: Plan, before: PlanFunder, after: PlanFunder): Plan {
	return {
		...plan,
		funders: plan.funders.map((one) => (one.id === before.id ? after : one)),
		offerings: withLines(plan, before, after)
	};
}

/** The offerings of a plan in which one award's rules have changed: what it may pay for more, it may pay at every partner. */
function withLines(
	{ offerings, partners }: Plan,
	before: PlanFunder,
	after: PlanFunder
): PlanOffering[] | null {
	if (!offerings) return null;
	const own = offerings.map((line) => (line.funder === before.id ? widened(line, before, after) : line));
	const more = after.services.filter((service) => !before.services.includes(service));
	return [...own, ...everywhere(partners, after, more)];
}

function widened(line: PlanOffering, before: PlanFunder, after: PlanFunder): PlanOffering {
	return {
		...line,
		population: after.populations.length > before.populations.length ? 'any' : line.population,
		from: line.from <= before.first_quarter ? Math.min(line.from, after.first_quarter) : line.from,
		to: line.to >= before.last_quarter ? Math.max(line.to, after.last_quarter) : line.to
	};
}

function everywhere(partners: Plan['partners'], funder: PlanFunder, services: string[]): PlanOffering[] {
	const life = { from: funder.first_quarter, to: funder.last_quarter };
	return partners.flatMap(({ id: partner }) =>
		services.map((service) => ({
			funder: funder.id,
			partner,
			service,
			population: 'any',
			...life,
			cap: null
		}))
	);
}

/** An award that pays at every partner for what its own rules allow. */
function everyPartner(plan: Plan, funder: PlanFunder): Change[] {
	if (!plan.offerings) return [];
	const others = plan.offerings.filter((line) => line.funder !== funder.id);
	return [
		{
			named: {
				rule: 'partners',
				award: funder.id,
				words: `${funder.id} may pay at every partner for what its own rules allow.`
			},
			plan: { ...plan, offerings: [...others, ...everywhere(plan.partners, funder, funder.services)] }
		}
	];
}

function morePlaces(plan: Plan, partner: string): Change {
	const widen = (units: number | null) => (units === null ? null : units * (1 + MORE_PLACES));
	const capacity = plan.capacity.map((row) =>
		row.partner === partner ? { ...row, units: widen(row.units) } : row
	);
	const words = `${partner} has ${percent(MORE_PLACES)} more places for each service.`;
	return { named: { rule: 'capacity', partner, words }, plan: { ...plan, capacity } };
}

function ofPlan(plan: Plan): Change[] {
	const { contracts } = plan;
	const changes: (Change | null)[] = [
		plan.floors && {
			named: { rule: 'floor', words: 'No population has a floor.' },
			plan: { ...plan, floors: null }
		},
		contracts && {
			named: {
				rule: 'min_contract',
				words: `Contracts may be smaller than ${writeDollars(contracts.min_contract)}.`
			},
			plan: { ...plan, contracts: { ...contracts, min_contract: 0 } }
		},
		contracts?.max_partners_per_funder != null
			? {
					named: {
						rule: 'max_partners_per_funder',
						words: `An award may work with more than ${contracts.max_partners_per_funder} partners.`
					},
					plan: { ...plan, contracts: { ...contracts, max_partners_per_funder: null } }
				}
			: null
	];
	return changes.filter((change) => change !== null);
}
