import { FORMULAS } from '../formulas';
import { quarterStart, writeCount, writeDay, writePercent, type SafeRow } from '$lib/domain';
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
			'Persons who began a first stay in health training, of all persons served in the published quarters; each counted once. Made of the two published counts: "People served" and those who started in "Training completed". Who began before the first published quarter counts, served since or not, so the share can be too high; a note says within which bounds. By population a person who was in several counts in each, served as of each quarter, started as of the quarter of the start. Interval: Wilson, 95 %.',
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
	const [served, started, cohorts] = await Promise.all([
		ask.also('people_served', ask.by, ask.where),
		ask.also('completion_rate', ask.by, ask.where),
		ask.also('completion_rate', ['start_quarter'])
	]);
	const rows = served.rows.map((row) => {
		const same = started.rows.find((other) => ask.by.every((name) => other[name] === row[name]));
		return beganRow(row, same, ask);
	});
	return { rows, notes: earlierNotes(cohorts.rows, rows, ask), from: [served, started] };
}

/** Whoever began and ended before the first published quarter is nobody served in it: how much that may be. */
function earlierNotes(cohorts: readonly SafeRow[], rows: StatedRow[], { by, facts }: Ask): string[] {
	const first = facts.quarters[0] ?? '';
	const early = cohorts.filter(({ start_quarter }) => String(start_quarter) < first);
	if (early.length === 0) return [];
	const some = `did so before ${writeDay(quarterStart(first))}, the first day that was filed`;
	const people = early.reduce((sum, { denominator }) => sum + (denominator ?? NaN), 0);
	const [only] = by.length === 0 ? rows : [];
	if (Number.isNaN(people) || !only?.denominator || !only.numerator)
		return [
			`Some of those who began ${some}. They count even if nobody served them since, so the shares can be too high.`
		];
	const least = writePercent((Number(only.numerator) - people) / Number(only.denominator));
	return [
		`${writeCount(people)} of those who began ${some}. They count even if nobody served them since, so the share may be too high; without them it is ${least}.`
	];
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
