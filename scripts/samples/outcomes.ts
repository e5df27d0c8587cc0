import { chanceOf, type Chance } from './chance.ts';
import { addMonths, day, endOf, quarterOf, type Day } from './days.ts';
import type { Person } from './people.ts';
import type { Membership, Stay, World } from './world.ts';

export interface Outcome {
	person: Person;
	/** The course it follows; null for people who never began one. */
	stay: Stay | null;
	point: string;
	observed: Day;
	isEmployed: boolean | null;
	isHealthJob: boolean | null;
	soc: string;
	wage: number | null;
	hours: number | null;
	earnings: number | null;
	sameEmployer: boolean | null;
	hasCredential: boolean | null;
}

interface Job {
	isHealth: boolean;
	soc: string;
	wage: number;
	hours: number;
}

/** State minimum wage, which nobody is paid less than: $8.00, and $9.00 from July 2014. */
const MINIMUM = [8, 9] as const;

/** Work and wages of everybody who began a course: at entry, and at four points counted from the end of the last one. */
export function makeOutcomes(world: World): Outcome[] {
	const courses = new Map<number, Stay[]>();
	for (const stay of world.stays) {
		courses.set(stay.person.number, [...(courses.get(stay.person.number) ?? []), stay]);
	}
	const studied = [...courses.values()].flatMap((stays) => observe(stays[0]!, stays[stays.length - 1]!));
	const left = [...world.memberships.values()].filter(
		({ partner, person }) => partner === 'workforce-partnership' && !person.startsTraining
	);
	return [...studied, ...left.flatMap(observeLeaver)];
}

/** People who never began are asked once, when they leave. */
function observeLeaver({ person, exit }: Membership): Outcome[] {
	const chance = chanceOf(`outcomes ${person.number}`);
	if (exit === null || !chance.yes(0.9)) return [];
	const job = chance.yes(0.42) ? jobOf(chance, 0.1, exit) : null;
	return [hideUnknown(chance, { ...blank(person, 'exit', exit), ...worked(job) })];
}

/** 72 % of completers work at exit, at $12.42 an hour in health care against $9.98 elsewhere (HPOG); the rest is invented. */
function observe(first: Stay, stay: Stay): Outcome[] {
	const chance = chanceOf(`outcomes ${stay.person.number}`);
	const isDone = stay.status === 'completed';
	const see = (point: string, observed: Day, job: Job | null, more: Partial<Outcome> = {}) => ({
		...blank(stay.person, point, observed),
		stay,
		...worked(job),
		...more
	});
	const entry = chance.yes(0.35) ? jobOf(chance, 0.12, first.start, 9.6) : null;
	const exit = chance.yes(isDone ? 0.72 : 0.46) ? jobOf(chance, isDone ? 0.74 : 0.2, stay.end) : null;
	const sixth = laterJob(chance, exit, addMonths(stay.end, 6), isDone);
	const second = chance.yes(0.9) ? sixth : laterJob(chance, sixth, stay.end + 180, isDone);
	const fourth = laterJob(chance, second, addMonths(stay.end, 12), isDone);
	const quarter = quarterOf(stay.end);
	const rows: Outcome[] = [
		see('entry', first.start, entry),
		see('exit', stay.end + chance.whole(0, 10), exit, {
			hasCredential: stay.credentialDate !== null && stay.credentialDate <= stay.end + 10
		}),
		see('month_6', addMonths(stay.end, 6) + chance.whole(0, 20), sixth, {
			sameEmployer: sixth && exit ? sixth.soc === exit.soc && chance.yes(0.85) : null,
			hasCredential: stay.credentialDate !== null
		}),
		see('q2', endOf(quarter + 2), null, earned(chance, second)),
		see('q4', endOf(quarter + 4), null, earned(chance, fourth))
	];
	return rows
		.filter((row) => row.point === 'entry' || row.point === 'exit' || chance.yes(0.93))
		.map((row) => hideUnknown(chance, row));
}

function blank(person: Person, point: string, observed: Day): Outcome {
	const nothing = { isHealthJob: null, soc: '', wage: null, hours: null, earnings: null };
	return {
		person,
		stay: null,
		point,
		observed,
		isEmployed: false,
		...nothing,
		sameEmployer: null,
		hasCredential: null
	};
}

function worked(job: Job | null): Partial<Outcome> {
	if (!job) return { isEmployed: false, isHealthJob: false };
	return { isEmployed: true, isHealthJob: job.isHealth, soc: job.soc, wage: job.wage, hours: job.hours };
}

/** Wage records know earnings of a quarter, not hours. */
function earned(chance: Chance, job: Job | null): Partial<Outcome> {
	if (!job) return { isEmployed: false, isHealthJob: null, earnings: null };
	const earnings = Math.round(job.wage * job.hours * 13 * (0.72 + 0.28 * chance.unit()));
	return { isEmployed: true, isHealthJob: null, earnings };
}

function jobOf(chance: Chance, healthShare: number, on: Day, elsewhere = 9.9): Job {
	const isHealth = chance.yes(healthShare);
	const minimum = MINIMUM[on < day('2014-07-01') ? 0 : 1];
	const wage = isHealth ? chance.bell(12.42, 1.35) : chance.bell(elsewhere, 0.95);
	return {
		isHealth,
		soc: isHealth
			? chance.pick(['31-1014', '31-9092', '31-1011', '29-2052'])
			: chance.pick(['41-2011', '35-3021', '37-2012', '43-4051']),
		wage: Math.round(Math.max(minimum, wage) * 100) / 100,
		hours: chance.weighed([
			[20, 1],
			[24, 1],
			[30, 2],
			[32, 2],
			[36, 2],
			[40, 5]
		] as const)
	};
}

function laterJob(chance: Chance, before: Job | null, on: Day, isDone: boolean): Job | null {
	if (!before) return chance.yes(isDone ? 0.42 : 0.22) ? jobOf(chance, isDone ? 0.6 : 0.2, on) : null;
	if (chance.yes(0.12)) return null;
	const raise = 1 + 0.05 * chance.unit();
	return chance.yes(0.75)
		? { ...before, wage: Math.round(before.wage * raise * 100) / 100 }
		: jobOf(chance, before.isHealth ? 0.85 : 0.3, on);
}

/** Now and then nobody could find out. */
function hideUnknown(chance: Chance, row: Outcome): Outcome {
	if (row.point === 'entry' || !chance.yes(0.02)) return row;
	return { ...blank(row.person, row.point, row.observed), stay: row.stay, isEmployed: null };
}
