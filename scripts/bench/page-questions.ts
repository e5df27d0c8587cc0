import type { Question } from '$lib/domain';

/** What the pages ask, for a quarter. */
export function pageQuestions(quarter: string): Record<string, Question[]> {
	const where = { quarter };
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
			{ measure: 'need_coverage', by: ['service', 'population'], where },
			{ measure: 'gap_reason', by: ['service'], where },
			{ measure: 'need_coverage', by: ['quarter'] },
			{ measure: 'nominal_coverage', by: ['service'], where }
		],
		retention: [
			{ measure: 'people_served', by: ['quarter'] },
			{ measure: 'training_pathway' },
			{ measure: 'training_retention' },
			{ measure: 'completion_rate', by: ['start_quarter'] }
		]
	};
}
