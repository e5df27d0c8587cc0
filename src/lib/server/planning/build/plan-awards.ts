import {
	changeOf,
	quarterIndex,
	quarterOf,
	Refusal,
	writeDay,
	writeDollars,
	type BasisAward,
	type PlanBasis,
	type PlanFunder,
	type Scenario
} from '$lib/domain';
import type { Said } from './said';

/** Everything that a part of a plan is made of. */
export interface Sides {
	basis: PlanBasis;
	scenario: Scenario;
	services: string[];
	populations: string[];
	said: Said;
}

/** An award of the plan, and the filed award behind it; null for money that does not exist yet. */
export interface PlannedAward {
	funder: PlanFunder;
	award: string | null;
	isRenewal: boolean;
}

/** The id of money that does not exist yet. */
export const NEW_AWARD = 'NEW-AWARD';

/** The id of what follows an award that is renewed. */
export function renewalOf(award: string): string {
	return `${award} (renewed)`;
}

/** The awards of a plan: those that live in it with what they have left, renewals, and the new one. */
export function planAwards(sides: Sides): PlannedAward[] {
	const { basis, scenario } = sides;
	const filed = basis.awards.flatMap((award) => [...ownMoney(sides, award), ...renewal(sides, award)]);
	return [...filed, ...(scenario.added ? [added(sides)] : [])];
}

/** The quarter of the plan in which a day lies: below zero before it. */
function placeOf({ quarters }: PlanBasis, quarter: string): number {
	return quarterIndex(quarter) - quarterIndex(quarters[0] ?? quarter);
}

function ownMoney(sides: Sides, award: BasisAward): PlannedAward[] {
	const { basis, scenario } = sides;
	const change = changeOf(scenario, award.award);
	const life = lifeOf(basis, award, change.last);
	if (change.fate === 'gone' || life.last < 0 || life.first >= basis.quarters.length) return [];
	const funder = {
		...rulesOf(sides, award),
		id: award.award,
		budget: Math.max(0, award.left) * change.share,
		first_quarter: Math.max(0, life.first),
		last_quarter: Math.min(basis.quarters.length - 1, life.last)
	};
	if (funder.first_quarter > funder.last_quarter) return [];
	return [{ funder: preferred(sides, funder), award: award.award, isRenewal: false }];
}

function lifeOf(basis: PlanBasis, award: BasisAward, last: string | null): { first: number; last: number } {
	return {
		first: placeOf(basis, quarterOf(award.start_date)),
		last: placeOf(basis, last ?? quarterOf(award.end_date))
	};
}

/** What follows an award: the same rules, and for each quarter as much as the award had on average. */
function renewal(sides: Sides, award: BasisAward): PlannedAward[] {
	const { basis, scenario } = sides;
	const change = changeOf(scenario, award.award);
	const first = Math.max(0, lifeOf(basis, award, change.last).last + 1);
	const count = basis.quarters.length - first;
	if (change.fate !== 'renewed' || count <= 0) return [];
	const funder = {
		...rulesOf(sides, award),
		id: renewalOf(award.award),
		budget: paceOf(award) * count * change.share,
		first_quarter: first,
		last_quarter: basis.quarters.length - 1
	};
	return [{ funder: preferred(sides, funder), award: award.award, isRenewal: true }];
}

/** Dollars of an award for each quarter of its life. */
export function paceOf({ amount, start_date, end_date }: BasisAward): number {
	const days = (Date.parse(end_date) - Date.parse(start_date)) / 86_400_000;
	return Math.max(0, amount) / Math.max(1, Math.round(days / 91.3125));
}

type Rules = Omit<PlanFunder, 'id' | 'budget' | 'first_quarter' | 'last_quarter'>;

function rulesOf({ services, populations, scenario }: Sides, award: BasisAward): Rules {
	const relaxed = new Set(
		scenario.relaxed.filter((one) => one.award === award.award).map(({ rule }) => rule)
	);
	const mayPay = award.allowed_services.length > 0 ? award.allowed_services : services;
	const own = services.filter(
		(service) => mayPay.includes(service) && !award.prohibited_services.includes(service)
	);
	const isForAll = award.allowed_populations.length === 0 || award.allowed_populations.includes('any');
	const whom = isForAll ? populations : populations.filter((one) => award.allowed_populations.includes(one));
	const isFederal = award.fund_type === 'federal';
	const match = isFederal && (award.match_share ?? 0) > 0 ? award.match_share : null;
	return {
		federal: isFederal,
		flexible: true,
		services: relaxed.has('services') ? services : own,
		populations: relaxed.has('populations') ? populations : whom,
		preference_cost_per_1000: 0,
		admin_cap: relaxed.has('admin') ? 1 : award.admin_share_max,
		quarter_draw_cap: null,
		match_ratio: relaxed.has('match') ? null : match,
		earmark: null,
		support_share_cap: null,
		per_person_cap: relaxed.has('person') ? null : award.per_person_cap,
		payer_order: award.payer_order
	};
}

