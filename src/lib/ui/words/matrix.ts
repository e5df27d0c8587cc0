import { writeDay } from '$lib/domain';

const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

/** The words of the service matrix. */
export const MATRIX_WORDS = {
	title: 'Matrix: who may pay for what',
	lead: 'Who may pay for which service, for whom, and under which condition.',
	leadOn: (day: string) => `As it stands on ${day}.`,
	notFresh: (today: string) =>
		`The files end in the past, so ${today}, the end of the quarter that the matrix was last filed for, counts as today here. Any other day is one move away.`,
	empty: 'No partner has filed its lines of the matrix yet.',
	emptyFile: 'File the offerings',
	emptyAdd: 'or add a first line here',
	views: { label: 'View', grid: 'Wall grid', list: 'List' },
	/** What a line says, as a letter or sign in a narrow place and in words. */
	statuses: {
		pays: { sign: 'P', label: 'Pays' },
		pays_with_conditions: { sign: 'C', label: 'Pays with conditions' },
		refers_only: { sign: 'R', label: 'Refers only' },
		unknown: { sign: '?', label: 'Unknown' },
		cannot_pay: { sign: '✕', label: 'Cannot pay' }
	},
	/** Populations in a narrow column. */
	populations: { tanf: 'TANF', low_income: 'Low income', refugee: 'Refugees' } as Record<string, string>,
	legend: {
		title: 'What the signs say',
		unknown: 'Unknown: the line says that nobody knows yet. Not the same as cannot.',
		none: 'No line: nobody has said anything',
		dark: (base: string) => `Paid on ${base}, not any more`,
		any: 'said of anyone, not of this population by name',
		stale: 'Corner: nobody confirmed it for a year'
	},
	grid: {
		label: 'Services by partners and populations',
		service: 'Service',
		parts: 'Each partner has a column for each population.',
		none: 'no line',
		stale: 'not confirmed for a year',
		dark: 'paid before',
		any: 'said of anyone',
		several: (count: number) => `${count} lines`,
		add: 'add a line'
	},
	day: {
		title: 'Day',
		slider: 'Move to another day',
		date: 'Or write the day',
		show: 'Show this day',
		today: (day: string) => `Back to ${day}`,
		focus: (award: string) => `The day after ${award} ends`,
		ends: 'The day after another award ends',
		marks: 'The marks are the ends of awards.'
	},
	dark: {
		none: (base: string) => `No cell that paid on ${base} has gone dark.`,
		cells: (count: number, base: string) =>
			`${counted(count, 'cell that paid', 'cells that paid')} on ${base} ${count === 1 ? 'goes' : 'go'} dark`,
		pairs: (count: number) =>
			count === 0
				? 'for each of these supports somebody else still pays.'
				: `in ${counted(count, 'pair', 'pairs')} of service and population nobody is left who pays:`,
		pair: (service: string, population: string) => `${service} for ${population}`
	},
	filters: {
		label: 'Filters',
		fold: 'Narrow it down: one population in words, a partner, an award ...',
		partner: 'Partner',
		allPartners: 'All partners',
		service: 'Service',
		allServices: 'All services',
		population: 'Population',
		allPopulations: 'All populations',
		status: 'Says',
		allStatuses: 'Anything',
		award: 'Award',
		allAwards: 'All awards',
		stale: 'Confirmed',
		allStale: 'Whenever',
		onlyStale: 'Not for a year',
		standing: 'Stands',
		allStandings: 'Live, ended and to come',
		sort: 'In the order of'
	},
	standings: { live: 'Live', ended: 'Ended', to_come: 'To come' },
	list: {
		title: 'Lines',
		none: 'No line fits these filters.',
		count: (count: number) => counted(count, 'line', 'lines'),
		service: 'Service',
		population: 'Population',
		partner: 'Partner',
		status: 'Says',
		award: 'Award',
		until: 'Lasts until',
		capacity: 'People a quarter',
		cost: 'Unit cost',
		verified: 'Confirmed',
		condition: 'Condition'
	},
	cell: {
		title: (service: string, population: string, partner: string) => `${service}, ${population}: ${partner}`,
		none: 'Nobody has said anything of this. That is neither yes nor no: ask the partner.',
		asked: (day: string) => `Lines live on ${day}, the strongest first.`,
		open: 'Open the line: history, and changes',
		add: 'Add a line here',
		close: 'Close'
	},
	values: {
		noEnd: 'further notice',
		anyone: 'Anyone',
		notLimited: 'Not limited',
		noAward: 'No award',
		never: 'Never',
		yes: 'Yes',
		no: 'No',
		notSaid: 'Not said',
		days: (count: number) => counted(count, 'day', 'days'),
		cap: (amount: string, period: string) => (period ? `${amount} ${period}` : amount),
		awardEnds: (name: string, day: string) => `${name}, ends ${day}`
	},
	print: (day: string, state: number) => `Service matrix on ${day} · state ${state}`,
	files: {
		title: 'Take it along',
		offerings: (partner: string) => `Offerings filed by ${partner} (CSV, our own template)`,
		hsds: 'Lines of this day as a resource directory (HSDS 3, zip of CSVs)',
		hsdsLeft:
			'A resource directory has no place for “cannot pay”, so those lines are left out. Caps, capacity, awards’ ends and authorities stand in its descriptions, in words. Read back, every status is unknown.',
		import: 'File offerings, or a resource directory',
		print: 'To print: A3 or letter, landscape.'
	},
	add: 'Add a line'
} as const;

