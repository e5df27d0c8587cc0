import { writeCount, writeDollars, writePercent } from '$lib/domain';

/** The words of the funding pages. */
export const FUNDING_WORDS = {
	title: 'Funding: what pays, and what ends',
	lead: 'What each award has left, what the need costs, and what nobody pays from the day an award ends.',
	leadFocus: (award: string, day: string, isOver: boolean) =>
		`${award} ${isOver ? 'ended' : 'ends'} on ${day}.`,
	focusMissing: 'No award is marked yet whose end matters most. It is chosen in the settings.',
	first: {
		label: 'In short',
		uncovered: (service: string, population: string, quarter: string) =>
			`From ${quarter} nobody pays for ${service} for ${population}`,
		size: (people: string, dollars: string) => `: about ${people} people a quarter, ${dollars}.`,
		dollars: (dollars: string) => `: ${dollars} a quarter.`,
		more: (pairs: number) =>
			pairs === 0
				? ''
				: ` In that quarter ${pairs === 1 ? 'one other support for a group loses its' : `${writeCount(pairs)} other supports for a group lose their`} last payer too.`,
		short: (service: string, quarter: string) =>
			`The first support that is not paid for in full is ${service}, from ${quarter} on.`,
		covered: 'All of the expected need is paid for in the next eight quarters.',
		largest: (service: string, open: string, demand: string, quarter: string) =>
			`Most is missing for ${service}: ${open} of the ${demand} that will be needed through ${quarter}.`,
		next: (service: string, whom: string) => `One more dollar would help most with ${service} for ${whom}.`,
		nextLater: 'Where one more dollar would help most is told with the plans.',
		plans: 'To the plans'
	},
	timeline: {
		title: 'Which money is left, and until when',
		lead: 'Each award from its first to its last day, and what is left of it.'
	},
	balance: { title: 'What is left of all awards, quarter by quarter' },
	quarters: {
		title: 'Demand against money, by quarter',
		lead: 'What the expected need costs in each coming quarter, and how much of it the best plan can pay. The range beside it, or in the table, is what nobody pays with as few and as many people as in one of the last four quarters.'
	},
	fall: {
		title: (quarter: string) => `From today to ${quarter}: what is no longer paid, and why`,
		lead: 'What is paid now, what falls away by reason, and what is still paid then.'
	},
	need: {
		title: (quarter: string) => `Need against money by support, ${quarter}`,
		lead: 'Expected people in need times the cost for each, and what the best plan can pay of it.'
	},
	runway: {
		title: 'Until when the money lasts',
		lead: 'The first quarter in which part of a support’s need has no payer.'
	},
	payers: {
		title: (quarter: string) => `Who paid in ${quarter}`,
		lead: 'The money of each support by award. The marked award is striped, its share is written on it.'
	},
	tomorrow: {
		title: (quarter: string) => `Who may pay in ${quarter}`,
		lead: 'What the service matrix says of that quarter: awards whose lines pay, those with conditions in parentheses.',
		table: 'Who may pay for each support, by group',
		service: 'Support',
		nobody: 'nobody may',
		unknown: 'nobody has said',
		matrix: 'The service matrix'
	},
	spend: { title: 'What was spent, by award' },
	apart: {
		title: 'The grant’s money and the partners’ own',
		lead: 'What the marked award spent, and what partners spent beside it from everything else (leveraged).'
	},
	dependence: {
		title: 'What hangs on one award',
		lead: 'The share of each support’s spending that the marked award pays.'
	},
	cost: { title: 'What a support costs for one person' },
	cohort: {
		title: 'What training costs for one participant, completion and placement',
		lead: 'Everything the ledger names for the people who began in a quarter, divided by those who began, completed, and left into a job.'
	},
	report: {
		title: 'The federal reports',
		lead: 'Lines d to h of the Federal Financial Report (SF-425) for each federal award, as partners’ files add up to.'
	},
	spent: {
		title: 'Spending: who has paid so far, and at what cost',
		lead: 'What was spent from which money, what it cost for one person, and whether the federal reports add up.',
		link: 'What was spent so far, costs for one person, federal reports',
		back: 'Funding: what pays, and what ends'
	},
	people: (count: number) => writeCount(Math.round(count)),
	dollars: writeDollars,
	share: writePercent
} as const;
