import { isHidden, NO_NUMBERS, placesOf } from '../rows/count-rows';
import { paid } from '../families/paid';
import { familyRows } from '../kept/family-rows';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import { awardNames, publicFigures } from '../counting/public-figures';
import type { KeptRow } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'unit_cost',
		section: 'funding',
		title: 'Cost per person',
		question: 'What does a support cost for one person, and who pays it at what price?',
		definition:
			'Dollars that the ledger names for delivered services, per person who was given the service in the quarter, by service and by the award that paid. Deliveries without an amount are left out. Without a quarter: per person over all published quarters. Median and quartiles are of what was paid for each person.',
		unit: 'dollars',
		numerator: 'dollars of delivered services',
		denominator: 'persons to whom they were delivered',
		tables: paid.tables,
		family: 'paid',
		disclosure:
			'Shown for at least as many persons as the threshold says, and where the count of persons may be shown.',
		source: 'HPOG implementation reports: cost per participant (OPRE)'
	},
	restsOn: ['deliveries', 'awards'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'paid');
	const awards = awardNames(await publicFigures(ask));
	return { rows: rows.map((row) => costRow(row, ask)), notes, labels: { award: awards } };
}

function costRow(row: KeptRow, ask: Ask): StatedRow {
	const places = placesOf(row, ask.by);
	const persons = Number(row.persons);
	const nothing = { ...places, ...NO_NUMBERS, median: null, quartile_1: null, quartile_3: null };
	if (persons === 0) return { ...nothing, status: 'no_data' };
	if (isHidden(row, ['persons']) || persons < ask.context.threshold)
		return { ...nothing, status: 'withheld' };
	const { amount_usd, median = null, quartile_1 = null, quartile_3 = null } = row;
	const cost = { numerator: Number(amount_usd), denominator: persons, value: Number(amount_usd) / persons };
	return { ...nothing, ...cost, median, quartile_1, quartile_3, status: 'shown' };
}
