/** The words of the page about one service and population. */
export const CELL_WORDS = {
	title: (service: string, population: string) => `${service} for ${population}`,
	lead: (quarter: string) =>
		`Who needs it, who may pay, who gave it, how long it took, and why the rest went without: ${quarter}.`,
	back: 'All of coverage',
	facts: {
		label: (quarter: string) => `In ${quarter}`,
		need: 'People in need',
		nominal: 'The matrix says',
		capacity: 'Room',
		realised: 'Got it'
	},
	nobodyInNeed: 'Nobody in need',
	noLine: 'Nothing live',
	notLimited: 'places not limited',
	places: (count: string) => `${count} places`,
	room: (share: string, places: string) => `${share} of the need (${places})`,
	roomWithheld: (places: string) => `${places}; the need is withheld`,
	of: (share: string, some: string, all: string) => `${share} (${some} of ${all})`,
	unknown: { services: 'There is no such service', populations: 'There is no such population' },

	may: {
		title: 'Who may pay',
		lead: 'What partners say in the service matrix, those that may pay first. Unknown is not "cannot": it is not known yet.',
		none: 'No partner says anything of this service and population in this quarter.',
		columns: ['Partner', 'Award', 'Says', 'Condition', 'Places', 'Cost', 'Wait', 'Verified'],
		own: 'No award named',
		days: (days: number) => (days === 1 ? '1 day' : `${days} days`)
	},
	did: {
		title: 'Who gave it',
		lead: 'Requests that each partner approved or delivered: a person once for each quarter, all populations and quarters together.'
	},
	wait: { title: 'How long it took' },
	why: {
		title: 'Why the rest went without',
		lead: 'Every unmet need has exactly one reason, and each reason has its own remedy.',
		columns: ['Reason', 'People', 'What it means', 'What the group can do'],
		denied: 'What partners said when they said no'
	},
	time: { title: 'How it moved' },
	change: {
		label: 'Compared with',
		title: (quarter: string) => `Since ${quarter}`,
		interval: (low: string, high: string) => `95% interval ${low} to ${high}`,
		was: (before: string, after: string) => `from ${before} to ${after}`
	},
	where: {
		title: 'Whose customers, and where they live',
		lead: 'By the partner that recorded the need, and over all quarters by ZIP code; all populations together.'
	},
	end: {
		title: (award: string) => `Before and after ${award} ends`,
		lead: (award: string, day: string) =>
			`${award} ends on ${day}. What the matrix says and what there is room for is known before it happens; what people get is not.`,
		columns: ['Quarter', 'The matrix says', 'Room', 'Got it']
	}
} as const;
