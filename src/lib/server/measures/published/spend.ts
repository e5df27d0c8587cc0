import { escape, type ColumnTable } from 'arquero';
import { PUBLIC_MONEY, type Ask, type Measure, type Reply } from '../measure';
import { awardNames, publicFigures } from '../counting/public-figures';
import type { Spending } from '../counting/read-public';
import { dollarRow, filterPublic, sumDollars } from '../counting/sum-dollars';

export const measure: Measure = {
	declaration: {
		id: 'spend',
		section: 'funding',
		title: 'Spending',
		question: 'What was spent on which support, from which money?',
		definition:
			"Dollars spent in the quarter, as partners filed their expenditures, by award, service (administration apart) and the partner that filed. Paid from: the grant is the partnership's focus award; everything else is leveraged, the partners' own. Earlier quarters that a file tells of are counted when a range names them.",
		unit: 'dollars',
		numerator: 'dollars spent',
		denominator: null,
		tables: [
			['quarter', 'award', 'service'],
			['quarter', 'service', 'partner'],
			['quarter', 'award', 'partner'],
			['quarter', 'service', 'paid_from'],
			['quarter', 'partner', 'paid_from']
		],
		family: 'public',
		disclosure: PUBLIC_MONEY,
		source: 'HPOG performance reports: leveraged resources (Office of Family Assistance)'
	},
	restsOn: ['awards', 'expenditures'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const figures = await publicFigures(ask);
	const spending = filterPublic(withSource(figures.spending, ask.context.focus_award), ask);
	const rows = sumDollars(spending, ask.by, 'spent_usd').map((row) => dollarRow(row, ask.by));
	return { rows, notes: focusNotes(ask), labels: { award: awardNames(figures) } };
}

function withSource(spending: ColumnTable, focus: string | null): ColumnTable {
	return spending.derive({
		paid_from: escape((row: Spending) => (row.award === focus ? 'grant' : 'leveraged'))
	});
}

function focusNotes(ask: Ask): string[] {
	const asked = [...ask.by, ...Object.keys(ask.where)].includes('paid_from');
	if (!asked || ask.context.focus_award !== null) return [];
	return ['No focus award is set, so all spending counts as leveraged.'];
}
