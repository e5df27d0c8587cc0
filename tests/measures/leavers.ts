import { addQuarters, quarterEnd, quarterOf } from '$lib/domain';
import { randomFrom } from './refiled-partnership';
import type { File } from './small-partnership';

/** What is filed of one person who left, and of whom everything else is counted by hand. */
export interface Leaver {
	exit: string;
	program: string;
	start: string;
	hasDied: boolean;
	/** Several of them, or none. */
	populations: string[];
	credential: string | null;
	seen: Seen[];
}

interface Seen {
	point: string;
	on: string;
	isEmployed: boolean | null;
	isHealth: boolean;
	wage: number | null;
	earnings: number | null;
}

const DATA_END = '2015-09-30';

/** A partnership of one partner in which everybody left, and the same people as plain values. */
export function someLeavers(seed: number, count: number): { files: File[]; people: Leaver[] } {
	const random = randomFrom(seed);
	const people = Array.from({ length: count }, () => leaver(random));
	const file = (period: string, dataset: File['dataset'], rows: Record<string, unknown>[]): File => ({
		partner: 'lead',
		period,
		dataset,
		rows
	});
	const ids = people.map((person, at) => ({ person, participant_id: `p-${at}` }));
	const periods = ['2014Q1', '2014Q2', '2014Q3', '2014Q4', '2015Q1', '2015Q2', '2015Q3'];
	const files = [
		...periods.map((period) =>
			file(
				period,
				'participants',
				ids
					.filter(({ person }) => quarterOf(person.exit) === period)
					.map(({ person, participant_id }) => ({
						participant_id,
						intake_date: '2013-10-01',
						exit_date: person.exit,
						exit_reason: person.hasDied ? 'deceased' : 'completed',
						is_tanf: person.populations.includes('tanf'),
						is_refugee: person.populations.includes('refugee')
					}))
			)
		),
		file(
			'2015Q3',
			'enrollments',
			ids
				.filter(({ person }) => person.program !== 'none')
				.map(({ person, participant_id }) => ({
					enrollment_id: participant_id,
					participant_id,
					program: person.program,
					start_date: person.start,
					end_date: person.exit,
					status: 'completed',
					credential: person.credential && 'Certificate',
					credential_date: person.credential
				}))
		),
		file(
			'2015Q3',
			'outcomes',
			ids.flatMap(({ person, participant_id }) =>
				person.seen.map(({ point, on, isEmployed, isHealth, wage, earnings }, place) => ({
					outcome_id: `${participant_id}-${place}`,
					participant_id,
					point,
					observed_date: on,
					is_employed: isEmployed,
					is_health_job: isHealth,
					hourly_wage_usd: wage,
					quarter_earnings_usd: earnings
				}))
			)
		)
	];
	return { files, people };
}

type Random = (below: number) => number;

function pick<T>(random: Random, choices: readonly T[]): T {
	return choices[random(choices.length)] as T;
}

function plus(day: string, days: number): string {
	const later = new Date(`${day}T00:00:00Z`);
	later.setUTCDate(later.getUTCDate() + days);
	return later.toISOString().slice(0, 10);
}

function leaver(random: Random): Leaver {
	const exit = plus('2014-01-01', random(638));
	const start = plus(exit, -30 - random(60));
	return {
		exit,
		start,
		program: pick(random, ['nursing_assistant', 'phlebotomy', 'none']),
		hasDied: random(12) === 0,
		populations: pick(random, [['none'], ['tanf'], ['refugee'], ['tanf', 'refugee']]),
		credential: pick(random, [null, plus(exit, random(500)), plus(start, random(30))]),
		seen: [
			...some(random, 'entry', start, 3),
			...some(random, 'exit', exit, 10),
			...some(random, 'month_6', plus(exit, 150), 60),
			...some(random, 'q2', plus(exit, 180), 200),
			...some(random, 'q4', plus(exit, 300), 200)
		]
	};
}

/** No, one or two observations of a point, on different days. */
function some(random: Random, point: string, from: string, within: number): Seen[] {
	const on = plus(from, random(within));
	const days = [on, plus(on, 1 + random(20))].slice(0, pick(random, [0, 1, 1, 1, 2]));
	return days.map((day) => {
		const isEmployed = pick(random, [true, true, true, false, null]);
		const paid = isEmployed && random(6) > 0;
		return {
			point,
			on: day,
			isEmployed,
			isHealth: random(2) === 0,
			wage: paid ? 8 + random(6) : null,
			earnings: paid ? 1000 + random(6000) : null
		};
	});
}

/** Of one person: whether they are in the numerator, or null where they are not in the denominator. */
type Judge = (person: Leaver) => boolean | number | null;

const isWorking: Judge = (person) => jobOf(person, 'exit', person.exit)?.isEmployed ?? null;

