import { FORMULAS } from '../formulas';
import type { SafeRow } from '$lib/domain';
import { wilson } from '../estimates';
import { WITHHELD_RATES, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { NO_NUMBERS } from '../rows/count-rows';

export const measure: Measure = {
	declaration: {
		id: 'training_began',
		section: 'retention',
		title: 'Began training',
		question: 'Of the people served, how many began health training?',
		definition:
			'Persons who began a first stay in health training, of all persons served in the published quarters; each counted once. Made of the two published counts: "People served" and those who started in "Training completed". By population a person who was in several counts in each, served as of each quarter, started as of the quarter of the start. Interval: Wilson, 95 %.',
		formula: FORMULAS.wilson,
		unit: 'percent',
		numerator: 'persons who began health training',
		denominator: 'persons served',
		tables: [['population']],
		family: 'training',
		disclosure: WITHHELD_RATES,
		source: 'Braidwork, definitions of measures: from enrollment to a job'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'needs'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const [served, started] = await Promise.all([
		ask.also('people_served', ask.by, ask.where),
		ask.also('completion_rate', ask.by, ask.where)
	]);
	const rows = served.rows.map((row) => {
		const same = started.rows.find((other) => ask.by.every((name) => other[name] === row[name]));
		return beganRow(row, same, ask);
	});
	return { rows, notes: [], from: [served, started] };
}

/** Withheld too where those who did not begin would be few. */
function beganRow(served: SafeRow, started: SafeRow | undefined, ask: Ask): StatedRow {
	const place = Object.fromEntries(ask.by.map((name) => [name, served[name] ?? null]));
	const [people, began] = [served.value, started ? started.denominator : 0];
	if (people === null || began === null) return { ...place, ...NO_NUMBERS, status: 'withheld' };
	const others = people - began;
	if (people === 0 || others < 0) return { ...place, ...NO_NUMBERS, status: 'no_data' };
	if ([began, others].some((count) => count > 0 && count < ask.context.threshold))
		return { ...place, ...NO_NUMBERS, status: 'withheld' };
	const counts = { numerator: began, denominator: people };
	return { ...place, ...counts, value: began / people, ...wilson(began, people), status: 'shown' };
}
