import { writeCount } from '$lib/domain';

const people = (count: number) => (count === 1 ? '1 person' : `${writeCount(count)} people`);

/** The words of the page that says what can be done about gaps. */
export const MOVES_WORDS = {
	title: 'Moves: what can be done about the gaps',
	lead: (quarter: string) =>
		`What the service matrix already allows for those who went without in ${quarter}, and what hangs on one award alone.`,
	open: 'What can be done about the gaps',
	now: {
		title: 'The moves, those that help most people first',
		lead: 'Each gap has one move: refer where there was room, find places where those who may pay are full, ask where nobody has said, find other money where none may pay. A person of several populations stands in each.',
		none: 'Nobody went without, as far as numbers are shown.',
		place: (service: string, population: string) => `${service} for ${population}`,
		withheld: 'Some people',
		toldOf: (told: string) => `Of those who went without, ${told}`,
		moves: {
			delivery: (who: string) =>
				`${who} went without though there was room for them with those who may pay: refer them.`,
			capacity: (who: string) =>
				`${who} went without because the places of those who may pay were taken: find more.`,
			unknown: (who: string) => `${who} went without, and nobody has said whether it may be paid: ask.`,
			rule: (who: string) => `${who} went without because no partner may pay: find money with other rules.`
		},
		people,
		refer: 'Refer to',
		full: 'Full',
		ask: 'Ask',
		nobody: 'Ask every partner: none has ever said anything of it.',
		elsewhere: (populations: string) => `pays it for ${populations}`,
		near: 'Nearest',
		places: (count: number) => `${writeCount(count)} places a quarter`,
		noLimit: 'places not limited',
		more: (count: number) => (count === 1 ? 'One more move' : `${writeCount(count)} more moves`),
		withheldGaps: (gaps: string) => `The size of these gaps is withheld to protect privacy: ${gaps}.`
	},
	partner: {
		title: 'By partner: needs that it could meet',
		lead: 'Where people went without although there was room with those who may pay. People are not added up: some need several services.',
		columns: ['Service', 'Population', { title: 'Went without', isNumber: true }, 'Places', 'Condition'],
		none: 'No partner could have met more needs in this quarter, as far as numbers are shown.'
	},
	single: {
		title: 'What hangs on one award',
		lead: (quarter: string) =>
			`Services and populations for which everybody who may pay is paid by the same award, in ${quarter}: most people in need first.`,
		columns: ['Service', 'Population', { title: 'People in need', isNumber: true }, 'Award', 'Ends'],
		none: 'Nothing hangs on one award alone.',
		table: 'What hangs on one award'
	}
} as const;