/** The answer of a point that counts; undefined: not due, null: due and silent. */
function answerOf(person: Leaver, point: string, due: string): Seen | null | undefined {
	if (due > DATA_END) return undefined;
	const rows = person.seen.filter((row) => row.point === point && (point === 'exit' || row.on > person.exit));
	if (rows.length === 0) return null;
	const answered = rows.filter((row) => row.isEmployed !== null && row.on <= DATA_END);
	return answered.sort((a, b) => (a.on < b.on ? 1 : -1))[0];
}

function jobOf(
	person: Leaver,
	point: string,
	due: string
): { isEmployed: boolean; row: Seen | null } | undefined {
	const row = answerOf(person, point, due);
	return row === undefined ? undefined : { isEmployed: row?.isEmployed === true, row };
}

/** Six calendar months later; a month that is too short ends on its last day. */
function sixMonthsAfter(day: string): string {
	const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
	return new Date(Date.UTC(year, month + 5, Math.min(date, last))).toISOString().slice(0, 10);
}

const dueOf = {
	month_6: ({ exit }: Leaver) => sixMonthsAfter(exit),
	q2: ({ exit }: Leaver) => quarterEnd(addQuarters(quarterOf(exit), 2)),
	q4: ({ exit }: Leaver) => quarterEnd(addQuarters(quarterOf(exit), 4))
};

const atSix: Judge = (person) => jobOf(person, 'month_6', dueOf.month_6(person))?.isEmployed ?? null;

const inQuarter =
	(point: 'q2' | 'q4'): Judge =>
	(person) =>
		jobOf(person, point, dueOf[point](person))?.isEmployed ?? null;

const rose =
	(point: 'exit' | 'month_6'): Judge =>
	(person) => {
		const now = jobOf(person, point, point === 'exit' ? person.exit : dueOf.month_6(person));
		const entries = person.seen.filter(
			(row) => row.point === 'entry' && row.isEmployed !== null && row.on <= person.exit
		);
		const [first] = entries.sort((a, b) => (a.on < b.on ? -1 : 1));
		if (!now?.isEmployed || !first?.isEmployed || first.wage === null) return null;
		const wage = now.row?.wage ?? null;
		return wage === null ? null : wage > first.wage;
	};

const inHealth =
	(judge: Judge, point: string): Judge =>
	(person) => {
		const isEmployed = judge(person);
		if (isEmployed !== true) return isEmployed;
		return jobOf(person, point, person.exit)?.row?.isHealth === true;
	};

const hasCredential: Judge = ({ program, exit, start, credential }) => {
	if (program === 'none' || plus(exit, 365) > DATA_END) return null;
	return credential !== null && credential >= start && credential <= plus(exit, 365);
};

const earningsOf: Judge = (person) =>
	inQuarter('q2')(person) === true ? (answerOf(person, 'q2', dueOf.q2(person))?.earnings ?? null) : null;

/** The measures of people who left, each as a judgment of one person. */
export const LATER: Record<string, Judge> = {
	employed_at_exit: isWorking,
	employed_at_exit_health: inHealth(isWorking, 'exit'),
	employed_6m: atSix,
	employed_6m_health: inHealth(atSix, 'month_6'),
	employed_q2: inQuarter('q2'),
	employed_q4: inQuarter('q4'),
	credential_rate: hasCredential,
	wage_gain: rose('exit'),
	wage_gain_6m: rose('month_6'),
	median_earnings_q2: earningsOf
};

/** Numerator (of amounts: the median) and denominator by quarter of exit, program or population; groups of nobody are left out. */
export function countAgain(
	people: Leaver[],
	by: 'quarter' | 'program' | 'population',
	judge: Judge
): Record<string, [number, number]> {
	const living = people.filter(({ hasDied }) => !hasDied);
	const placesOf = ({ exit, program, populations }: Leaver) =>
		by === 'population' ? populations : [by === 'quarter' ? quarterOf(exit) : program];
	const places = new Set(living.flatMap(placesOf));
	const counted = [...places].map((name): [string, [number, number]] => {
		const some = living.filter((person) => placesOf(person).includes(name));
		const judged = some.map(judge).filter((one) => one !== null);
		const amounts = judged.filter((one) => typeof one === 'number');
		return [
			name,
			[amounts.length > 0 ? medianOf(amounts) : judged.filter((one) => one === true).length, judged.length]
		];
	});
	return Object.fromEntries(counted.filter(([, [, denominator]]) => denominator > 0));
}

/** R's type 7 at one half: at (n - 1) / 2 of the ordered numbers, between two of them in proportion. */
function medianOf(numbers: number[]): number {
	const ordered = [...numbers].sort((a, b) => a - b);
	const at = (ordered.length - 1) / 2;
	const [low, high] = [ordered[Math.floor(at)] ?? 0, ordered[Math.ceil(at)] ?? 0];
	return low + (high - low) * (at - Math.floor(at));
}
