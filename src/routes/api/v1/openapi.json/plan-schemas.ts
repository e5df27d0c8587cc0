import { SERVICE_GROUPS } from '$lib/domain';

const text = { type: 'string' };
const amount = { type: 'number', minimum: 0 };
const number = { type: 'number' };
const quarter = { type: 'integer', minimum: 0 };
const share = { type: ['number', 'null'], minimum: 0, maximum: 1 };
const orNull = (type: object) => ({ oneOf: [type, { type: 'null' }] });
const names = { type: 'array', items: text };
const row = (properties: Record<string, object>, optional: string[] = []) => ({
	type: 'object',
	required: Object.keys(properties).filter((name) => !optional.includes(name)),
	properties
});
const rows = (properties: Record<string, object>, optional: string[] = []) => ({
	type: 'array',
	items: row(properties, optional)
});

const place = { population: text, service: text, quarter };

const FUNDER = row(
	{
		...{ id: text, federal: { type: 'boolean' }, flexible: { type: 'boolean' }, budget: amount },
		...{ services: names, populations: names, first_quarter: quarter, last_quarter: quarter },
		...{
			preference_cost_per_1000: amount,
			admin_cap: share,
			quarter_draw_cap: share,
			support_share_cap: share
		},
		match_ratio: { type: ['number', 'null'], minimum: 0 },
		earmark: orNull(row({ populations: names, min_share: amount })),
		per_person_cap: orNull({ type: ['number', 'object'] }),
		payer_order: { type: ['integer', 'null'], minimum: 1 }
	},
	[
		...['flexible', 'services', 'populations', 'preference_cost_per_1000', 'admin_cap', 'quarter_draw_cap'],
		...['support_share_cap', 'match_ratio', 'earmark', 'per_person_cap', 'payer_order']
	]
);

const RULE = row(
	{ rule: text, award: text, partner: text, service: text, population: text, quarter, words: text },
	[...['award', 'partner', 'service', 'population', 'quarter']]
);

const CHANGE = orNull({ type: 'object', required: ['rule', 'words', 'objective_gain', 'people_gain'] });

const ALLOCATION = rows({ funder: text, partner: text, ...place, units: amount, cost: amount });

/** The documents of plans: what is asked and what is answered. */
export const PLAN_SCHEMAS: Record<string, object> = {
	Plan: {
		description:
			'A what-if. Quarters count from 0; a capacity of null is not limited; a need without weight weighs its urgency over all need of its service.',
		...row(
			{
				id: text,
				quarters: { type: 'integer', minimum: 1 },
				populations: rows({ id: text }),
				services: rows({ id: text, group: { type: 'string', enum: SERVICE_GROUPS } }),
				partners: rows({ id: text, indirect_rate: amount }, ['indirect_rate']),
				unit_cost: rows({ partner: text, service: text, cost: amount }),
				capacity: rows({
					partner: text,
					service: text,
					quarter,
					units: { type: ['number', 'null'], minimum: 0 }
				}),
				need: rows({ ...place, units: amount, weight: amount, urgency: amount }, ['weight', 'urgency']),
				funders: { type: 'array', items: FUNDER },
				floors: orNull(row({ min_weighted_coverage: { type: 'number', minimum: 0, maximum: 1 } })),
				contracts: orNull(
					row({ min_contract: amount, max_partners_per_funder: { type: ['integer', 'null'] } }, [
						'max_partners_per_funder'
					])
				),
				offerings: rows(
					{
						funder: text,
						partner: text,
						service: text,
						population: text,
						from: quarter,
						to: quarter,
						cap: { type: ['number', 'null'] }
					},
					['from', 'to', 'cap']
				),
				baseline: rows({ ...place, units: amount })
			},
			['floors', 'contracts', 'offerings', 'baseline']
		)
	},
	PlanResult: {
		description:
			'The best allocation, its proof, what stays unmet and why, what one more dollar and place would add. An infeasible plan is an answer: its conflicting rules stand in reasons.',
		...row(
			{
				id: text,
				status: { type: 'string', enum: ['optimal', 'infeasible', 'time_limit'] },
				objective: { type: ['number', 'null'] },
				bound: {
					type: ['number', 'null'],
					description: 'After time_limit: no plan reaches more, as far as is known.'
				},
				allocation: ALLOCATION,
				indirect: { type: 'object', additionalProperties: amount },
				match: rows({ from: text, to: text, dollars: amount }),
				unmet: rows(
					{
						...place,
						units: amount,
						reason: { type: 'string', enum: ['rule', 'capacity', 'money', 'time'] },
						rules: names
					},
					['rules']
				),
				duals: orNull(
					row({
						awards: { type: 'object', additionalProperties: amount },
						capacity: rows({ partner: text, service: text, quarter, value: amount }),
						contracts_held: { type: 'boolean' },
						one_sided: { type: 'boolean' },
						places_one_sided: { type: 'boolean' }
					})
				),
				reasons: { type: 'array', items: RULE },
				irreducible: {
					type: 'boolean',
					description: 'Infeasible: each reason is known to be needed for the conflict.'
				},
				coverage: rows({ ...place, need: amount, met: amount }),
				awards: rows({
					...{ award: text, budget: amount, direct: amount, indirect: amount, left: amount },
					why_left: {
						type: ['string', 'null'],
						enum: ['no_line', 'needs_met', 'places', 'match', 'rules', null]
					}
				}),
				lost: orNull(rows({ ...place, units: amount })),
				certificate: orNull(
					row({
						...{ checked: { type: 'integer' }, worst: number, objective: number },
						...{ bound: { type: ['number', 'null'] }, gap: { type: ['number', 'null'] } },
						bound_from: { type: ['string', 'null'], enum: ['multipliers', 'search', null] },
						holds: { type: 'boolean' }
					})
				),
				alternatives: rows({
					objective: number,
					within: number,
					partners: names,
					proven: { type: 'boolean' },
					allocation: ALLOCATION,
					words: text
				}),
				best_change: CHANGE,
				best_agreement: CHANGE,
				next_dollar: rows({
					service: text,
					population: text,
					value: amount,
					people_per_1000: amount,
					words: text
				}),
				notes: names,
				words: names
			},
			['bound', 'irreducible']
		)
	}
};
