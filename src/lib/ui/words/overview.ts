/** The words of the overview. */
export const OVERVIEW_WORDS = {
	title: (quarter: string) => `Where we stand in ${quarter}`,
	headlines: 'Five numbers',
	numbers: {
		served: 'People served',
		covered: 'Needs covered',
		completed: 'Training completed',
		employed: 'Employed at exit',
		money: (award: string) => `Left in ${award}`,
		spent: 'Spent by all awards'
	},
	missing: (filed: number, all: number, quarter: string) =>
		`So far ${filed} of ${all} partners ${filed === 1 ? 'has' : 'have'} filed for ${quarter}. Its numbers are of their files alone, and change as the others file.`,
	lead: (share: string, gap: string) =>
		`${share} of the people who needed a support had got one of them${gap}.`,
	leadGap: (service: string, people: string) =>
		`; the widest gap is ${service.toLowerCase()}, where ${people} people went without`,
	gaps: {
		title: 'The widest gaps, and why',
		lead: (quarter: string) => `People with an open need in ${quarter} to whom nobody delivered it.`,
		all: 'All services and populations'
	},
	money: {
		title: 'What pays for it, and what ends',
		all: 'What nobody pays after the end'
	},
	filing: {
		title: 'Who has filed',
		lead: 'Exports published by each partner for each quarter.',
		table: 'Exports published, by partner and quarter',
		partner: 'Partner',
		none: 'none',
		waiting: (count: number) => `${count} waiting`,
		late: 'not filed',
		key: 'A dash: nothing filed for that quarter. “Waiting”: received, not published.',
		all: 'All submissions'
	},
	empty: {
		title: 'Welcome to Braidwork',
		lead: 'This home is empty. Three steps lead from here to the first page of numbers.',
		done: 'done',
		steps: [
			{
				title: 'Say who you are',
				text: 'Name of the partnership, partners, calendar, the award whose end matters, goals. Then what each partner agreed to, how people sign in, and who may come in: an analyst files for the partners that you assign.',
				links: [
					{ link: 'To the settings', href: '/settings' },
					{ link: 'To the agreements', href: '/agreements' },
					{ link: 'To the users', href: '/users' }
				]
			},
			{
				title: 'File a quarter',
				text: 'Drop the partners’ exports as they are. Findings come back in the words of the file; then publish. An administrator sees no partner’s files, unless granted on the page Users.',
				links: [{ link: 'To the submissions', href: '/submissions' }]
			},
			{
				title: 'Read the three answers',
				text: 'Who needs what and who pays, who stays and finishes, what nobody pays when the award ends.',
				links: [{ link: 'What each number means', href: '/glossary' }]
			}
		],
		templates: 'No export at hand? Blank templates lie in the glossary.'
	}
} as const;
