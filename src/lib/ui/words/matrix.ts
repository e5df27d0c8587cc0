import { writeDay, type OfferingStatus } from '$lib/domain';

const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

/** What an offering says, in the midst of a sentence. */
const said: Record<OfferingStatus, string> = {
	pays: 'pays',
	pays_with_conditions: 'pays with conditions',
	refers_only: 'refers only',
	unknown: 'unknown',
	cannot_pay: 'cannot pay'
};

/** The words of the service matrix. */
export const MATRIX_WORDS = {
	title: 'Matrix: who may pay for what',
	lead: 'Who may pay for which service, for whom, and under which condition.',
	leadOn: (day: string, ended?: string) =>
		ended ? `As it stands on ${day}, the day after ${ended} ends.` : `As it stands on ${day}.`,
	notFresh: (today: string) =>
		`The files end in the past, so ${today}, the end of the quarter that the matrix was last filed for, counts as today here. Any other day is one move away.`,
	empty: 'No partner has filed its offerings yet.',
	emptyFile: 'File the offerings',
	emptyAdd: 'or add a first one here',
	views: { label: 'View', grid: 'Wall grid', list: 'List' },
	/** What an offering says, as a letter or sign in a narrow place and in words. */
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
		unknown: 'Unknown: the partner says that it is not known yet. Not the same as cannot.',
		none: 'Nobody has said anything',
		dark: (base: string) => `Paid on ${base}, not any more`,
		terms: 'Paid before too, on other terms: what was said before → what is said now',
		lapsed: (base: string) => `Said on ${base}; that ended, and nothing has been said since`,
		totals:
			'How many partners pay, with or without conditions; a framed 0: nobody; a filled 0: nobody any more. A person in two populations may be paid for under either.',
		any: 'Said of anyone, not of this population by name',
		stale: 'Corner: nobody confirmed it for a year'
	},
	grid: {
		label: 'Services by partners and populations',
		service: 'Service',
		parts: 'Each partner has a column for each population.',
		none: 'nothing said',
		opens: 'Each sign opens what the partner says in full: condition, cap, award, who confirmed it.',
		totals: 'All partners',
		payers: (count: number) => (count === 0 ? 'nobody pays' : counted(count, 'partner pays', 'partners pay')),
		was: (status: string) => `before: ${status}`,
		stale: 'not confirmed for a year',
		dark: 'paid before',
		any: 'said of anyone',
		several: (count: number) => `${count} offerings`,
		add: 'add an offering'
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
		none: (base: string) => `Every partner still pays what it paid on ${base}.`,
		gone: (count: number, base: string) =>
			`${counted(count, 'support that a partner paid', 'supports that partners paid')} on ${base} ${count === 1 ? 'is not paid by it' : 'are not paid by them'} any more.`,
		lost: (count: number) =>
			count === 0
				? 'For each of them somebody else still pays.'
				: count === 1
					? 'For one support, nobody is left who pays:'
					: `For ${count}, nobody is left who pays:`,
		never: (count: number) => `${counted(count, 'support', 'supports')} that nobody paid before either`,
		begun: (count: number) => (count ? `${counted(count, 'begins', 'begin')} to be paid.` : ''),
		terms: (count: number) => `${counted(count, 'is', 'are')} still paid, on other terms:`,
		term: (support: string, partner: string, was: OfferingStatus, is: OfferingStatus) =>
			`${support} by ${partner}: ${said[was]} → ${said[is]}`,
		support: (service: string, population: string) => `${service} for ${population}`
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
		title: 'Offerings',
		none: 'No offering fits these filters.',
		count: (count: number) => counted(count, 'offering', 'offerings'),
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
		asked: (day: string) => `What the partner offers on ${day}, the strongest first.`,
		open: 'Open in full: history, and changes',
		add: 'Add an offering here',
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
		hsds: 'Offerings of this day as a resource directory (HSDS 3, zip of CSVs)',
		hsdsLeft:
			'A resource directory has no place for “cannot pay”, so those are left out. Caps, capacity, awards’ ends and authorities stand in its descriptions, in words. Read back, every status is unknown.',
		import: 'File offerings, or a resource directory',
		print: 'To print: A3 or letter, landscape.'
	},
	add: 'Add an offering'
} as const;

/** The words of one offering: its page, its form, its history. */
export const LINE_WORDS = {
	title: (service: string, population: string) => `${service} for ${population}`,
	lead: (partner: string, status: string) => `${partner}: ${status}`,
	back: 'Back to the matrix',
	filedBy: 'Filed by',
	id: 'Offering',
	stale: 'Nobody has confirmed this for a year.',
	staleShort: 'not confirmed for a year',
	facts: {
		approval: 'Each case needs approval',
		cap: 'At most for one person',
		cost: 'Unit cost (a person, a quarter)',
		wait: 'Wait',
		authority: 'Authority',
		dates: 'Its own dates',
		span: (from: string, to: string) => `${from} until ${to}`,
		filed: (partner: string, line: string) => `${partner}, as ${line}`,
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
		title: 'Change this offering',
		lead: 'A change is filed as the next version of the partner’s file, checked, and published as the next state. An offering is never deleted: give it a last day.',
		why: 'Why',
		whyHint:
			'One sentence for the history: who said so, which rule changed. No names or numbers of customers.',
		save: 'File this change',
		wrong: 'Nothing was filed yet.',
		meanwhile:
			'This offering was changed while you had it open. What you wrote is still in the form; nothing was filed.',
		meanwhileBy: (who: string, at: string) => `Meanwhile, by ${who} on ${at}:`,
		take: 'Look at it, then file your change again if it still holds.',
		notSaid: 'Not said',
		choose: 'Choose'
	},
	new: {
		title: 'Add an offering to the matrix',
		lead: 'It is filed as part of the partner’s own file, checked, and published as the next state.',
		filedBy: 'Filed by',
		filedByHint: 'The partner whose file of the matrix it becomes part of.',
		save: 'File this offering'
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
		unseen: 'It is not known which state this form was made from. Open the offering again.',
		same: 'Nothing is different from what stands.',
		taken: 'An offering of this id stands already. Choose another id, or change that one.',
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
