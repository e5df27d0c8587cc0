/** What a scenario changes, in sentences. */
export const SCENARIO_SAYS = {
	title: 'What is changed',
	none: 'Nothing: the plan rests on the data as they are filed.',
	anything: 'anything',
	anybody: 'anybody',
	growth: (isMore: boolean, percent: string) => `${percent} ${isMore ? 'more' : 'fewer'} people are in need.`,
	need: {
		low: 'As few people are in need as in the lowest of the last four quarters.',
		high: 'As many people are in need as in the highest of the last four quarters.'
	},
	last: (award: string, quarter: string) =>
		`${award} pays until the end of ${quarter}, with the money that it has left.`,
	fate: {
		renewed: (award: string) => `${award} is renewed at its end.`,
		gone: (award: string) => `${award} is gone.`
	},
	share: (award: string, percent: string) => `${award} has ${percent} of its money.`,
	added: (dollars: string, what: string, whom: string) =>
		`A new award of ${dollars} may pay for ${what} for ${whom}.`,
	places: (partner: string, units: number, service: string) =>
		`${partner} has ${units} more places a quarter for ${service}.`,
	relaxed: {
		services: (award: string) => `${award} may pay for every service, at every partner.`,
		populations: (award: string) => `${award} may pay for everybody.`,
		partners: (award: string) => `${award} may pay every partner, also where the matrix has no line.`,
		admin: (award: string) => `${award} has no limit on administration.`,
		match: (award: string) => `${award} needs no match.`,
		person: (award: string) => `${award} has no limit for one person.`
	},
	weigh: {
		people: 'Each person helped counts alike, whatever the service.',
		dollars: 'Each need counts what it costs to meet it.'
	},
	priority: (population: string, times: number) => `Needs of ${population} weigh ${times} times as much.`,
	floor: (percent: string) => `Each population has at least ${percent} of its needs met, by weight.`
} as const;

/** The words of the table for a memorandum of understanding. */
export const MEMO_SAYS = {
	title: 'Who will pay what for whom, and from when',
	lead: (from: string, to: string) =>
		`A draft for a memorandum of understanding, from ${from} to ${to}. It is the best plan that the rules on file allow; nobody has agreed to it yet.`,
	stamp: (asOf: string, state: number) => `Data through ${asOf} · state ${state}`,
	foot: (partnership: string) => `${partnership}. Made with Braidwork.`,
	back: 'Back to the plan',
	word: 'As a Word document',
	csv: 'As CSV',
	print: 'It prints on letter paper, sideways.',
	total: 'All together',
	left: 'What is not covered',
	uncovered: (service: string, units: string, why: string) =>
		`${service}: ${units} people a quarter, because ${why}.`,
	sign: 'Each partner and each award named here has its own rules: this table takes the place of none of them.'
} as const;
