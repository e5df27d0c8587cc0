/** The words of the work list. */
export const WORK_LIST_WORDS = {
	title: 'Work list',
	titleOf: (partner: string) => `Work list: ${partner}`,
	lead: 'Your own customers with an open need, and who may provide it. Only your own files stand behind it; looking at it is written down.',
	choose: 'Whose customers?',
	none: 'You are not assigned to a partner yet. Ask an administrator.',
	empty: 'No customer of this partner has an open need.',
	services: 'Services',
	open: (count: string) => `${count} open`,
	section: (service: string, people: number) =>
		`${service}: ${people === 1 ? '1 customer waits' : `${people.toLocaleString('en-US')} customers wait`}`,
	may: {
		title: 'Who may provide it',
		lead: (day: string) => `As the matrix stands on ${day}. Send whom you can send to the first that fits.`,
		columns: ['For', 'Partner', 'Says', 'Condition', 'Limits', 'Wait', 'Until'],
		nobody: 'Nobody may pay for it',
		ask: (partners: string) => `Nobody has said yet: ask ${partners}`,
		refers: (partners: string) => `${partners} can tell where else to ask`,
		approval: 'each case needs approval',
		places: (count: string) => `${count} places a quarter`,
		cap: (amount: string) => `at most ${amount}`,
		days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
		noEnd: 'further notice',
		noCondition: 'none'
	},
	list: {
		title: 'Who waits, the most urgent and longest waiting first',
		label: (service: string) => `Customers who wait for ${service.toLowerCase()}`,
		columns: [
			'Customer',
			'Population',
			'Since',
			{ title: 'Days', isNumber: true },
			'Urgency',
			'Your last step'
		],
		noPopulation: 'none named',
		noStep: 'none yet',
		step: (status: string, day: string) => `${status}, ${day}`,
		notSaid: 'not said',
		page: (from: string, to: string, all: string) => `${from} to ${to} of ${all}`,
		before: 'The ones before',
		after: 'The next ones'
	},
	foot: 'A need stays here until your own file closes it or your own ledger says it was delivered. What other partners recorded is theirs and is not shown.'
} as const;
