import { chanceOf } from './chance.ts';
import { quarterOf, type Day } from './days.ts';
import { paysOn, type Line } from './matrix.ts';
import type { Person } from './people.ts';
import type { PartnerId } from './partnership.ts';
import { isKnown } from './rosters.ts';
import type { Plan } from './training.ts';
import { isAtCollege } from './training.ts';
import type { World } from './world.ts';

/** What came of looking for someone who pays: a line of the matrix, or why there is none. */
export type Search = { line: Line } | { line: null; why: 'rule' | 'full' };

/** Refugees at the two housing authorities are few and chosen (see small-groups.ts); nobody else of them is taken. */
const HOUSING: PartnerId[] = ['city-housing-authority', 'county-housing-authority'];

/** Cents that the grant pays for one person's supports apart from tuition, child care and staff time. */
export const SUPPORT_CAP = 100_000;

/** Services that count against the grant's cap of supports. */
export const CAPPED = [
	'transportation',
	'books_supplies',
	'uniforms_tools',
	'exam_license_fees',
	'clothing',
	'emergency_assistance'
];

/** Looks for a line that may pay this service for this person on this day and has room. */
export function findPayer(world: World, person: Person, service: string, on: Day, plan: Plan | null): Search {
	const fitting = linesFor(world, person, service).filter(
		(line) => paysOn(line, on) && isReachable(world, person, line, plan)
	);
	if (fitting.length === 0) return { line: null, why: 'rule' };
	const open = fitting.filter((line) => hasRoom(world, line, on));
	if (open.length === 0) return { line: null, why: 'full' };
	const chance = chanceOf(`payer ${person.number} ${service} ${on}`);
	const hasContractor = open.some((line) => line.award_id.startsWith('TANF'));
	return { line: chance.weighed(open.map((line) => [line, pullOf(line, hasContractor)] as const)) };
}

/** The lines for this service that speak of a population the person belongs to. */
export function linesFor(world: World, person: Person, service: string): Line[] {
	return world.matrix.filter((line) => line.service === service && isFor(line.population, person));
}

/** Takes a place at the line's partner and award for a quarter. */
export function takePlace(world: World, line: Line, person: Person, on: Day): void {
	const key = placeKey(line, quarterOf(on));
	const taken = world.places.get(key) ?? new Set();
	world.places.set(key, taken.add(person.number));
}

function isFor(population: string, person: Person): boolean {
	if (population === 'tanf') return person.isTanf;
	if (population === 'refugee') return person.isRefugee;
	return population === 'any' || person.isLowIncome;
}

function isReachable(world: World, person: Person, line: Line, plan: Plan | null): boolean {
	if (line.partner.startsWith('tanf')) return isKnown(world, person, line.partner);
	if (line.award_id === 'PELL') return plan !== null && plan.program.isLong && isAtCollege(plan);
	if (line.partner === 'training-college') return plan !== null && isAtCollege(plan);
	if (HOUSING.includes(line.partner)) {
		return !person.isRefugee && (line.partner === 'county-housing-authority') === person.isNorth;
	}
	const isCapped = line.award_id === 'HPOG-2010' && CAPPED.includes(line.service);
	return !isCapped || (world.support.get(person.number) ?? 0) < SUPPORT_CAP - 5000;
}

function hasRoom(world: World, line: Line, on: Day): boolean {
	if (line.capacity === null) return true;
	return (world.places.get(placeKey(line, quarterOf(on)))?.size ?? 0) < line.capacity;
}

/** Where a TANF contractor may pay, the grant comes second. */
function pullOf(line: Line, hasContractor: boolean): number {
	return hasContractor && !line.award_id.startsWith('TANF') ? line.pull * 0.2 : line.pull;
}

function placeKey(line: Line, quarter: number): string {
	return `${line.partner} ${line.award_id} ${line.service} ${quarter}`;
}
