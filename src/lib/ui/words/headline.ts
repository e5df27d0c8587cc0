/** The words of the headline numbers. */
export const HEADLINE_WORDS = {
	when: {
		quarter: (quarter: string) => quarter,
		start_quarter: (quarter: string) => `started ${quarter}`
	},
	of: (numerator: string, denominator: string) => `${numerator} of ${denominator}`,
	interval: (low: string, high: string) => `95% interval ${low}–${high}`,
	points: (points: number) => (points === 1 ? '1 point' : `${points} points`),
	up: (size: string, since: string) => `up ${size} from ${since}`,
	down: (size: string, since: string) => `down ${size} from ${since}`,
	same: (since: string) => `as in ${since}`,
	lastBrief: (quarter: string) => `the last brief (${quarter})`,
	goal: (target: string) => `Goal ${target}`,
	goalReached: (target: string, reached: boolean) => `Goal ${target}, ${reached ? 'reached' : 'not reached'}`
} as const;
