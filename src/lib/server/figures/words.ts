import { COLUMN_WORDS } from './column-words';
/**
 * Every word that a figure writes by itself, beside those of the charts (`$lib/charts`) and of numbers
 * (`$lib/domain`). A translation replaces this file; sentences are functions because languages order words differently.
 */
export const WORDS = {
	product: 'Braidwork',
	allQuarters: (day: string) => `all published quarters through ${day}`,
	fromTo: (from: string, to: string) => `${from} to ${to}`,
	asOf: (state: number, day: string) => `State ${state}, as of ${day}`,
	people: (n: string) => `n = ${n}`,
	peopleBetween: (low: string, high: string) => `each n = ${low} to ${high}`,
	only: (filters: string) => `only ${filters}`,
	threshold: (highest: number) => `counts of 1 to ${highest} are withheld to protect privacy`,
	withheldRows: (count: string, total: string) =>
		`${count} of ${total} rows are withheld to protect privacy.`,

	noData: (title: string) => `${title}: no data`,
	withheld: (title: string) => `${title}: withheld to protect privacy`,
	notYet: (title: string) => `${title}: not yet observable`,
	forGroup: (service: string, population: string) => `${service} for ${population}`,
	is: (title: string, value: string) => `${title}: ${value}`,
	of: (value: string, numerator: string, denominator: string) => `${value} (${numerator} of ${denominator})`,

	rose: (title: string, a: string, from: string, b: string, to: string) =>
		`${title} rose from ${a} in ${from} to ${b} in ${to}`,
	fell: (title: string, a: string, from: string, b: string, to: string) =>
		`${title} fell from ${a} in ${from} to ${b} in ${to}`,
	was: (title: string, a: string, from: string, b: string, to: string) =>
		`${title} was ${a} in ${from} and ${b} in ${to}`,
	stayed: (title: string, value: string, from: string, to: string) =>
		`${title} stayed at ${value} from ${from} to ${to}`,
	onlyIn: (title: string, value: string, quarter: string) => `${title} was ${value} in ${quarter}`,
	ranges: (title: string, low: string, lowest: string, high: string, highest: string) =>
		`${title}: from ${low} (${lowest}) to ${high} (${highest})`,
	same: (title: string, value: string) => `${title} is ${value} throughout`,

	leastCovered: (place: string, value: string, n: string) =>
		`Least covered: ${place}, ${value} of ${n} in need`,
	widestPlace: (place: string, without: string, n: string) =>
		`Widest gap: ${place}, ${without} of ${n} in need went without`,
	kinds: (without: string, pairs: string, least: string) =>
		`${without} of ${pairs} pairs in need have no payer. ${least}`,
	changed: (place: string, points: string, since: string) => `${place}: ${points} since ${since}`,
	changedMost: (place: string, points: string, since: string) =>
		`Largest change since ${since}: ${place}, ${points}`,
	linesPay: (paying: string, lines: string) => `${paying} of ${lines} live lines may pay`,
	notLimited: 'not limited',
	largestGap: (service: string, people: string, reason: string) =>
		`Largest gap: ${service}, ${people} people without it (${reason})`,
	lastGap: (quarter: string, people: string, reason: string) =>
		`Last told of: ${quarter}, ${people} people without it (${reason})`,
	noGap: 'No unmet need among the numbers shown',
	afterMonths: (month: number, parts: string) => `Of 100 who began, by month ${month}: ${parts}`,
	/** Where people stand, as part of a sentence. */
	stood: {
		completed: 'had completed',
		withdrew: 'had withdrawn',
		transferred: 'had transferred',
		active: 'were still in training'
	} as Record<string, string>,
	stillOrTransferred: 'were still in training or had transferred',
	theOthers: 'the others',
	stillThere: (value: string, month: number) =>
		`${value} would not have withdrawn ${months(month)} after their start, had nobody finished first`,
	retentionRuns: (month: number, low: string, lowest: string, high: string, highest: string) =>
		`After ${months(month)}, from ${low} (${lowest}) to ${high} (${highest}) would not have withdrawn, had nobody finished first`,
	completedRuns: (month: number, low: string, lowest: string, high: string, highest: string) =>
		`After ${months(month)}, from ${low} (${lowest}) to ${high} (${highest}) had completed`,
	cohortKept: (share: string, started: string, quarter: string, later: number) =>
		later === 0
			? `Of the ${started} who began in ${quarter}, ${share} were in training or had finished at its end`
			: `Of the ${started} who began in ${quarter}, ${share} were in training or had finished ${later === 4 ? 'a year' : quarters(later)} later`,
	leftEarly: (share: string, early: string, all: string) =>
		`${share} of those who withdrew left within 30 days of their start (${early} of ${all})`,
	leftEarlyRuns: (low: string, lowest: string, high: string, highest: string) =>
		`Of those who withdrew, from ${low} (${lowest}) to ${high} (${highest}) left within 30 days of their start`,
	leftMost: (days: string, people: string) => `Most withdrew in ${days}: ${people} people`,
	groupsDiffer: (more: string, ratio: string, chance: string) =>
		`Groups differ (${chance}): in ${more}, people withdrew ${ratio} as often as expected if all were alike`,
	groupsAlike: (chance: string) => `No difference in withdrawing between groups is beyond chance (${chance})`,
	populationDiffers: (population: string, ratio: string, chance: string) =>
		`${population} withdrew ${ratio} as often as expected if they were like everybody else (${chance})`,
	adjusted: (chance: string, tests: number) =>
		tests > 1 ? `${chance}, adjusted for ${tests} tests` : chance,
	populationsAlike: (chance: string) =>
		`No population withdraws differently from everybody else beyond chance (lowest ${chance})`,
	withinPrograms: (title: string) => `Within programs: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
	pairsDiffer: (pairs: string, all: string) =>
		`${pairs} of ${all} pairs of groups differ beyond chance (p below 0.05 after adjustment)`,
	staysFor: (months: string, horizon: number) =>
		`Had nobody finished first, people would on average have gone ${months} of the first ${horizon} without withdrawing`,
	groupStays: (group: string, months: string, horizon: number) =>
		`${group}: had nobody finished first, on average ${months} of the first ${horizon} without withdrawing`,
	groupsStay: (low: string, lowest: string, high: string, highest: string, horizon: number) =>
		`Had nobody finished first: of the first ${horizon} months, from ${low} (${lowest}) to ${high} (${highest}) on average without withdrawing`,
	shareOf: (share: string, people: string) => `${share} of ${people}`,
	supportApart: (support: string, withIt: string, withoutIt: string, month: number) =>
		`${support}: ${withIt} with it and ${withoutIt} without it had completed by month ${month}`,
	supportStayed: (support: string, withIt: string, withoutIt: string, month: number) =>
		`${support}: ${withIt} with it and ${withoutIt} without it would not have withdrawn by month ${month}, had nobody finished first`,
	supportsAlike: (chance: string) =>
		`No difference in finishing or withdrawing with and without a support is beyond chance (lowest ${chance})`,
	paidMost: (award: string, share: string, dollars: string) =>
		`${award} paid ${share} of the ${dollars} spent`,
	tookMost: (part: string, share: string, dollars: string) => `${part} took ${share} of the ${dollars} spent`,
	onePayer: (single: string, all: string) =>
		`${single} of ${all} pairs of service and population have one payer only`,
	cliff: (award: string, day: string, before: string, after: string) =>
		`When ${award} ends on ${day}, what is left of all awards falls from ${before} to ${after}`,
	unfunded: (place: string, open: string, demand: string) =>
		`${place}: ${open} of ${demand} needed has no payer`,
	unfundedFrom: (open: string, demand: string, quarter: string, last: string, until: string) =>
		`In ${quarter}, ${open} of ${demand} needed has no payer; in ${until} it is ${last}`,
	allFunded: 'All of the need is funded',
	hangsOn: (place: string, share: string, award: string) =>
		`${place} hangs on ${award} for ${share} of its money`,
	paidFalls: (before: string, since: string, after: string, quarter: string, most: string) =>
		`What is paid falls from ${before} in ${since} to ${after} in ${quarter}${most}`,
	paidRises: (before: string, since: string, after: string, quarter: string) =>
		`What is paid rises from ${before} in ${since} to ${after} in ${quarter}`,
	mostly: (reason: string, dollars: string) => `; ${dollars} of that because ${reason}`,
	unobligated: (left: string, authorized: string) =>
		`${left} of ${authorized} federal dollars are neither spent nor obligated`,
	nextEnd: (award: string, day: string, left: string) =>
		`The next award to end is ${award}, on ${day}, with ${left} left`,
	runOut: (some: string, all: string, quarter: string) =>
		`${some} of ${all} supports are no longer paid for in full from ${quarter} on`,
	runsOut: (place: string, quarter: string) => `Money runs out first for ${place}, in ${quarter}`,
	andOthers: (parts: string[]) =>
		parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`,

	ofMany: (numerator: string, denominator: string) => `${numerator} of ${denominator}`,
	sentenceOne: (title: string, value: string, ofMany: string, where: string) =>
		`${title}: ${value}${ofMany}${where}.`,
	interval: (low: string, high: string) => `95% interval ${low} to ${high}`,
	period: (text: string) => `Period: ${text}`,
	definition: (text: string) => `Definition: ${text}`,
	source: (files: string, state: number, day: string) =>
		`Source: ${files} of the partners, state ${state} as of ${day}`,
	files: (count: number) => (count === 1 ? '1 file' : `${count} files`),
	citation: (who: string, title: string, period: string, state: number, day: string) =>
		`${who}, “${title},” ${period}; state ${state}, as of ${day}`,
	chart: {
		'coverage-heatmap': 'A grid of numbers',
		'coverage-kinds': 'A grid of numbers, each with a sign and a bar',
		'gap-reasons': 'Stacked bars of people by reason',
		pathway: 'Layers by month, as shares of everyone who started',
		'survival-curve':
			'Curves by month since training start, or dots with their intervals where few months are shown',
		'cohort-grid': 'A grid of shares: cohorts down, quarters since their start across',
		'funding-by-quarter': 'Stacked bars of dollars by quarter',
		'award-balance': 'Stacked steps of dollars by quarter',
		'award-timeline': 'Bars of time, one for each award, with what is left of it',
		'who-pays': 'Bars of shares by payer, one for each support',
		waterfall: 'Bars that step from what was paid before to what is paid after',
		'need-against-money': 'Bars of dollars needed, funded and unfunded',
		'place-dots': 'Pairs of dots by place, those with most people left out first',
		'place-map': 'A map of ZIP codes',
		trend: 'A line by quarter',
		'rate-dots': 'A dot with its interval for each group',
		'with-without': 'Pairs of dots with their intervals, one pair for each support',
		bars: 'Bars'
	},
	alt: (chart: string, title: string, subtitle: string) =>
		`${chart}. ${title}. ${subtitle}. The table beneath holds the same numbers.`,

	word: {
		table: 'The same numbers as a table',
		counted: 'What is counted',
		citation: 'Citation'
	},

	columns: COLUMN_WORDS
} as const;

function quarters(count: number): string {
	return count === 1 ? '1 quarter' : `${count} quarters`;
}

function months(count: number): string {
	return count === 1 ? '1 month' : `${count} months`;
}
