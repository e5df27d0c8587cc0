/** The words of the funding page. */
export const FUNDING_WORDS = {
	title: 'Funding: what pays, and what ends',
	lead: 'What each award has left, what the need costs, and what nobody pays from the day an award ends.',
	leadFocus: (award: string, day: string) => `${award} ends on ${day}.`,
	focusMissing: 'No award is marked yet whose end matters most. It is chosen in the settings.',
	balance: { title: 'What is left of each award' },
	need: {
		title: (quarter: string) => `Need against money, ${quarter}`,
		lead: 'Expected people in need times the cost for each, and what the live awards can pay of it.'
	},
	runway: {
		title: 'Until when the money lasts',
		lead: 'The first quarter in which part of a support’s need has no payer.'
	},
	spend: { title: 'Who has paid so far' },
	dependence: {
		title: 'What hangs on one award',
		lead: 'The share of each support’s spending that the marked award pays.'
	},
	cost: { title: 'What a support costs for one person' }
} as const;
