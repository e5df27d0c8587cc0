/** What a measure of people counts, as parts of a sentence. */
interface Counted {
	/** As a step of the way from enrollment to a job. */
	step: string;
	/** Of whom: "people who left". */
	whom: string;
	/** What they did. */
	did: string;
}

/** The words of the page on what becomes of people. */
export const OUTCOME_WORDS = {
	title: 'Outcomes: from enrollment to a job',
	lead: 'How far people come, and what is known of them after they leave. Each step is counted of those of whom it can be known by now, so the people differ from step to step.',
	everybody: 'everybody',
	funnel: {
		title: (who: string) => `From enrollment to a job: ${who}`,
		lead: 'Each line: how many of how many, and between which two shares chance alone would move it. A wide band means few people. Who left is counted whether or not they had trained.',
		heads: { step: 'Step', share: 'Share', counted: 'Counted', interval: '95% interval' },
		of: (numerator: string, denominator: string) => `${numerator} of ${denominator}`
	},
	dots: {
		title: 'By program and population',
		lead: 'A band is one group’s own uncertainty. People differ between groups in more than the program, and somebody in two populations is counted in both.',
		choose: 'Outcome'
	},
	quarters: {
		title: 'By quarter of exit',
		lead: 'Quarters to come are empty until the day that the table names; an open circle may still change.'
	},
	hpog: {
		title: 'The eight HPOG indicators',
		lead: 'In the order of the HPOG performance indicators. What others published stands beside ours, with what it counts.'
	},
	wioa: {
		title: 'The WIOA indicators that partners file',
		lead: 'As 29 USC 3141(b)(2)(A)(i) has them; measurable skill gains and effectiveness in serving employers are not in the exports.',
		enter: 'Enter what others reached'
	},
	heads: {
		indicator: 'Indicator',
		numerator: 'Counted',
		denominator: 'Of',
		rate: 'Rate',
		interval: '95% interval',
		followUp: 'Answered',
		knownOn: 'Known in full after',
		published: 'Published elsewhere',
		state: 'The state'
	},
	noState: 'not entered',
	noPublished: '–',
	source: 'Sources of what is published elsewhere',
	sourceNumber: (place: number) => `Source ${place}`,
	sourceOf: (publisher: string, title: string, year: string) => `${publisher}, “${title}”, ${year}`,
	people: (count: string) => `${count} people were served.`,
	share: (denominator: string, whom: string, numerator: string, did: string, share: string) =>
		`Of ${denominator} ${whom}, ${numerator} ${did}: ${share}.`,
	band: (low: string, high: string) => `Chance alone would move it between ${low} and ${high}.`,
	followUp: (share: string, most: string) =>
		`An answer was filed for ${share} of them. The others count as without a job, so this is the least it can be; had all of them a job, it would be ${most}.`,
	allAnswered: 'An answer was filed for all of them.',
	median: (people: string, dollars: string) =>
		`Half of ${people} people earned more than ${dollars} in the quarter, half less.`,
	withheld: 'Withheld to protect privacy: too few people, or a number that would give a small one away.',
	notYet: (day: string) => `Not yet observable: nobody is due yet; all of it is known after ${day}.`,
	notOfGroup: 'Not counted by program: whoever has begun no program belongs to none.',
	noData: 'No data: nobody to count.',
	counted: {
		training_began: { step: 'Began training', whom: 'people served', did: 'began health training' },
		completion_rate: {
			step: 'Completed it',
			whom: 'people who began',
			did: 'have completed their first training so far'
		},
		credential_rate: {
			step: 'Earned a credential within a year of leaving',
			whom: 'people who left after training at least a year ago',
			did: 'earned a credential within a year'
		},
		employed_at_exit: {
			step: 'Had a job when they left',
			whom: 'people who left, trained or not',
			did: 'had a job then'
		},
		employed_6m: {
			step: 'Had a job six months later',
			whom: 'people who left at least six months ago, trained or not',
			did: 'had a job six months later'
		},
		employed_at_exit_health: {
			step: 'Had a health job when they left',
			whom: 'people who left',
			did: 'had a job in health care then'
		},
		employed_6m_health: {
			step: 'Had a health job six months later',
			whom: 'people who left at least six months ago',
			did: 'had a job in health care six months later'
		},
		wage_gain: {
			step: 'Earned more an hour than at entry',
			whom: 'people with a job and a known wage both at entry and at exit',
			did: 'earned more an hour at exit'
		},
		wage_gain_6m: {
			step: 'Earned more an hour six months after',
			whom: 'people with a job and a known wage both at entry and six months after exit',
			did: 'earned more an hour six months after'
		},
		employed_q2: {
			step: 'Had a job in the second quarter after',
			whom: 'people whose second quarter after exit is over',
			did: 'had a job in it'
		},
		employed_q4: {
			step: 'Had a job in the fourth quarter after',
			whom: 'people whose fourth quarter after exit is over',
			did: 'had a job in it'
		}
	} as Record<string, Counted>
} as const;
