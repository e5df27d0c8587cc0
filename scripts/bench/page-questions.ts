import type { Question } from '$lib/domain';

/** What the pages ask, for a quarter. */
export function pageQuestions(quarter: string): Record<string, Question[]> {
	const where = { quarter };
	const pair = { service: 'child_care', population: 'tanf' };
	return {
		overview: [
			{ measure: 'people_served', by: ['quarter'] },
			{ measure: 'need_coverage', by: ['quarter'] },
			{ measure: 'completion_rate', by: ['start_quarter'] },
			{ measure: 'employed_at_exit', by: ['quarter'] },
			{ measure: 'award_balance', by: ['quarter', 'award'] },
			{ measure: 'spend', by: ['quarter', 'award'] },
			{ measure: 'gap_reason', by: ['service'], where },
			{ measure: 'service_need', by: ['service'], where }
		],
		coverage: [
			{ measure: 'people_served', by: ['quarter'] },
			{ measure: 'coverage_kinds', by: ['service', 'population'], where },
			{ measure: 'need_coverage', by: ['service', 'population'], where },
			{ measure: 'gap_reason', by: ['service'], where },
			{ measure: 'need_coverage', by: ['quarter'] },
			{ measure: 'nominal_coverage', by: ['service'], where }
		],
		cell: [
			{ measure: 'people_served', by: ['quarter'] },
			{ measure: 'coverage_kinds', where: { ...where, ...pair } },
			{ measure: 'live_offerings', where: { ...where, ...pair } },
			{ measure: 'gap_reason', by: ['quarter'], where: pair },
			{ measure: 'gap_reason', where: { ...where, ...pair } },
			{ measure: 'coverage_change', where: { ...where, ...pair } },
			{ measure: 'need_coverage', by: ['quarter'], where: pair },
			{ measure: 'days_to_service', by: ['quarter'], where: pair },
			{ measure: 'requests_granted', by: ['partner'], where: { service: pair.service } },
			{ measure: 'denials', by: ['denial_reason'], where: { service: pair.service } },
			{ measure: 'need_coverage', by: ['partner'], where: { ...where, service: pair.service } },
			{ measure: 'need_coverage', by: ['zip'], where: { service: pair.service } }
		],
		retention: [
			{ measure: 'people_served', by: ['quarter'] },
			{ measure: 'training_pathway' },
			{ measure: 'training_retention' },
			{ measure: 'completion_rate', by: ['start_quarter'] }
		]
	};
}