/** The words of one line: its page, its form, its history. */
export const LINE_WORDS = {
	title: (service: string, population: string) => `${service} for ${population}`,
	lead: (partner: string, status: string) => `${partner}: ${status}`,
	back: 'Back to the matrix',
	filedBy: 'Filed by',
	id: 'Line',
	stale: 'Nobody has confirmed this line for a year.',
	staleShort: 'not confirmed for a year',
	facts: {
		approval: 'Each case needs approval',
		cap: 'At most for one person',
		cost: 'Unit cost (a person, a quarter)',
		wait: 'Wait',
		authority: 'Authority',
		dates: 'Its own dates',
		span: (from: string, to: string) => `${from} until ${to}`,
		filed: (partner: string, line: string) => `${partner}, line ${line}`,
		periods: { once: 'once', month: 'a month', year: 'a year' } as Record<string, string>
	},
	saved: 'The change is filed and published.',
	savedState: (state: number) => `It is state ${state}; earlier figures keep the state they were made from.`,
	submission: 'To the submission, where it can be taken back',
	toLookAt: 'To look at:',
	verify: {
		title: 'Is it still right?',
		press: (day: string) => `Confirmed today, ${day}`,
		why: 'Confirmed; nothing else changed.'
	},
	edit: {
		title: 'Change this line',
		lead: 'A change is filed as the next version of the partner’s file, checked, and published as the next state. A line is never deleted: give it a last day.',
		why: 'Why',
		whyHint:
			'One sentence for the history: who said so, which rule changed. No names or numbers of customers.',
		save: 'File this change',
		wrong: 'Nothing was filed yet.',
		meanwhile:
			'This line was changed while you had it open. What you wrote is still in the form; nothing was filed.',
		meanwhileBy: (who: string, at: string) => `Meanwhile, by ${who} on ${at}:`,
		take: 'Look at it, then file your change again if it still holds.',
		notSaid: 'Not said',
		choose: 'Choose'
	},
	new: {
		title: 'Add a line to the matrix',
		lead: 'It is filed as part of the partner’s own file, checked, and published as the next state.',
		filedBy: 'Filed by',
		filedByHint: 'The partner whose file of the matrix it becomes part of.',
		save: 'File this line'
	},
	problems: {
		required: (title: string) => `${title} must be filled in.`,
		code: (title: string) => `${title} must be one of the list.`,
		whole: (title: string) => `${title} must be a whole number.`,
		money: (title: string) => `${title} must be dollars, with two decimals at most.`,
		date: (title: string) => `${title} must be a day, as 2015-09-30.`,
		long: (title: string) => `${title} is too long: at most 500 characters.`,
		why: 'Say in a sentence why, so that the history tells it.',
		whyNumber: 'This looks like a social security number. Write no numbers of customers.',
		unseen: 'It is not known which state this form was made from. Open the line again.',
		same: 'Nothing is different from what stands.',
		taken: 'A line of this id stands already. Choose another id, or change that line.',
		partner: 'You are not assigned to this partner.',
		misread:
			'The file was not read as it was meant, because of what is remembered of this partner’s own files. File the offerings under Submissions instead.'
	},
	history: {
		title: 'History',
		lead: 'Every version that ever counted, the newest first.',
		state: (state: number) => `State ${state}`,
		by: (who: string, at: string) => `${who}, ${at}`,
		screen: 'Changed on screen',
		file: (file: string) => `With the file ${file}`,
		first: 'First filed',
		gone: 'Not in the matrix any more',
		was: (before: string, after: string) => `${before} → ${after}`,
		empty: 'empty'
	}
} as const;

/** A day as it is read, or the words for none. */
export function dayOr(day: string | null, none: string): string {
	return day === null ? none : writeDay(day);
}
