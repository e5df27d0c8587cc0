import { writeCount, writePercent } from '$lib/domain';

interface Tried {
	name: string;
	tried: [string, string];
}

const said = (name: string, low: string, high: string): Tried => ({ name, tried: [low, high] });

/** A share to a tenth of a percent, where small movements matter: `19.6%`. */
export function writeTenths(share: number): string {
	return `${(share * 100).toFixed(1)}%`;
}

/** The words of the page that says how sure a plan is. */
export const RANGE_WORDS = {
	title: 'How sure is this plan?',
	lead: (share: number, low: number, high: number) =>
		`The plan meets ${writePercent(share)} of needs. With as many people in need as in the highest of the last four quarters, or as few as in the lowest, it is ${writePercent(Math.min(low, high))} to ${writePercent(Math.max(low, high))}.`,
	back: 'Back to the plan',
	levels: {
		title: 'At the lowest, expected and highest need',
		lead: 'The same rules and money; each solved anew.',
		heads: [
			'People in need',
			'Needs each quarter',
			'Met each quarter',
			'Share met',
			'Money spent',
			'Next dollar'
		],
		names: {
			low: 'as in the lowest of the last four quarters',
			expected: 'as on average',
			high: 'as in the highest of them'
		}
	},
	tornado: {
		title: 'What the answer hangs on',
		finding: (name: string, low: number, high: number) =>
			`It hangs most on this: ${name}. It takes the share of needs met from ${writeTenths(low)} to ${writeTenths(high)}.`,
		none: 'No assumption that was tried moves the share of needs met.',
		alt: (finding: string, now: number, count: number) =>
			`Bars for ${writeCount(count)} assumptions: how far the share of needs met, ${writeTenths(now)} now, moves when each is as low or as high as was tried, the one that moves it most on top. ${finding} The table beneath holds the same numbers.`,
		lead: 'One assumption is moved at a time and the plan solved anew; the others stay.',
		table: 'The same as a table',
		heads: ['Assumption', 'Tried', 'Lowest share', 'Highest share'],
		now: (share: number) => `${writeTenths(share)} now`,
		tried: ([low, high]: [string, string]) => (high ? `${low}, ${high}` : low)
	},
	assumptions: {
		need: said('People in need', 'lowest of the last four quarters', 'highest of them'),
		prices: said('Prices', '10% lower', '10% higher'),
		places: said('Places at partners', '10% fewer', '10% more'),
		money: said('Money of all awards', '10% less', '10% more'),
		administration: said('Administration', 'half of it', 'half as much again'),
		withheld: said('Counts that are withheld', '1 person each', '10 people each'),
		renewed: (award: string) => said(`Renewal of ${award}`, 'renewed at its end', '')
	},
	renewals: {
		title: 'If renewals turn out as likely as said',
		none: 'No award that ends within the plan may be renewed, as far as is filed.',
		finding: (share: number, low: number, high: number, count: number) =>
			`On average ${writePercent(share)} of needs would be met: ${writePercent(low)} at worst and ${writePercent(high)} at best of ${writeCount(count)} ways in which renewals may turn out.`,
		lead: 'An average over what may come, not a forecast: none of the outcomes need be it. Renewals are taken not to hang on each other.',
		assumed:
			'Where nobody says otherwise, an award that is filed as committed is renewed for sure, a likely one with 80%, a speculative one with 30%.',
		settled: (awards: string) => `Taken as their likelier outcome, because they matter least: ${awards}.`,
		tried: (awards: string) => `Tried both ways: ${awards}.`,
		chance: (award: string) => `Chance in percent: ${award}`,
		solve: 'Solve',
		table: 'The likeliest outcomes',
		heads: ['Renewed of those', 'How likely', 'Share of needs met'],
		nothing: 'none of them'
	}
} as const;
