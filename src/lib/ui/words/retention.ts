/** The words of the retention pages. */
export const RETENTION_WORDS = {
	title: 'Retention: who stays, who leaves, who finishes',
	lead: 'Everyone who began training, from the day of their start: who is still there, who finished, who withdrew and when.',
	rule: 'A person who comes back is one person with two stays: the first stay in health training is counted, a later one is not.',
	pages: {
		label: 'Retention pages',
		overview: 'Everybody',
		cohorts: 'By start quarter',
		timing: 'When people withdraw',
		outcomes: 'After they leave',
		compare: 'Groups compared',
		support: 'With and without a support'
	},
	pathway: {
		title: 'Where the members of a start cohort are',
		lead: 'Who drops out is read here: the share that has withdrawn counts everybody who began.'
	},
	curve: {
		title: 'How long people stay',
		lead: 'The share that would not have withdrawn, month by month, had nobody finished or transferred first: people who did are followed until then. What it lacks to 100% is not the share that drops out: that stands above.'
	},
	completion: {
		title: 'Who finishes',
		lead: 'By the quarter in which they started. Recent cohorts are still in training: their share will grow.',
		by: (by: string) => `Who finishes, by ${by.toLowerCase()}`
	},
	jobs: { title: 'Who has a job when they leave' },
	cohorts: {
		title: 'By start quarter: who is still there or has finished',
		lead: 'Each line is everyone who began in one quarter; each column is one quarter further from their start.',
		finishes: 'Who has finished so far'
	},
	timing: {
		title: 'When people withdraw',
		lead: 'Of those who withdrew, how many days after their start they left. The share of everybody who drops out, by month, stands with all who began.',
		dropOut: 'How many drop out',
		groups: (by: string) => `The same by ${by.toLowerCase()}`
	},
	compare: {
		title: 'Groups compared',
		lead: 'Do some groups withdraw sooner than others? Curves side by side, then the test whether the difference could be chance.',
		curves: (by: string) => `How long people stay, by ${by.toLowerCase()}`,
		curve:
			'The share that would not have withdrawn, month by month, had nobody finished or transferred first: people who did are followed until then. What it lacks to 100% is not the share that drops out.',
		difference: 'Could the difference be chance?',
		ratio:
			'Each bar: how many withdrew, over how many would have if all groups withdrew alike. 1.24 is 24% more than that. That no difference is found does not show that there is none.',
		adjusted: 'The same among people of the same program',
		adjustedLead:
			'Programs differ in how many withdraw, and groups are not spread alike over them. Here people are compared only with people of the same program.',
		adjustedWithheld:
			'Withheld to protect privacy: within programs these groups are too small to be compared.',
		months: 'How many months people go without withdrawing',
		always: 'Completions need fewer people than a curve, so more groups can be shown.'
	},
	support: {
		title: 'With and without a support',
		lead: 'Do people who got a support finish more often than those who did not, or not yet?',
		caution: 'This is an association, not an effect.',
		because:
			'Partners decide who gets a support, and people ask for it: those who get it differ from the others in much that is not counted here. A difference does not show that the support caused it, and no difference does not show that it is useless.',
		compared: 'Compared, step by step',
		how: 'A support counts from its date on, never for the time before. The difference is that of the chance to complete within a step. Adjusted, it compares only people of the same program, or only people who are both in a population or both outside it; nothing else is adjusted for. “Not withdrawn” is what it would be had nobody finished first. The p of a support allows for all the tests of supports here: the more there are, the sooner one seems to differ by chance alone.',
		heads: [
			'Support',
			'Up to month',
			'In training when a step began',
			'Completed',
			'Not withdrawn',
			'What that says'
		],
		says: {
			completing: (points: string, chance: string) =>
				`Completing differs by ${points} within a step, ${chance}`,
			staying: (chance: string) => `not withdrawing differs ${chance}`,
			beyond: (p: string) => `beyond chance (${p})`,
			maybe: (p: string) => `as it may by chance (${p})`
		},
		definitions: 'Definitions and formulas:',
		definition: 'with and without a support',
		adjustedDefinition: 'adjusted',
		both: (withIt: string, withoutIt: string) => `${withIt} with, ${withoutIt} without`,
		adjust: 'Adjusted for',
		adjustments: {
			program: 'Program',
			tanf: 'In TANF or not',
			low_income: 'Low-income or not',
			refugee: 'Refugee or not'
		},
		adjustedHead: {
			program: 'The same within programs',
			tanf: 'The same within TANF and outside it',
			low_income: 'The same among low-income adults and among others',
			refugee: 'The same among refugees and among others'
		},
		within: (text: string, strata: number) => `${text} (${strata} ${strata === 1 ? 'group' : 'groups'})`,
		noStrata: 'Cannot be told without giving small numbers away',
		nothing: 'Of no support enough people are at risk to be compared without giving small numbers away.',
		curves: 'How long people stay with and without it',
		curvesLead:
			'The share that would not have withdrawn, month by month, had nobody finished or transferred first: people who did are followed until then. Above, months are joined in steps, so that both may differ by a little.',
		all: 'Who completed, and who had not withdrawn'
	},
	highlight: {
		label: 'Stands out',
		none: 'No group',
		stranger: (group: string) => `“${group}” is none of these groups, so none stands out.`
	},
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
