import { endOf, quarterName, quarterOf, QUARTERS, startOf } from './days.ts';
import type { Filed } from './filed.ts';
import { MESSES } from './messes.ts';
import { PARTNERS } from './partnership.ts';
import { ageOn, DATA_END, type Person } from './people.ts';
import { makeOutcomes } from './outcomes.ts';
import { RESUBMITTED } from './resubmission.ts';
import { SLIPS } from './slips.ts';
import type { Stay, World } from './world.ts';

interface Made {
	people: Person[];
	world: World;
	filed: Filed[];
	files: Map<string, Uint8Array>;
}

/** The README of the samples, with its counts counted. */
export function describe(made: Made): string {
	return (
		[INTRODUCTION, distributions(made), INVENTED, counts(made), quarters(made), messes(), slips()].join(
			'\n\n'
		) + '\n'
	);
}

const INTRODUCTION = `# The invented partnership

Eight partners by role, eight quarters from 2013 Q4 to 2015 Q3, one federal grant that ends on 2015-09-29.
**Nobody here exists.** \`npm run samples\` makes every file in this folder, this one included, from
\`scripts/samples\`: the same bytes each time. Change the generator, not the files.

Files lie at \`<partner>/<period>/<dataset>.csv\`. A second submission of the same dataset stands beside the first as
\`<dataset>.resubmitted.csv\`: the dataset is the name up to its first dot, and files load in the order of their names.
\`partnership.json\` holds the settings and partners of the demo,
\`zip-codes.geojson\` invented outlines of its ZIP codes. \`formats/\` holds a small file of each outside standard;
no folder there is named like a quarter, so that loading this folder passes them over.`;

const INVENTED = `Sources: interim and final reports on the Health Profession Opportunity Grants of the federal Office of Family
Assistance and the Office of Planning, Research and Evaluation; the evaluation of the San Diego program by Abt
Associates, 2012-2016; the county's announcement of the grant, October 2010; Voice of San Diego, 2020, on the price of
child care. **All else is invented**: names, birth dates, numbers, which ZIP code has how many people, who needs what,
what each award amounts to, capacities, unit costs, conditions, and how often help arrives.

Identifiers are plainly invented. Social security numbers begin with 900 to 998, area numbers that were never issued,
and their middle pair is 01 to 49, so that they are no taxpayer numbers either. Here they count as usable numbers. What
never counts, here or anywhere, are placeholders: 999-99-9999 (which the county types where it does not know), 000-00-0000,
111-11-1111, 123-45-6789 and the like. About one number in thirty is mistyped at a second partner, and so are some names
and birth dates; the college leaves out a third of the numbers; married and double names come shortened.`;

function distributions({ people, world }: Made): string {
	const first = firstStays(world);
	const early = first.filter(({ start }) => start <= endOf(1));
	const done = (stay: Stay) => stay.status === 'completed' && stay.end - stay.start <= 548;
	const exits = makeOutcomes(world).filter(
		({ point, stay }) => point === 'exit' && stay?.status === 'completed'
	);
	const employed = exits.filter(({ isEmployed }) => isEmployed);
	const wage = (isHealth: boolean) =>
		mean(employed.filter((row) => row.isHealthJob === isHealth).map((row) => row.wage!));
	const age = (low: number, high: number) =>
		percent(people, (person) => ageOn(person, person.intake) >= low && ageOn(person, person.intake) < high);
	const rows = [
		['women', '84 %', percent(people, ({ sex }) => sex === 'female')],
		['under 25 / 25 to 34 / 35 and over', 'a third each', `${age(0, 25)} / ${age(25, 35)} / ${age(35, 99)}`],
		['Hispanic', '47 %', percent(people, ({ race }) => race === 'hispanic')],
		['Black', '22 %', percent(people, ({ race }) => race === 'black')],
		['begin training', '82 %', percent(people, ({ startsTraining }) => startsTraining)],
		['complete within 18 months (starts to March 2014)', '70 %', percent(early, done)],
		['courses: nursing assistant', '35 %', percent(first, ({ program }) => program === 'nursing_assistant')],
		['completers employed at exit', '72 %', percent(exits, ({ isEmployed }) => isEmployed === true)],
		['their wage an hour, in health care', '$12.42', `$${wage(true)}`],
		['their wage an hour, elsewhere', '$9.98', `$${wage(false)}`],
		['tuition voucher', 'up to $7,000-10,000', 'up to $10,000'],
		['supports for one person from the grant', 'up to $1,000', 'up to $1,000'],
		['child care', 'about $1,000 a month', '$800 to $1,180 a month']
	];
	return ['## What follows real programs', '', ...markdown(['what', 'real', 'here'], rows)].join('\n');
}

