import { chanceOf, type Chance } from './chance.ts';
import type { Day } from './days.ts';
import type { Person } from './people.ts';
import type { PartnerId } from './partnership.ts';
import { contractorOf, isKnown } from './rosters.ts';
import type { Plan } from './training.ts';
import { readTable } from './text-table.ts';
import type { Stay, World } from './world.ts';

/** A need as it arises, before anybody acts. */
export interface Arising {
	service: string;
	identified: Day;
	urgency: string;
}

/** Shares of people who need a service, all invented: of everybody, and of TANF recipients and refugees where theirs differs. */
const SHARES = readTable(`
service              | all  | tanf | refugee
transportation       | 0.52 | 0.66 | 0.58
case_management      | 0.70 | 0.80 | 0.86
housing              | 0.17 | 0.26 | 0.34
food                 | 0.12 | 0.16 | 0.30
health_care          | 0.11 | 0.10 | 0.38
clothing             | 0.15 | 0.24 | 0.26
tutoring             | 0.20 | 0.22 | 0.52
emergency_assistance | 0.10 | 0.17 | 0.16
legal_aid            | 0.05 | 0.06 | 0.17
technology           | 0.13 | 0.14 | 0.24
`);

/** The needs that show at intake and soon after. */
export function earlyNeeds(person: Person, plan: Plan | null): Arising[] {
	const chance = chanceOf(`needs ${person.number}`);
	const found = SHARES.filter((row) => chance.yes(shareFor(person, row))).map((row) =>
		arise(
			chance,
			row.service!,
			person.intake + (chance.yes(0.7) ? chance.whole(0, 21) : chance.whole(22, 80))
		)
	);
	if (person.children > 0 && chance.yes(person.isTanf ? 0.74 : 0.6)) {
		found.push(arise(chance, 'child_care', person.intake + chance.whole(0, 25)));
	}
	if (chance.yes(plan ? 0.95 : 0.3)) found.push(arise(chance, 'tuition', person.intake + chance.whole(0, 8)));
	if (plan && chance.yes(0.6)) found.push(arise(chance, 'books_supplies', plan.start - chance.whole(0, 9)));
	if (plan && chance.yes(0.5)) found.push(arise(chance, 'uniforms_tools', plan.start + chance.whole(-5, 12)));
	return found;
}

/** The needs that show when training comes to its end: exams and work. */
export function lateNeeds(person: Person, stay: Stay): Arising[] {
	const chance = chanceOf(`late needs ${person.number} ${stay.start}`);
	const isDone = stay.status === 'completed';
	const found: Arising[] = [];
	if (isDone && chance.yes(0.62))
		found.push(arise(chance, 'exam_license_fees', stay.end - chance.whole(0, 25)));
	if (chance.yes(isDone ? 0.72 : 0.3))
		found.push(arise(chance, 'job_placement', stay.end + chance.whole(-15, 8)));
	return found;
}

/** Who writes a need down: the TANF contractor, the county for refugees, else a navigator or the partnership; sometimes two. */
export function recordersOf(world: World, person: Person, need: Arising): PartnerId[] {
	const chance = chanceOf(`recorders ${person.number} ${need.service}`);
	const desk: PartnerId = isKnown(world, person, 'navigators') ? 'navigators' : 'workforce-partnership';
	if (person.isTanf) return chance.yes(0.15) ? [contractorOf(person), desk] : [contractorOf(person)];
	if (person.isRefugee && isKnown(world, person, 'county-human-services')) {
		return chance.yes(0.3) ? ['county-human-services', desk] : ['county-human-services'];
	}
	return [desk];
}

function shareFor(person: Person, row: Record<string, string>): number {
	const shares = [row.all!, person.isTanf ? row.tanf! : '0', person.isRefugee ? row.refugee! : '0'];
	return Math.max(...shares.map(Number));
}

function arise(chance: Chance, service: string, identified: Day): Arising {
	const urgency = chance.weighed([
		['low', 0.2],
		['medium', 0.5],
		['high', 0.3]
	] as const);
	return { service, identified, urgency };
}
