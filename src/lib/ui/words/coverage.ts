/** The words of the coverage page. */
export const COVERAGE_WORDS = {
	title: 'Coverage: who needs what, and who got it',
	lead: 'People with an open need, the share to whom a partner delivered it, and the one reason why the rest went without.',
	narrowed: (what: string) => `Only ${what}.`,
	now: {
		title: (quarter: string) => `Who got what they needed, ${quarter}`,
		compared: (quarter: string) => `The same in ${quarter}`
	},
	reasons: {
		title: 'Why the rest went without',
		lead: 'Every unmet need has exactly one reason, and each reason has its own remedy.',
		gaps: 'The gaps, the widest first'
	},
	time: { title: 'How it moved' },
	places: {
		title: 'Where they live',
		lead: 'By ZIP code, where most went without first. Over all published quarters: in one alone, most places have too few people to be shown.'
	},
	rules: {
		title: 'Who may pay at all',
		lead: 'Before any money: services and populations for which somebody may pay.'
	},
	drill: {
		title: 'Look closer',
		lead: 'One service and population at a time: who needs it, who may pay, who gave it, how long it took, and why the rest went without.',
		service: 'Service',
		nobody: 'nobody in need',
		link: (service: string, population: string, share: string) => `${service} for ${population}: ${share}`
	},
	meaning: 'What the reasons mean'
} as const;