function counts({ people, filed, files }: Made): string {
	const own = [...files].filter(([path]) => !path.startsWith('formats/'));
	const size = own.reduce((sum, [, bytes]) => sum + bytes.length, 0);
	const datasets = [...new Set(filed.map(({ dataset }) => dataset))];
	const rows = PARTNERS.map((partner) => [
		partner,
		...datasets.map((dataset) =>
			thousands(rowsIn(filed.filter((file) => file.partner === partner && file.dataset === dataset)))
		)
	]);
	const totals = datasets.map((dataset) =>
		thousands(rowsIn(filed.filter((file) => file.dataset === dataset)))
	);
	return [
		'## Counts',
		'',
		`${thousands(people.length)} people; ${filed.length + 1} files of ${(size / 1e6).toFixed(1)} MB. Rows filed, all quarters together (a row that is still current is filed again each quarter; deliveries are filed once, awards and the matrix when they change; the early export of the resubmitted file is not counted):`,
		'',
		...markdown(['partner', ...datasets], [...rows, ['**all**', ...totals]])
	].join('\n');
}

function quarters({ people, world }: Made): string {
	const first = firstStays(world);
	const rows = Array.from({ length: QUARTERS }, (_, quarter) => [
		quarterName(quarter),
		thousands(people.filter(({ intake }) => quarterOf(intake) === quarter).length),
		thousands(first.filter(({ start }) => quarterOf(start) === quarter).length),
		thousands(servedIn(world, quarter)),
		thousands(world.deliveries.filter(({ date }) => quarterOf(date) === quarter).length)
	]);
	return [
		...markdown(['quarter', 'new people', 'training starts', 'people served', 'ledger rows'], rows)
	].join('\n');
}

function messes(): string {
	const rows = MESSES.map(({ where, what }) => [what, where]);
	return ['## Where the mess is', '', ...markdown(['what', 'where'], rows)].join('\n');
}

function slips(): string {
	const rows = SLIPS.map(({ partner, period, dataset, count, effect, what }) => [
		`${partner}/${period}/${dataset}.csv`,
		String(count),
		effect,
		what
	]);
	const rejected = SLIPS.filter(({ effect }) => effect === 'rejected').reduce(
		(sum, { count }) => sum + count,
		0
	);
	return [
		'## Wrong rows',
		'',
		`${rejected} rows are rejected with a reason while the rest of their file loads; the others only bring a warning. No file waits for an answer, and none is rejected whole. The resubmitted file is ${RESUBMITTED.partner}/${quarterName(RESUBMITTED.quarter)}/${RESUBMITTED.dataset}.`,
		'',
		...markdown(['file', 'rows', 'effect', 'what'], rows)
	].join('\n');
}

function firstStays(world: World): Stay[] {
	const first = new Map<number, Stay>();
	for (const stay of world.stays) if (!first.has(stay.person.number)) first.set(stay.person.number, stay);
	return [...first.values()].filter(({ start }) => start <= DATA_END);
}

function servedIn(world: World, quarter: number): number {
	const [from, to] = [startOf(quarter), endOf(quarter)];
	const touched = [
		...world.deliveries.filter(({ date }) => date >= from && date <= to),
		...world.stays.filter(({ start, end }) => start <= to && end >= from),
		...world.needs.filter(({ identified, closed }) => identified <= to && closed >= from)
	];
	return new Set(touched.map(({ person }) => person.number)).size;
}

function rowsIn(filed: Filed[]): number {
	return filed.reduce((sum, { rows }) => sum + rows.length, 0);
}

function percent<Item>(items: Item[], is: (item: Item) => boolean): string {
	return `${((100 * items.filter(is).length) / items.length).toFixed(0)} %`;
}

function mean(numbers: number[]): string {
	return (numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(2);
}

function thousands(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function markdown(header: string[], rows: string[][]): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}
