import { FORMULAS } from '../formulas';
import { LATER_TABLES } from '../families/exit';
import { familyRows } from '../kept/family-rows';
import type { KeptRow } from '../kept/slice';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import { isHidden, NO_NUMBERS, placesOf } from '../rows/count-rows';
import { notYet, provisionalNote, whenKnown } from '../rows/outcome-rows';

export const measure: Measure = {
	declaration: {
		id: 'median_earnings_q2',
		section: 'retention',
		title: 'Median earnings in the second quarter after exit',
		question: 'What did people with a job earn in the second quarter after that of their exit?',
		definition:
			'Median of the earnings of the whole quarter, in dollars, of those who count as employed in the second quarter after exit and whose earnings are known and above zero. With an even number of people it is the mean of the middle two. Dollars as filed, not adjusted for prices. Denominator: how many people it is the median of.',
		formula: FORMULAS.median,
		unit: 'dollars',
		numerator: 'median of quarter earnings',
		denominator: 'persons employed in the second quarter after exit whose earnings are known',
		tables: LATER_TABLES,
		family: 'exit',
		disclosure: 'Shown for at least as many persons as the threshold says, where their number may be shown.',
		source: '29 USC 3141(b)(2)(A)(i) (WIOA primary indicators of performance)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'exit');
	return {
		rows: rows.map((row) => {
			const stated = notYet(row, medianRow(row, ask), { awaited: 'is_awaited_q2' });
			return { ...stated, ...whenKnown('q2', row, stated, ask) };
		}),
		notes: [...notes, provisionalNote(ask)]
	};
}

/** Withheld wherever the number of people is: else a median that is missing would say that they are few. */
function medianRow(row: KeptRow, ask: Ask): StatedRow {
	const places = placesOf(row, ask.by);
	const people = Number(row.earning_q2);
	if (isHidden(row, ['earning_q2'])) return { ...places, ...NO_NUMBERS, status: 'withheld' };
	if (people === 0) return { ...places, ...NO_NUMBERS, denominator: 0, status: 'no_data' };
	return { ...places, ...NO_NUMBERS, denominator: people, value: Number(row.median_q2), status: 'shown' };
}
