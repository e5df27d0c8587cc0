import { writeCount, writeDollars, writePercent, type AwardFate, type RelaxableRule } from '$lib/domain';
import { writePeople } from './plans';

/** The words of the pages of plans. */
export const PLAN_WORDS = {
	title: 'Plans: the day after the grant',
	lead: 'Who could pay for what when money ends: the best plan under the rules that every award carries. Move something, and the plan follows.',
	older: (state: number, latest: number) =>
		`This plan rests on state ${state}; the latest is state ${latest}.`,
	newest: 'See it with the latest data',
	failed: 'The plan could not be worked out; what stands below is of before. Try again.',
	working: 'Working it out. What stands below is of before.',
	partly: 'Of before; what these are now is being worked out.',
	ready: 'The plan is worked out.',
	kept: {
		title: 'Scenarios kept',
		lead: 'Each with the state of the data that it was solved on. Mark those to lay beside this plan.',
		none: 'None is kept yet.',
		by: (state: number, by: string) => `state ${state}${by ? `; ${by}` : ''}`,
		compareWith: (name: string) => `Compare with ${name}`,
		compare: 'Compare side by side',
		remove: (name: string) => `Remove ${name}`,
		name: 'Keep this plan as',
		replaces: 'It takes the place of one of the same name, which stays among the earlier versions',
		keep: 'Keep'
	},
	compare: {
		title: 'Plans side by side',
		lead: 'What the last four quarters were, what comes if nothing is changed, and each scenario.',
		back: 'Back to the plan',
		today: 'The last four quarters',
		asFiled: 'Nothing changed',
		this: 'This plan',
		gone: (id: string) => `There is no scenario “${id}” any more.`,
		measure: 'What',
		rows: {
			share: 'Needs met',
			met: 'Needs met each quarter',
			need: 'Needs each quarter',
			weighted: 'Needs met by weight',
			spent: 'Money spent',
			left: 'Money left',
			dollar: 'Most valuable next dollar',
			change: 'The rule whose change helps most'
		},
		byService: 'Needs met, by service',
		infeasible: 'no plan keeps all the rules',
		notKnown: 'not known',
		notOfToday: 'does not apply',
		onState: (state: number) => `state ${state}`
	},
	share: {
		title: 'Keep and share',
		link: 'Link to this plan',
		linkHint:
			'It holds what is changed and the state of the data, so that whoever opens it sees the same answer.',
		copy: 'Copy the link',
		document: 'Plan document (JSON)',
		documentHint: 'as braidwork plan reads it'
	},
	controls: {
		label: 'What is changed',
		title: 'What if …',
		changed: (count: number) => (count === 0 ? '' : `: ${writeCount(count)} changed`),
		end: (award: string) => `${award} pays until`,
		asFiled: (day: string) => `${day}, as filed`,
		endOf: (quarter: string) => `the end of ${quarter}`,
		endHint: 'With the money that it has left. With new money: “renewed”, under awards.',
		caseload: 'People in need',
		asMany: 'as many as expected',
		growth: (isMore: boolean, percent: string) => `${percent} ${isMore ? 'more' : 'fewer'}`,
		need: 'Expected are as many as in',
		levels: [
			{ value: 'expected', label: 'the mean of the last four quarters' },
			{ value: 'low', label: 'the lowest of them' },
			{ value: 'high', label: 'the highest of them' }
		],
		awards: 'Each award: renewed, cut, gone',
		awardsHint: 'Money is what is left of it; for a renewed award also what it brings each quarter.',
		leftOf: (dollars: string, ends: string, isOver: boolean) =>
			`${dollars} left; ${isOver ? 'ended' : 'ends'} ${ends}`,
		fate: 'What becomes of it',
		fates: {
			filed: (day: string) => `ends ${day}, as filed`,
			renewed: () => 'renewed at its end',
			gone: () => 'gone'
		} satisfies Record<AwardFate, (day: string) => string>,
		money: 'Money',
		added: 'A new award',
		dollars: 'Dollars in all',
		none: 'none',
		mayPayFor: 'It may pay for',
		noneIsAll: 'Nothing marked is everything.',
		mayPayWhom: 'For whom',
		from: 'From',
		to: 'Until',
		first: 'the first quarter',
		last: 'the last quarter',
		places: 'More places at a partner',
		placesHint: 'People a quarter, beside those that the partner has.',
		where: (place: number) => `Places ${place}: what and where`,
		nowhere: 'choose',
		more: (place: number) => `Places ${place}: how many more`,
		relax: 'A rule relaxed',
		relaxHint: 'As if whoever made the rule had lifted it.',
		rules: {
			services: 'may pay for every service, at every partner',
			populations: 'may pay for everybody',
			partners: 'may pay every partner, also where the matrix has no line',
			admin: 'no limit on administration',
			match: 'needs no match',
			person: 'no limit for one person'
		} satisfies Record<RelaxableRule, string>,
		weighing: 'What counts',
		counts: 'What is best',
		weighs: [
			{ value: 'service', label: 'each service in full counts alike' },
			{ value: 'people', label: 'each person helped counts alike' },
			{ value: 'dollars', label: 'each need counts what it costs' }
		],
		priority: (population: string) => `Weight of ${population}`,
		times: (times: number) => (times === 1 ? 'as all' : `${times} times`),
		floor: 'At least this much for every population',
		floorHint: 'Of its needs by weight. If no plan can, the rules that conflict are named.',
		solve: 'Solve',
		reset: 'As filed'
	},
	answer: {
		label: 'The plan',
		met: 'Needs met',
		ofNeeds: (met: number, need: number) => `${writePeople(met)} of ${writePeople(need)} each quarter`,
		weighted: {
			service: (share: number) => `${writePercent(share)} if each service in full counts alike`,
			people: () => '',
			dollars: (share: number) => `${writePercent(share)} if each need counts what it costs`
		} as Record<string, (share: number) => string>,
		weightedHint:
			'That is what the plan makes as large as it can: all of one service counts as much as all of another, so that many uniforms do not outbid one tuition. Change it under “What counts”.',
		today: (share: number) => `${writePercent(share)} over the last four quarters`,
		range: (low: number, high: number) =>
			Math.round(low * 100) === Math.round(high * 100)
				? ''
				: `${writePercent(low)} to ${writePercent(high)} if as many, or as few, need help as in one of the last four quarters`,
		sure: 'How sure is that?',
		aNeed: 'A need is one person in need of one service in one quarter.',
		money: 'Money spent',
		ofMoney: (spent: number, budget: number) => `${writeDollars(spent)} of ${writeDollars(budget)}`,
		inWords: 'The plan in words',
		infeasible: 'No plan keeps all the rules',
		dollar: {
			title: 'The most valuable next dollar',
			lead: 'The target of an application: money with these rules would help most under what counts here.',
			best: (service: string, whom: string) => `${service} for ${whom}`,
			mustPay: 'It must be allowed to pay for',
			whom: 'for',
			at: 'through',
			from: 'needed from',
			helps: (people: number) => `$1,000 helps ${writePeople(people)} people for a quarter`,
			room: (dollars: number, people: number) =>
				`${writeDollars(dollars)} could be used over the eight quarters, for the ${writePeople(people)} people a quarter who go without`,
			none: 'No further dollar would help anybody: every need that a partner has places for is met.',
			table: 'What a further dollar would do, service by service',
			heads: ['Service', 'For whom', 'Worth against the best', 'Helped by $1,000', 'Could be used'],
			tryIt: 'See the plan with an award of this kind'
		},
		payers: {
			title: 'Who pays what for whom, from when',
			lead: 'For a memorandum of understanding. People are those helped in each quarter in which it pays, on average.',
			heads: [
				'Service',
				'For whom',
				'Paid by',
				'Paid to',
				'From',
				'Until',
				'People a quarter',
				'Dollars in all'
			],
			none: 'Nobody pays for anything in this plan.',
			paper: 'As a table for a memorandum'
		},
		coverage: {
			title: 'Who is helped, and who is not',
			lead: 'People each quarter, on average over the eight quarters.',
			heads: [
				'Service',
				'In need',
				'Helped',
				'Share',
				'Last four quarters',
				'Short from',
				'Why the others are not'
			],
			all: 'By population as well',
			assumed: 'partly assumed',
			assumedHint:
				'“Partly assumed”: a count of the last four quarters is withheld to protect privacy and entered as 5 people, or as many as the total of the support leaves for it.',
			unknown: 'not known',
			why: (units: number, reason: string) => `${writePeople(units)}: ${reason}`
		},
		awards: {
			title: 'Money: spent, left, and why',
			heads: ['Award', 'Has', 'Spends', 'of it administration', 'Left', 'Why it stays']
		},
		assumptions: {
			title: 'What is assumed',
			lead: 'Each with where it comes from.',
			from: 'From',
			rows: (count: number) => (count === 1 ? '1 row' : `${writeCount(count)} rows`),
			sources: {
				scenario: 'what is chosen on this page',
				awards: 'the awards as filed',
				offerings: 'the service matrix',
				expenditures: 'expenditures as filed'
			} as Record<string, string>,
			/** Figures by their measure, as they are titled. */
			figures: {
				service_need: 'People who need a service',
				need_coverage: 'Needs covered',
				award_balance: 'Award balances',
				unit_cost: 'Cost per person'
			} as Record<string, string>,
			figure: (title: string) => `the figure “${title}”`
		}
	}
} as const;
