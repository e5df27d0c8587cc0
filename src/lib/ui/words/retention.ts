/** The words of the retention page. */
export const RETENTION_WORDS = {
	title: 'Retention: who stays, who leaves, who finishes',
	lead: 'Everyone who began training, from the day of their start: who is still there, who finished, who withdrew and when.',
	pathway: { title: 'Where the members of a start cohort are' },
	curve: {
		title: 'How long people stay',
		lead: 'The share that had not withdrawn, month by month; people who finished or transferred are followed until then.'
	},
	groups: { title: (by: string) => `The same by ${by.toLowerCase()}` },
	completion: {
		title: 'Who finishes',
		lead: 'By the quarter in which they started. Recent cohorts are still in training: their share will grow.',
		by: (by: string) => `Who finishes, by ${by.toLowerCase()}`
	},
	jobs: { title: 'Who has a job when they leave' },
	breakdowns: {
		start_quarter: 'Start quarter',
		program: 'Program',
		provider: 'Provider',
		population: 'Population',
		age_band: 'Age',
		sex: 'Sex',
		service: 'Support received'
	} as Record<string, string>
} as const;
