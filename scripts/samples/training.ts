import { chanceOf, type Chance } from './chance.ts';
import { quarterOf, type Day } from './days.ts';
import { ageOn, type Person } from './people.ts';
import { readTable } from './text-table.ts';
import type { Stay } from './world.ts';

/** A course: how long it takes, what it costs, how many leave. Shares follow HPOG; the rest is invented. */
export interface Program {
	id: string;
	soc: string;
	weeks: [number, number];
	dollars: [number, number];
	withdraw: number;
	credentialRate: number;
	credential: string;
	/** 600 clock hours or more, so that Pell grants may pay. */
	isLong: boolean;
}

const TABLE = `
program              | share | soc     | weeks | dollars    | withdraw | rate | long | credential
nursing_assistant    | 0.350 | 31-1014 | 8-12  | 1200-2300  | 0.17     | 0.90 |      | State nursing assistant certificate
medical_assistant    | 0.150 | 31-9092 | 34-44 | 6400-8200  | 0.25     | 0.78 | yes  | Medical assistant certificate
home_health_aide     | 0.110 | 31-1011 | 5-8   | 550-900    | 0.13     | 0.92 |      | Home health aide certificate
phlebotomy           | 0.100 | 31-9097 | 12-20 | 2300-3200  | 0.20     | 0.80 |      | Phlebotomy license
medical_billing      | 0.090 | 29-2071 | 26-38 | 3800-5200  | 0.25     | 0.70 | yes  | Billing and coding certificate
pharmacy_technician  | 0.085 | 29-2052 | 30-38 | 5200-6600  | 0.25     | 0.76 | yes  | Pharmacy technician license
vocational_nurse     | 0.055 | 29-2061 | 58-66 | 8800-10000 | 0.27     | 0.82 | yes  | Vocational nurse license
dental_assistant     | 0.040 | 31-9091 | 32-40 | 5400-6400  | 0.24     | 0.75 | yes  | Dental assistant registration
emergency_technician | 0.014 | 29-2041 | 14-24 | 1400-1900  | 0.27     | 0.72 |      | Emergency technician certificate
office_skills        | 0.006 | 43-9061 | 10-16 | 900-1500   | 0.25     | 0.50 |      | Office skills certificate
`;

const ROWS = readTable(TABLE);

const PROGRAMS = new Map(
	ROWS.map((row): [string, Program] => [
		row.program!,
		{
			id: row.program!,
			soc: row.soc!,
			weeks: rangeOf(row.weeks!),
			dollars: rangeOf(row.dollars!),
			withdraw: Number(row.withdraw),
			credentialRate: Number(row.rate),
			credential: row.credential!,
			isLong: row.long === 'yes'
		}
	])
);

const COLLEGE = 'Training College';

const PROVIDERS = [
	[COLLEGE, 0.58],
	['Private Career Institute', 0.22],
	['Community Adult School', 0.14],
	['Hospital Health Academy', 0.06]
] as const;

/** Withdrawals come early: days after the start, with the share of all withdrawals. */
const LEAVING: [[from: number, to: number], share: number][] = [
	[[1, 14], 0.14],
	[[15, 30], 0.2],
	[[31, 60], 0.28],
	[[61, 90], 0.16],
	[[91, 330], 0.22]
];

/** What a person plans to study, and where and when. */
export interface Plan {
	program: Program;
	provider: string;
	start: Day;
	plannedEnd: Day;
}

/** The plan of a person's first course. */
export function planFirst(person: Person): Plan {
	const chance = chanceOf(`plan ${person.number}`);
	const program = PROGRAMS.get(
		chance.weighed(ROWS.map((row) => [row.program!, Number(row.share)] as const))
	)!;
	return planOf(chance, program, person.intake + chance.whole(9, program.isLong ? 60 : 38));
}

