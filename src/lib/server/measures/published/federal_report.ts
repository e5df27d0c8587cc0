import { quartersBetween, type Quarter } from '$lib/domain';
import { awardNames, awardRules, awardsOf, publicFigures } from '../counting/public-figures';
import type { Award, Spending } from '../counting/read-public';
import { cents } from '../counting/sum-dollars';
import { oddFigures } from '../funding/odd-figures';
import { refuseUnknownValue } from '../kept/slice';
import { PUBLIC_MONEY, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { NO_NUMBERS } from '../rows/count-rows';
import { balanceOf } from './award_balance';

export const measure: Measure = {
	declaration: {
		id: 'federal_report',
		section: 'funding',
		title: 'Federal financial report',
		question: 'What does the federal report on an award have to say, and does it add up?',
		definition:
			'For each federal award, from its start through the end of the quarter, the lines of the Federal Financial Report (SF-425): total federal funds authorized (line d), federal share of expenditures, administration included (e), federal share of unliquidated obligations (f), total federal share (g = e + f), and unobligated balance (h = d - g), which is the value. Where a quarter has no line for the award, obligations stay as last filed. Without a quarter: at data end. Without an award: all federal awards together. What does not add up is named beneath.',
		unit: 'dollars',
		numerator: 'unobligated balance of federal funds (line h)',
		denominator: 'total federal funds authorized (line d)',
		tables: [['quarter', 'award']],
		family: 'public',
		disclosure: PUBLIC_MONEY,
		source:
			'SF-425, Federal Financial Report, lines 10d to 10h (Office of Management and Budget, 2 CFR 200.328)'
	},
	restsOn: ['awards', 'expenditures'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const [figures, rules] = await Promise.all([publicFigures(ask), awardRules(ask)]);
	const isFederal = ({ award }: Award) => rules.get(award)?.fund_type === 'federal';
	const federal = [...awardsOf(figures).values()].filter(isFederal);
	if (ask.where.award)
		refuseUnknownValue(
			'award',
			ask.where.award,
			federal.map(({ award }) => award)
		);
	const awards = federal.filter(({ award }) => !ask.where.award || award === ask.where.award);
	const spending = figures.spending.objects() as Spending[];
	const quarters = quartersOf(ask);
	const reports = quarters.flatMap((quarter) => awards.map((award) => reportOf(award, quarter, spending)));
	const places = Map.groupBy(reports, (one) => ask.by.map((name) => one[name as Place]).join('/'));
	return {
		rows: [...places.values()].map((some) => reportRow(some, ask.by)),
		notes: oddFigures(awards, { rules, spending, until: quarters.at(-1) ?? '' }),
		labels: { award: awardNames(figures) }
	};
}

type Place = 'quarter' | 'award';

interface Report {
	quarter: Quarter;
	award: string;
	authorized: number;
	expended: number;
	unliquidated: number;
}

/** The published quarters that are asked for; the latest one when left out. */
function quartersOf({ facts, where, range, by }: Ask): Quarter[] {
	const last = facts.quarters.at(-1);
	if (where.quarter) return [where.quarter];
	if (!last || !by.includes('quarter')) return last ? [last] : [];
	const all = quartersBetween(facts.quarters[0] ?? last, last);
	return range ? all.filter((quarter) => quarter >= range.from && quarter <= range.to) : all;
}

function reportOf(award: Award, quarter: Quarter, spending: readonly Spending[]): Report {
	const { amount, spent, obligated } = balanceOf(award, quarter, spending);
	return { quarter, award: award.award, authorized: amount, expended: spent, unliquidated: obligated };
}

function reportRow(reports: Report[], by: string[]): StatedRow {
	const places = Object.fromEntries(by.map((name) => [name, reports[0]?.[name as Place] ?? null]));
	const sum = (of: (one: Report) => number) => cents(reports.reduce((total, one) => total + of(one), 0));
	const [authorized, expended, unliquidated] = [
		sum((one) => one.authorized),
		sum((one) => one.expended),
		sum((one) => one.unliquidated)
	];
	const unobligated = cents(authorized - expended - unliquidated);
	return {
		...places,
		expended,
		unliquidated,
		total_federal: cents(expended + unliquidated),
		...NO_NUMBERS,
		numerator: unobligated,
		denominator: authorized,
		value: unobligated,
		status: 'shown'
	};
}
