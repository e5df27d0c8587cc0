import { NO_NUMBERS } from '../rows/count-rows';
import { quartersAsked } from '../coverage/pair-places';
import { knownCodes } from '../dimensions';
import { awardNames, publicFigures } from '../counting/public-figures';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import type { MatrixLine } from '../counting/read-public';
import { refuseUnknownValue } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'live_offerings',
		section: 'coverage',
		title: 'Who may pay, and on which terms',
		question: 'Which lines of the service matrix are live, and what do they say?',
		definition:
			'One row for each line of the service matrix that is live in the quarter: partner, award, what it says, condition, places in a quarter (empty: not limited), cap, days of waiting, authority and when it was last verified; the value is its cost per person and quarter. An offering is live when its own dates and those of its award both include a day of the quarter. Without a quarter: the latest published one. Quarters to come may be asked as well.',
		unit: 'dollars',
		numerator: 'dollars per person and quarter',
		denominator: null,
		tables: [['quarter', 'service', 'population']],
		family: 'public',
		disclosure: 'The service matrix says nothing of people; nothing is withheld.',
		source: 'Braidwork, data dictionary: offerings'
	},
	restsOn: ['offerings', 'awards'],
	looksAhead: true,
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	for (const [name, value] of Object.entries(ask.where))
		if (name !== 'quarter') refuseUnknownValue(name, value, knownCodes(name));
	const figures = await publicFigures(ask);
	const isDated = ask.by.includes('quarter') || ask.where.quarter !== undefined;
	const quarters = isDated ? quartersAsked(ask) : ask.facts.quarters.slice(-1);
	const live = (figures.matrix.objects() as MatrixLine[]).filter((line) => fits(line, quarters, ask));
	const rows = onePerPlace(live, ask.by)
		.sort(payersFirst)
		.map((line) => lineRow(line, ask.by));
	return {
		rows,
		notes: [],
		from: [],
		labels: { award: awardNames(figures) }
	};
}

function fits(line: MatrixLine, quarters: string[], { where }: Ask): boolean {
	return (
		quarters.includes(line.quarter) &&
		(where.service ?? line.service) === line.service &&
		(where.population ?? line.population) === line.population
	);
}

/** A line for anyone stands once for each population: once where these are not told apart. */
function onePerPlace(lines: MatrixLine[], by: string[]): MatrixLine[] {
	const key = (line: MatrixLine) => [line.offering, ...by.map((name) => line[name as 'service'])].join('/');
	return [...new Map(lines.map((line) => [key(line), line])).values()];
}

function payersFirst(one: MatrixLine, other: MatrixLine): number {
	return Number(other.may_pay) - Number(one.may_pay) || (one.offering < other.offering ? -1 : 1);
}

function lineRow(line: MatrixLine, by: string[]): StatedRow {
	const at = Object.fromEntries(by.map((name) => [name, line[name as 'service']]));
	const { condition, cap_usd, cap_period, wait_days, authority, verified_date, unit_cost_usd } = line;
	return {
		...at,
		partner: line.offering_partner,
		award: line.award,
		says: line.status,
		condition,
		places: line.capacity,
		cap_usd,
		cap_period,
		wait_days,
		authority,
		verified_date,
		...NO_NUMBERS,
		value: unit_cost_usd,
		status: unit_cost_usd === null ? 'no_data' : 'shown'
	};
}
