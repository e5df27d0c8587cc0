import { writeDollars, type Plan, type RuleNamed } from '$lib/domain';
import type { Numbered } from '../programme/number-plan';
import type { Rule } from '../programme/rule';

/** A rule as an answer names it, with a sentence. */
export function nameRule({ plan }: Numbered, rule: Rule): RuleNamed {
	const names = {
		award: rule.award === undefined ? undefined : plan.funders[rule.award]!.id,
		partner: rule.partner === undefined ? undefined : plan.partners[rule.partner]!.id,
		service: rule.service === undefined ? undefined : plan.services[rule.service]!.id,
		population: rule.population === undefined ? undefined : plan.populations[rule.population]!.id,
		quarter: rule.quarter
	};
	const given = Object.entries(names).filter(([, name]) => name !== undefined);
	return { rule: rule.kind, ...Object.fromEntries(given), words: say(plan, rule, names) };
}

interface Names {
	award?: string;
	partner?: string;
	service?: string;
	population?: string;
	quarter?: number;
}

function say(
	plan: Plan,
	rule: Rule,
	{ award = '', partner = '', service = '', population = '', quarter }: Names
): string {
	const funder = plan.funders[rule.award ?? -1];
	switch (rule.kind) {
		case 'floor':
			return `${population} must get at least ${percent(plan.floors?.min_weighted_coverage)} of its weighted need.`;
		case 'budget':
			return `${award} has ${writeDollars(funder?.budget ?? 0)}.`;
		case 'draw':
			return `${award} may spend at most ${percent(funder?.quarter_draw_cap)} of its budget on services in one quarter.`;
		case 'admin':
			return `At most ${percent(funder?.admin_cap)} of what ${award} pays may be indirect cost.`;
		case 'match':
			return `Each dollar of ${award} needs ${percent(funder?.match_ratio)} of non-federal money beside it.`;
		case 'earmark':
			return `At least ${percent(funder?.earmark?.min_share)} of what ${award} spends must go to ${funder?.earmark?.populations.join(', ')}.`;
		case 'support':
			return `At most ${percent(funder?.support_share_cap)} of what ${award} spends may go to support services.`;
		case 'capacity':
			return `${partner} has a limited number of places for ${service}.`;
		case 'offering':
			return 'An offering is limited to so many people a quarter.';
		case 'contract':
			return `A contract of ${award} with a partner is at least ${writeDollars(plan.contracts?.min_contract ?? 0)}.`;
		case 'count':
			return `${award} may work with at most ${plan.contracts?.max_partners_per_funder} partners.`;
		case 'indirect':
			return 'The indirect cost of partners must be paid in full by awards that may pay it.';
		case 'need':
			return 'Nobody is helped twice with the same need.';
		default:
			return `What is spent must be paid for${quarter === undefined ? '' : ` in quarter ${quarter}`}.`;
	}
}

/** A share as a plan's sentences write it. */
export function percent(share: number | null | undefined): string {
	return `${Number(((share ?? 0) * 100).toPrecision(4))}%`;
}
