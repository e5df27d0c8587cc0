import { writeDay } from '$lib/domain';

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** What a brief says by itself, the same on the page, in Word and on the command line. */
export const BRIEF_SAYS = {
	title: (date: string) => `Brief for the meeting of ${writeDay(date)}`,
	stamp: (quarter: string, asOf: string, state: number) =>
		`${quarter} · data through ${writeDay(asOf)} · state ${state}`,
	since: (date: string, state: number) =>
		`Changes are since the brief of ${writeDay(date)}, which told of state ${state}.`,
	first: 'This is the first brief: its numbers are compared with the quarter before.',
	foot: (partnership: string, date: string, state: number, threshold: number) =>
		`${partnership}, brief of ${writeDay(date)}, state ${state}. Counts of 1 to ${threshold - 1} people, and whatever would give them back, are withheld to protect privacy.`,
	cannot: (state: number) =>
		`The numbers of state ${state} cannot be told any more: the rows behind them were removed at the end of their retention, and their tables were not kept under today’s rules.`,
	uncompared: 'no comparison',
	notShown: 'not shown in the last brief',
	numbers: 'Five numbers',
	columns: { number: 'Number', now: 'Now', of: 'Of what', change: 'Change' },
	unknown: 'This cannot be told from what is published.',
	parts: {
		coverage: 'Coverage',
		people: 'People served',
		filings: 'Who has filed, and who has not',
		matrix: 'Service matrix',
		gaps: 'The three largest gaps, and the group’s move',
		runway: 'From when on a support is not paid for in full',
		ending: (quarter: string) => `Awards that end by ${quarter}`,
		decisions: 'Decisions',
		notes: 'Notes'
	},
	changed: 'What changed',
	coverage: {
		up: 'Up',
		down: 'Down',
		same: 'Unchanged',
		not: 'Not compared',
		by: (service: string, points: number, share: string, need: string) =>
			`${service} by ${many(points, 'point')} to ${share} of ${need}`,
		why: (services: string) =>
			`${services}: withheld to protect privacy, or without a need, in one of the two`,
		none: 'No service can be compared: what is shown of one is withheld or missing in the other.'
	},
	people: {
		moved: (who: string, people: string, size: string, isUp: boolean) =>
			`${who} ${people} (${isUp ? 'up' : 'down'} ${size})`,
		same: (who: string, people: string) => `${who} ${people} (as before)`,
		alone: (who: string, people: string) => `${who} ${people}`
	},
	filings: {
		first: (exports: number, partners: number) =>
			`${many(exports, 'export')} of ${many(partners, 'partner')} ${exports === 1 ? 'stands' : 'stand'} behind this brief; what is new is told from the next one on.`,
		none: 'Nothing was filed, replaced or taken back.',
		period: (quarter: string) => `For ${quarter}`,
		replaced: (dataset: string) => `${dataset} replaced`,
		of: (names: string, isSeveral: boolean, datasets: string) =>
			`${names} (${isSeveral ? 'each ' : ''}${datasets})`,
		more: (exports: number, quarters: number) =>
			`${many(exports, 'export')} for ${many(quarters, 'other quarter')}`,
		moreLead: 'Besides',
		left: 'No longer counted'
	},
	matrix: {
		first: 'What changed is told from the next brief on.',
		none: 'No offering was added, ended or changed.',
		removed:
			'Offerings of one of the two states were removed at the end of their retention, so this cannot be told any more.',
		did: {
			status: 'Changed',
			added: 'Added',
			left: 'No longer filed',
			ended: 'Ended',
			terms: 'New terms'
		},
		line: (service: string, population: string, partner: string) =>
			`${service} for ${population}, ${partner}`,
		status: (line: string, before: string, after: string) => `${line}: ${before} → ${after}`,
		with: (line: string, what: string) => `${line}: ${what}`,
		on: (line: string, day: string) => `${line}, on ${writeDay(day)}`,
		lines: (count: number) => many(count, 'offering'),
		ofServices: (count: string, services: string) => `${count}: ${services}`
	},
	gaps: {
		lead: (service: string, people: string) => `${service}: ${people} people`,
		share: (share: string, need: string) => `${share} of the ${need} who needed it went without.`,
		went: 'went without.',
		move: (reason: string, move: string) => `Mostly ${reason.toLowerCase()}: ${lowered(move)}.`,
		noReason: 'No single reason can be told to be the main one.',
		withheld: (services: string) => `The size of the gap is withheld to protect privacy: ${services}.`,
		none: 'Nobody who needed a support went without, among the numbers that are shown.'
	},
	ending: {
		ends: (day: string, isOver: boolean, left: string, quarter: string) =>
			`${isOver ? 'ended' : 'ends'} ${writeDay(day)}; ${left} left at the end of ${quarter}`,
		none: 'No award ends in the quarter, or in the two after it.'
	},
	runway: {
		from: (quarter: string) => `From ${quarter}`,
		lasting: 'Paid for two years and more',
		unpriced: 'No price known',
		more: (names: string, rest: number) => `${names} and ${rest} others.`
	},
	missing: {
		all: (count: number, quarter: string) =>
			count === 1
				? `The one partner has filed for ${quarter}.`
				: `All ${count} partners have filed for ${quarter}.`,
		some: (filed: number, all: number, quarter: string, names: string) =>
			`${filed} of ${all} partners ${filed === 1 ? 'has' : 'have'} filed for ${quarter}. Not yet: ${names}.`
	},
	decisions: {
		none: 'None is written down.',
		who: (who: string, by: string | null) => [who, by ? `by ${writeDay(by)}` : ''].filter(Boolean).join(', ')
	},
	notes: { none: 'None.' },
	today: (value: string) => `today: ${value}`
} as const;

