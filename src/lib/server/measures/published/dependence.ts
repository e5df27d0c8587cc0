import { escape } from 'arquero';
import { NO_NUMBERS } from '../rows/count-rows';
import { PUBLIC_MONEY, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { awardNames, publicFigures } from '../counting/public-figures';
import { refuseUnknownValue, type KeptRow } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';
import { cents, filterPublic, sumDollars } from '../counting/sum-dollars';

export const measure: Measure = {
	declaration: {
		id: 'dependence',
		section: 'funding',
		title: 'Dependence on one award',
		question: 'How much of a support hangs on a single award?',
		definition:
			"The share of a service's spending that one award pays. Without an award: the share of the partnership's focus award, or of the largest payer where no focus award is set; the row names it. Without a service: of all spending on services. Administration is no service and is left out.",
		unit: 'percent',
		numerator: 'dollars that the award spent on the service',
		denominator: 'dollars that all awards spent on it',
		tables: [['quarter', 'service', 'award']],
		family: 'public',
		disclosure: PUBLIC_MONEY,
		source: 'Braidwork, definitions of measures: funding'
	},
	restsOn: ['awards', 'expenditures'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const figures = await publicFigures(ask);
	const services = figures.spending.filter(escape((row: KeptRow) => row.service !== 'administration'));
	const { award, ...where } = ask.where;
	if (award !== undefined) refuseUnknownValue('award', award, figures.spending.array('award') as string[]);
	const spending = filterPublic(services, { ...ask, where });
	const base = ask.by.filter((name) => name !== 'award');
	const parts = sumDollars(spending, [...base, 'award'], 'spent_usd');
	const rows = [...Map.groupBy(parts, (row) => base.map((name) => row[name]).join('/')).values()].flatMap(
		(some) => sharesOf(some, ask)
	);
	return { rows: sortRows(rows, ask.by), notes: [], labels: { award: awardNames(figures) } };
}

/** One row for each award, for the one asked for, or for the one that the partnership watches. */
function sharesOf(parts: KeptRow[], ask: Ask): StatedRow[] {
	const whole = parts.reduce((sum, row) => sum + Number(row.dollars), 0);
	if (ask.by.includes('award')) {
		return parts
			.filter((row) => !ask.where.award || row.award === ask.where.award)
			.map((row) => shareRow(row, whole, ask));
	}
	const largest = parts.reduce((most, row) => (Number(row.dollars) > Number(most.dollars) ? row : most));
	const wanted = ask.where.award ?? ask.context.focus_award ?? String(largest.award);
	const found = parts.find((row) => row.award === wanted) ?? { ...largest, award: wanted, dollars: 0 };
	return [shareRow(found, whole, ask)];
}

function shareRow(row: KeptRow, whole: number, ask: Ask): StatedRow {
	const places = Object.fromEntries(ask.by.map((name) => [name, row[name] ?? null]));
	const dollars = Number(row.dollars);
	const numbers = { ...NO_NUMBERS, numerator: cents(dollars), denominator: cents(whole) };
	const shown = { ...places, award: row.award ?? null, ...numbers };
	return whole > 0 ? { ...shown, value: dollars / whole, status: 'shown' } : { ...shown, status: 'no_data' };
}