/** The plan of a later course: a longer one after a short one, or elsewhere after a transfer. */
export function planNext(person: Person, before: Stay): Plan {
	const chance = chanceOf(`next ${person.number} ${before.start}`);
	const ids = ['medical_assistant', 'vocational_nurse', 'phlebotomy', 'pharmacy_technician'];
	const id =
		before.status === 'transferred' ? before.program : chance.pick(ids.filter((id) => id !== before.program));
	return planOf(chance, PROGRAMS.get(id)!, before.end + chance.whole(10, 50));
}

/** Where a course is at the college that files for itself. */
export function isAtCollege(plan: { provider: string }): boolean {
	return plan.provider === COLLEGE;
}

/** How a stay went; lacking child care or a way to get there makes leaving likelier. */
export function live(
	person: Person,
	plan: Plan,
	lacks: { childCare: boolean; transportation: boolean }
): Stay {
	const chance = chanceOf(`stay ${person.number} ${plan.start}`);
	const risk =
		plan.program.withdraw +
		0.018 +
		(lacks.childCare ? 0.14 : 0) +
		(lacks.transportation ? 0.09 : 0) +
		(ageOn(person, plan.start) < 25 ? 0.03 : 0) -
		0.008 * Math.max(0, Math.min(6, quarterOf(plan.start)));
	const length = plan.plannedEnd - plan.start;
	const draw = chance.unit();
	if (draw < risk) return withdrawn(person, plan, leavingDay(chance, length), chance, lacks);
	if (draw < risk + 0.025)
		return transferred(person, plan, chance.whole(20, Math.max(21, Math.floor(length * 0.7))));
	const late = chance.yes(0.24) ? chance.whole(7, 70) : chance.whole(-2, 5);
	return completed(person, plan, length + late, chance);
}

function planOf(chance: Chance, program: Program, start: Day): Plan {
	const monday = start + ((8 - ((start + 4) % 7)) % 7);
	const weeks = chance.whole(...program.weeks);
	return { program, provider: chance.weighed(PROVIDERS), start: monday, plannedEnd: monday + weeks * 7 - 3 };
}

function leavingDay(chance: Chance, length: number): number {
	const [low, high] = chance.weighed(LEAVING);
	const after = chance.whole(low, high);
	return after < length * 0.95 ? after : chance.whole(5, Math.floor(length * 0.9));
}

function withdrawn(
	person: Person,
	plan: Plan,
	after: number,
	chance: Chance,
	lacks: { childCare: boolean; transportation: boolean }
): Stay {
	const reasons = [
		['child_care', lacks.childCare ? 8 : person.children > 0 ? 1 : 0],
		['transportation', lacks.transportation ? 6 : 0.7],
		['health', 2],
		['found_job', 2],
		['academic', 2],
		['money', 1.5],
		['moved', 0.7],
		['housing', 0.7],
		['unknown', 1.5]
	] as const;
	return { ...stayOf(person, plan, after, 'withdrew'), endReason: chance.weighed(reasons) };
}

function transferred(person: Person, plan: Plan, after: number): Stay {
	return { ...stayOf(person, plan, after, 'transferred'), endReason: 'changed_course' };
}

function completed(person: Person, plan: Plan, length: number, chance: Chance): Stay {
	const stay = { ...stayOf(person, plan, length, 'completed'), endReason: 'finished' };
	if (!chance.yes(plan.program.credentialRate)) return stay;
	return { ...stay, credential: plan.program.credential, credentialDate: stay.end + chance.whole(0, 75) };
}

function stayOf(person: Person, plan: Plan, length: number, status: Stay['status']): Stay {
	return {
		person,
		filer: isAtCollege(plan) ? 'training-college' : 'workforce-partnership',
		program: plan.program.id,
		provider: plan.provider,
		soc: plan.program.soc,
		start: plan.start,
		plannedEnd: plan.plannedEnd,
		end: plan.start + length,
		status,
		endReason: '',
		credential: '',
		credentialDate: null,
		isHealth: plan.program.id !== 'office_skills'
	};
}

function rangeOf(text: string): [number, number] {
	const [low, high] = text.split('-').map(Number);
	return [low!, high!];
}
