import {
	changeOf,
	quarterIndex,
	quarterOf,
	writeDay,
	type AwardChange,
	type BasisAward,
	type Calendar,
	type PlanBasis,
	type RelaxableRule,
	type Scenario
} from '$lib/domain';
import { planNames } from '$lib/ui/plans/plan-names';

/** An award as the form shows it. */
export interface AwardControl {
	award: string;
	name: string;
	left: number;
	ends: string;
	renewal: string | null;
	/** Whether it is over before the plan begins, so that only its renewal or a later end matters. */
	isOver: boolean;
	change: AwardChange;
	/** Rules that it has and somebody may relax. */
	rules: { rule: RelaxableRule; isRelaxed: boolean }[];
}

/** A choice of a list. */
export interface Option {
	value: string;
	label: string;
}

/** Everything that the form of a plan offers, and how it stands. */
export interface PlanControls {
	scenario: Scenario;
	focus: { award: string; name: string; ends: string; step: number; steps: string[] } | null;
	awards: AwardControl[];
	services: Option[];
	populations: Option[];
	quarters: Option[];
	places: Option[];
}

/** The form of a plan: the marked award first, then every award that may still matter. */
export function planControls(basis: PlanBasis, scenario: Scenario, calendar: Calendar): PlanControls {
	const names = planNames(basis, calendar);
	const quarters = basis.quarters.map((value, place) => ({ value, label: names.quarter(place) }));
	const sorted = (codes: Iterable<string>, label: (code: string) => string): Option[] =>
		[...new Set(codes)]
			.map((value) => ({ value, label: label(value) }))
			.sort((one, other) => (one.label < other.label ? -1 : 1));
	const services = sorted(
		basis.needs.map(({ service }) => service),
		names.service
	);
	return {
		scenario,
		focus: focusOf(basis, scenario, quarters),
		awards: basis.awards
			.filter((award) => mayMatter(basis, scenario, award))
			.map((award) => awardControl(basis, scenario, award)),
		services,
		populations: sorted(
			basis.needs.map(({ population }) => population),
			names.population
		),
		quarters,
		places: sorted(
			[...basis.lines, ...scenario.places].map(({ partner, service }) => `${partner}:${service}`),
			(at) => {
				const [partner = '', service = ''] = at.split(':');
				return `${names.service(service)} at ${names.partner(partner)}`;
			}
		)
	};
}

/** An award that is over matters when it is marked, has money left, or is changed. */
function mayMatter(basis: PlanBasis, scenario: Scenario, award: BasisAward): boolean {
	const isChanged = scenario.awards.some((one) => one.award === award.award);
	return isChanged || award.award === basis.focus || !isOver(basis, award);
}

function isOver({ quarters }: PlanBasis, { end_date }: BasisAward): boolean {
	return quarterIndex(quarterOf(end_date)) < quarterIndex(quarters[0] ?? '');
}

function focusOf(basis: PlanBasis, scenario: Scenario, quarters: Option[]): PlanControls['focus'] {
	const award = basis.awards.find((one) => one.award === basis.focus);
	if (!award) return null;
	const { last } = changeOf(scenario, award.award);
	const ends = writeDay(award.end_date);
	return {
		award: award.award,
		name: award.name,
		ends,
		step: last === null ? 0 : basis.quarters.indexOf(last) + 1,
		steps: [ends, ...quarters.map(({ label }) => label)]
	};
}

function awardControl(basis: PlanBasis, scenario: Scenario, award: BasisAward): AwardControl {
	const isRelaxed = (rule: RelaxableRule) =>
		scenario.relaxed.some((one) => one.award === award.award && one.rule === rule);
	const has: [RelaxableRule, boolean][] = [
		['services', award.allowed_services.length + award.prohibited_services.length > 0],
		['populations', award.allowed_populations.length > 0 && !award.allowed_populations.includes('any')],
		['partners', true],
		['admin', award.admin_share_max !== null],
		['match', (award.match_share ?? 0) > 0 && award.fund_type === 'federal'],
		['person', award.per_person_cap !== null]
	];
	return {
		award: award.award,
		name: award.name,
		left: award.left,
		ends: writeDay(award.end_date),
		renewal: award.renewal,
		isOver: isOver(basis, award),
		change: changeOf(scenario, award.award),
		rules: has.filter(([, isThere]) => isThere).map(([rule]) => ({ rule, isRelaxed: isRelaxed(rule) }))
	};
}
