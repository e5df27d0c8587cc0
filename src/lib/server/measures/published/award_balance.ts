import { quarterEnd, quarterStart, quartersBetween, type Quarter } from '$lib/domain';
import { addQuarters } from '$lib/domain';
import { NO_NUMBERS } from '../rows/count-rows';
import { PUBLIC_MONEY, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { awardNames, awardsOf, publicFigures } from '../counting/public-figures';
import type { Award, Spending } from '../counting/read-public';
import { AHEAD } from '../resolve-question';
import { refuseUnknownValue } from '../kept/slice';
import { cents } from '../counting/sum-dollars';

export const measure: Measure = {
	declaration: {
		id: 'award_balance',
		section: 'funding',
		title: 'Award balances',
		question: 'How much is left of each award, and until when?',
		definition:
			'The amount of the award less what was spent on it by the end of the quarter (administration included) and less what was obligated at its end, by award and quarter; 0 in a quarter outside the dates of the award. Where a quarter has no line for the award, obligations stay as last filed. Without a quarter: at data end. Without an award: all awards together. Quarters after data end, when asked for, take it that nothing more is spent.',
		unit: 'dollars',
		numerator: 'dollars left',
		denominator: 'dollars awarded',
		tables: [['quarter', 'award']],
		family: 'public',
		disclosure: PUBLIC_MONEY,
		source: '2 CFR 200.302 (financial management: balances and unliquidated obligations)'
	},
	restsOn: ['awards', 'expenditures'],
	looksAhead: true,
	reply
};

/** What stands in one award at the end of one quarter. */
export interface Balance {
	quarter: Quarter;
	award: string;
	amount: number;
	spent: number;
	obligated: number;
	left: number;
	start_date: string;
	end_date: string;
}

async function reply(ask: Ask): Promise<Reply> {
	const figures = await publicFigures(ask);
	const awards = [...awardsOf(figures).values()];
	if (ask.where.award)
		refuseUnknownValue(
			'award',
			ask.where.award,
			awards.map(({ award }) => award)
		);
	const spending = figures.spending.objects() as Spending[];
	const chosen = awards.filter(({ award }) => !ask.where.award || award === ask.where.award);
	const quarters = quartersOf(ask);
	const balances = quarters.flatMap((quarter) => chosen.map((award) => balanceOf(award, quarter, spending)));
	return { rows: gather(balances, ask.by), notes: [], labels: { award: awardNames(figures) } };
}

/** The quarters that are asked for: a filter, a range, or what was published; one at data end when left out. */
function quartersOf(ask: Ask): Quarter[] {
	const { quarters } = ask.facts;
	if (ask.where.quarter) return [ask.where.quarter];
	const last = quarters.at(-1);
	if (!last) return [];
	if (!ask.by.includes('quarter')) return [last];
	if (!ask.range) return quarters;
	const ahead = quartersBetween(addQuarters(last, 1), addQuarters(last, AHEAD));
	return [...quarters, ...ahead].filter((quarter) => quarter >= ask.range!.from && quarter <= ask.range!.to);
}

/** The balance of an award at the end of a quarter. */
export function balanceOf(award: Award, quarter: Quarter, spending: readonly Spending[]): Balance {
	const past = spending.filter((line) => line.award === award.award && line.quarter <= quarter);
	const latest = past.reduce((last, line) => (line.quarter > last ? line.quarter : last), '');
	const spent = sum(past.map((line) => line.spent_usd));
	const obligated = sum(past.filter((line) => line.quarter === latest).map((line) => line.obligated_usd));
	const isLive = award.start_date <= quarterEnd(quarter) && award.end_date >= quarterStart(quarter);
	const left = isLive ? cents(award.amount_usd - spent - obligated) : 0;
	const { amount_usd: amount, start_date, end_date } = award;
	return { quarter, award: award.award, amount, spent, obligated, left, start_date, end_date };
}

function gather(balances: Balance[], by: string[]): StatedRow[] {
	const place = (balance: Balance) => by.map((name) => balance[name as 'quarter' | 'award']).join('/');
	return [...Map.groupBy(balances, place).values()].map((some) => rowOf(some, by));
}

function rowOf(some: Balance[], by: string[]): StatedRow {
	const first = some[0] as Balance;
	const places = Object.fromEntries(by.map((name) => [name, first[name as 'quarter' | 'award']]));
	const left = sum(some.map((balance) => balance.left));
	return {
		...places,
		...NO_NUMBERS,
		numerator: left,
		denominator: sum(some.map((balance) => balance.amount)),
		value: left,
		spent: sum(some.map((balance) => balance.spent)),
		obligated: sum(some.map((balance) => balance.obligated)),
		...(some.length === 1 ? { start_date: first.start_date, end_date: first.end_date } : {}),
		status: 'shown'
	};
}

function sum(values: number[]): number {
	return cents(values.reduce((all, value) => all + value, 0));
}