/** Money that may pay for little and ends soon is spent first: a thousand of its dollars cost less. */
function preferred({ services, populations, basis }: Sides, funder: PlanFunder): PlanFunder {
	const breadth = (funder.services.length * funder.populations.length) / (services.length * populations.length);
	const late = funder.last_quarter / basis.quarters.length;
	return { ...funder, preference_cost_per_1000: Number((0.1 * breadth + 0.05 * late).toFixed(4)) };
}

/** A new award's administration is held to a tenth, as most federal awards are. */
const NEW_ADMIN = 0.1;

function added(sides: Sides): PlannedAward {
	const { basis, scenario, services, populations } = sides;
	const { dollars, services: what, populations: whom, from, to } = scenario.added!;
	const last = basis.quarters.length - 1;
	const funder: PlanFunder = {
		id: NEW_AWARD,
		federal: true,
		flexible: true,
		budget: dollars,
		services: what.length > 0 ? what : services,
		populations: whom.length > 0 ? whom : populations,
		first_quarter: Math.min(last, Math.max(0, from ? placeOf(basis, from) : 0)),
		last_quarter: Math.min(last, Math.max(0, to ? placeOf(basis, to) : last)),
		preference_cost_per_1000: 0,
		admin_cap: NEW_ADMIN,
		quarter_draw_cap: null,
		match_ratio: null,
		earmark: null,
		support_share_cap: null,
		per_person_cap: null,
		payer_order: null
	};
	sides.said.say(
		'rules',
		'A new award may pay every partner that has places for its services, at most 10% of it for administration.',
		{ from: 'scenario' }
	);
	return { funder: preferred(sides, funder), award: null, isRenewal: false };
}

/** A link may name what this state does not know; a plan without it would answer another question. */
export function refuseStrangers(basis: PlanBasis, scenario: Scenario): void {
	const awards = new Set(basis.awards.map(({ award }) => award));
	const named = [...scenario.awards, ...scenario.relaxed].map(({ award }) => award);
	const services = new Set(Object.keys(basis.names.service));
	const populations = new Set(Object.keys(basis.names.population));
	const strangers = [
		...named.filter((award) => !awards.has(award)),
		...[...(scenario.added?.services ?? []), ...scenario.places.map(({ service }) => service)].filter(
			(service) => !services.has(service)
		),
		...[...(scenario.added?.populations ?? []), ...scenario.priorities.map((one) => one.population)].filter(
			(population) => !populations.has(population)
		),
		...scenario.places.map(({ partner }) => partner).filter((partner) => !(partner in basis.names.partner))
	];
	const [first] = strangers;
	if (first === undefined) return;
	throw new Refusal(
		'unknown_in_state',
		`The scenario names "${first.slice(0, 60)}", which state ${basis.state} does not know.`,
		'Open the plan of the latest state and choose again.'
	);
}

const NOT_RENEWED =
	'No award is renewed unless that is chosen, also where its renewal is filed as committed or likely.';

const PROMISED = ['committed', 'likely'];

/** Says what is assumed of the money, award by award. */
export function assumeMoney({ basis, scenario, said }: Sides, planned: PlannedAward[]): void {
	const day = writeDay(basis.asOf);
	said.say('money', `Each award has what it had left on ${day}; it may be spent in any quarter in which the award lives.`, {
		from: 'award_balance'
	});
	said.say('money', 'An award that ends in the middle of a quarter pays until the end of that quarter.', {
		from: 'awards'
	});
	const live = new Set(planned.map(({ award }) => award));
	said.say('money', NOT_RENEWED, { from: 'awards' });
	for (const award of basis.awards.filter((one) => live.has(one.award))) {
		const row = `${award.name} (${award.award})`;
		if (PROMISED.includes(award.renewal ?? '') && changeOf(scenario, award.award).fate === 'filed')
			said.say('money', NOT_RENEWED, { from: 'awards', row: `${row}: ${award.renewal}` });
		if (award.left < 0)
			said.say('left_out', 'More was spent of these awards than they had; they are planned with nothing left.', {
				from: 'award_balance',
				row: `${row}: ${writeDollars(award.left)}`
			});
		if (award.allowed_services.length + award.prohibited_services.length === 0)
			said.say(
				'rules',
				'These awards do not say for what they may pay: they pay only for what the service matrix names for them.',
				{ from: 'awards', row }
			);
		if (award.allowed_populations.length === 0)
			said.say(
				'rules',
				'These awards do not say for whom they may pay: they pay only for those whom the service matrix names for them.',
				{ from: 'awards', row }
			);
		if (award.admin_share_max === null)
			said.say('rules', 'These awards name no share for administration; they carry none.', { from: 'awards', row });
		if (award.fund_type === null)
			said.say('rules', 'These awards do not say whose money they are; they match no federal award.', {
				from: 'awards',
				row
			});
		if (award.per_person_cap !== null)
			said.say(
				'rules',
				'A cap for one person is compared with the price of one quarter; somebody who needs more quarters may reach it sooner.',
				{ from: 'awards', row: `${row}: ${writeDollars(award.per_person_cap)}` }
			);
		if (changeOf(scenario, award.award).fate === 'renewed')
			said.say(
				'money',
				'A renewed award has the same rules, and for each quarter as much as the award had on average.',
				{ from: 'awards', row: `${row}: ${writeDollars(paceOf(award))} a quarter` }
			);
	}
}
