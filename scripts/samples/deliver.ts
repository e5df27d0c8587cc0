import { chanceOf, type Chance } from './chance.ts';
import { addMonths, day, type Day } from './days.ts';
import type { Line } from './matrix.ts';
import { CAPPED, SUPPORT_CAP, takePlace } from './payers.ts';
import type { Person } from './people.ts';
import { join } from './rosters.ts';
import { readTable } from './text-table.ts';
import type { Plan } from './training.ts';
import type { Delivery, World } from './world.ts';

/** Units and dollars per unit: child care about $1,000 a month (Voice of San Diego, 2020), a bus pass $72; the rest invented. */
const PRICES = new Map(
	readTable(`
service              | each    | unit    | units | low | high
child_care           | month   | month   | 1-1   | 800 | 1180
transportation       | month   | month   | 1-1   | 58  | 90
housing              | month   | month   | 1-1   | 730 | 1040
case_management      | month   | hour    | 1-3   | 44  | 44
tutoring             | month   | hour    | 4-10  | 28  | 28
job_placement        | fewdays | hour    | 1-3   | 44  | 44
books_supplies       | once    | item    | 1-3   | 48  | 96
uniforms_tools       | once    | item    | 1-2   | 42  | 84
exam_license_fees    | once    | item    | 1-1   | 90  | 210
food                 | once    | payment | 1-1   | 60  | 150
health_care          | once    | payment | 1-1   | 90  | 380
clothing             | once    | payment | 1-1   | 60  | 140
emergency_assistance | once    | payment | 1-1   | 180 | 600
legal_aid            | once    | hour    | 2-6   | 85  | 85
technology           | once    | item    | 1-1   | 240 | 340
`).map((row) => [row.service!, row])
);

/** Services that go on month by month for as long as they are needed. */
export function isMonthly(service: string): boolean {
	return PRICES.get(service)?.each === 'month';
}

/** Gives a service from a day until another, paid by one line; answers the first day, or null when nothing was given. */
export function deliver(
	world: World,
	person: Person,
	line: Line,
	span: { from: Day; until: Day }
): Day | null {
	const price = PRICES.get(line.service)!;
	const chance = chanceOf(`deliver ${person.number} ${line.service} ${span.from}`);
	const low = Number(price.low);
	const dollars = low + chance.whole(0, Number(price.high) - low);
	const [fewest, most] = price.units!.split('-').map(Number);
	let first: Day | null = null;
	for (const date of datesOf(chance, price.each!, span)) {
		const units = chance.whole(fewest!, most!);
		const cents = grantShare(world, person, line, units * dollars * 100);
		if (cents === 0 || (line.to !== '' && date > day(line.to))) break;
		give(world, person, line, { date, units, unit: price.unit!, cents });
		first ??= date;
	}
	return first;
}

/** Pays tuition: short courses at once, long ones in two parts; a second payer may share it, in a row of its own. */
export function payTuition(
	world: World,
	person: Person,
	lines: { first: Line; rest: Line | null },
	course: { plan: Plan; from: Day; end: Day }
): Day {
	const { plan, from, end } = course;
	const chance = chanceOf(`tuition ${person.number} ${plan.start}`);
	const [low, high] = plan.program.dollars;
	const total = Math.round(chance.whole(low, high) / 5) * 500;
	const half = Math.floor((plan.start + plan.plannedEnd) / 2);
	const parts = plan.program.isLong ? [from, half] : [from];
	const part = Math.round(total / parts.length);
	const own = lines.rest ? Math.min(part, chance.whole(60, 140) * 1000) : part;
	for (const planned of parts.filter((date) => date === from || date < end)) {
		const pay = (line: Line, cents: number) =>
			give(world, person, line, { date: beforeEnd(line, planned), units: 1, unit: 'payment', cents });
		pay(lines.first, own);
		if (lines.rest && part > own) pay(lines.rest, part - own);
	}
	return beforeEnd(lines.first, from);
}

/** Writes a row of the ledger that gave nothing: requested, referred, approved or denied. */
export function note(world: World, row: Omit<Delivery, 'units' | 'unit' | 'cents'>): void {
	join(world, row.person, row.partner, row.date);
	world.deliveries.push({ ...row, units: null, unit: '', cents: null });
}

type Given = { date: Day; units: number; unit: string; cents: number };

function give(world: World, person: Person, line: Line, given: Given): void {
	join(world, person, line.partner, given.date);
	takePlace(world, line, person, given.date);
	world.deliveries.push({
		person,
		partner: line.partner,
		service: line.service,
		status: 'delivered',
		...given,
		award: line.award_id,
		denial: ''
	});
}

/** What the grant may still pay of an amount: supports are capped for each person. */
function grantShare(world: World, person: Person, line: Line, cents: number): number {
	if (line.award_id !== 'HPOG-2010' || !CAPPED.includes(line.service)) return cents;
	const used = world.support.get(person.number) ?? 0;
	const share = Math.min(cents, SUPPORT_CAP - used);
	world.support.set(person.number, used + share);
	return share;
}

function datesOf(chance: Chance, each: string, span: { from: Day; until: Day }): Day[] {
	if (each === 'once') return [workday(span.from)];
	if (each === 'fewdays') {
		const count = chance.whole(1, 3);
		return Array.from({ length: count }, (_, step) => workday(span.from + step * 9));
	}
	const dates: Day[] = [];
	for (let month = 0; addMonths(span.from, month) <= Math.max(span.from, span.until); month++) {
		dates.push(workday(addMonths(span.from, month)));
	}
	return dates;
}

/** A working day on which the award still lives: what is promised is paid before its end. */
function beforeEnd(line: Line, date: Day): Day {
	return line.to === '' ? workday(date) : Math.min(workday(date), day(line.to));
}

/** The day itself, or the Monday after a weekend. */
function workday(date: Day): Day {
	const weekday = (date + 4) % 7;
	return weekday === 6 ? date + 2 : weekday === 0 ? date + 1 : date;
}
