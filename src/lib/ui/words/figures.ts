/** The words of the page of one figure, and of the list of all. */
export const FIGURES_WORDS = {
	title: 'Figures',
	lead: 'Every number that is published, each with its permanent address, its sentence and its citation.',
	one: 'Figure',
	sections: {
		coverage: 'Coverage',
		retention: 'Retention and outcomes',
		funding: 'Funding',
		people: 'People'
	} as Record<string, string>,
	measure: 'Measure',
	by: 'Broken down by',
	together: 'Nothing: all together',
	from: 'From',
	to: 'To',
	any: 'First published',
	last: 'Last published',
	filters: 'Only',
	ask: 'What to show',
	older: (state: number, latest: number) =>
		`This figure is of state ${state}. Newer data have been published since (state ${latest}).`,
	newest: 'See the same figure today',
	definition: 'Definition',
	question: 'Question',
	source: 'Source',
	sources: (count: number) =>
		count === 1 ? 'It rests on 1 submission.' : `It rests on ${count} submissions.`,
	cannot: 'This figure cannot be shown'
} as const;

/** The plain words of breakdowns. */
export const BREAKDOWN_WORDS: Record<string, string> = {
	denial_reason: 'Reason of a denial',
	because: 'Reason',
	adjusted_for: 'Adjusted for',
	quarter: 'Quarter',
	quarters_since_start: 'Quarters since start',
	versus: 'Compared with',
	days_after_start: 'Days after start',
	start_quarter: 'Start quarter',
	partner: 'Partner',
	population: 'Population',
	service: 'Service',
	received: 'Received it or not',
	program: 'Program',
	provider: 'Provider',
	zip: 'ZIP code',
	sex: 'Sex',
	age_band: 'Age',
	race_ethnicity: 'Race or ethnicity',
	education: 'Education',
	award: 'Award',
	paid_from: 'Paid from',
	reason: 'Reason'
};