/** The words of the pages around a brief. */
export const BRIEF_WORDS = {
	title: 'The monthly brief',
	lead: 'One page for each meeting: what changed, the largest gaps and the move that each asks for, who has not filed, what was decided. Each brief keeps to the state that it was made of.',
	latest: 'The latest',
	open: 'Open it',
	word: 'Word',
	print: 'To print it, use your browser’s print. It fits one letter page.',
	archive: {
		title: 'All briefs',
		label: 'Briefs by meeting',
		meeting: 'Meeting',
		state: 'State',
		decisions: 'Decisions',
		by: 'Last written by',
		none: 'No brief was made yet.',
		noneHint: 'Those who lead, write applications or administer make one for the next meeting.',
		broken: 'The file of this brief cannot be used.',
		byHand: 'written in the home’s folder'
	},
	make: {
		title: 'A new brief',
		date: 'Day of the meeting',
		hint: (state: number) =>
			`It tells of state ${state}, the latest, and keeps to it unless you move it on before the meeting. What changed is told since the brief of the meeting before.`,
		button: 'Make the brief'
	},
	older: (state: number, latest: number) =>
		`Newer data have been published since: this brief tells of state ${state}, and the latest is state ${latest}.`,
	differ: (count: number, all: number) =>
		count === 0
			? 'Its headline numbers read the same today.'
			: `${count} of its ${all} headline numbers ${count === 1 ? 'reads' : 'read'} otherwise today; today’s stand beside them.`,
	move: (latest: number) => `Make it tell of state ${latest}`,
	back: 'All briefs',
	write: {
		title: 'Decisions and notes',
		lead: 'Everybody who signs in reads this. Write of no single customer: no name, no birth date, no number.',
		decision: (place: number) => `Decision ${place}`,
		text: 'What was decided',
		who: 'Who does it',
		by: 'By when',
		more: 'A line that is emptied goes; two empty ones come back after each saving.',
		notes: 'Notes',
		save: 'Save',
		saved: 'Saved.',
		wrong: 'This is not kept yet.',
		history: 'Versions of decisions and notes',
		read: 'What it said',
		version: (who: string, at: string) => `${who}, ${at}`,
		made: 'The brief was made.',
		moved: (from: number, to: number) => `It was made to tell of state ${to} instead of ${from}.`,
		changes: (decisions: number, before: number, notes: boolean) =>
			[
				decisions === before ? many(decisions, 'decision') : `decisions: ${before} → ${decisions}`,
				notes ? 'notes changed' : ''
			]
				.filter(Boolean)
				.join(', ')
	}
} as const;

function lowered(text: string): string {
	return text.slice(0, 1).toLowerCase() + text.slice(1);
}
