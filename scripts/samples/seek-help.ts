import { chanceOf, type Chance } from './chance.ts';
import { quarterOf, type Day } from './days.ts';
import { deliver, isMonthly, note, payTuition } from './deliver.ts';
import { paysOn, type Line } from './matrix.ts';
import { recordersOf, type Arising } from './needs.ts';
import { findPayer, linesFor, type Search } from './payers.ts';
import type { Person } from './people.ts';
import { isKnown, join } from './rosters.ts';
import type { Plan } from './training.ts';
import type { Need, World } from './world.ts';

/** How often a need leads to help when someone may pay and has room; invented. */
const REACH: Record<string, number> = {
	child_care: 0.9,
	transportation: 0.9,
	tuition: 0.96,
	books_supplies: 0.9,
	uniforms_tools: 0.86,
	exam_license_fees: 0.86,
	housing: 0.84,
	food: 0.76,
	health_care: 0.66,
	clothing: 0.8,
	tutoring: 0.78,
	case_management: 0.97,
	job_placement: 0.88,
	emergency_assistance: 0.74,
	legal_aid: 0.72,
	technology: 0.74
};

/** The partners learn to work together, then the grant winds down: factor on reach by quarter from 2013Q2. */
const TREND = [0.86, 0.87, 0.88, 0.9, 0.93, 0.95, 0.98, 1, 0.98, 0.9];

/** Someone who will pay, and from which day. */
export interface Found {
	line: Line;
	from: Day;
}

/** Looks for help with a need, once and, if that fails, once more later. What is refused goes into the ledger. */
export function seek(world: World, person: Person, need: Arising, plan: Plan | null): Found | null {
	const chance = chanceOf(`seek ${person.number} ${need.service} ${need.identified}`);
	const later = need.identified + chance.whole(50, 130);
	return (
		tryOn(world, person, need, { on: need.identified, plan, chance }) ??
		(chance.yes(0.45) ? tryOn(world, person, need, { on: later, plan, chance }) : null)
	);
}

/** Turns what was found into deliveries and closes the need; unmet needs close when the person gives up. */
export function settle(
	world: World,
	person: Person,
	need: Arising,
	outcome: { found: Found | null; until: Day; exit: Day; plan: Plan | null; end: Day }
): void {
	const { found, until, exit } = outcome;
	const chance = chanceOf(`settle ${person.number} ${need.service} ${need.identified}`);
	const first = found && found.from <= until ? hand(world, person, need, { ...outcome, found }) : null;
	const isMet = first !== null || chance.yes(0.015);
	const ongoing = Math.max(until, first ?? 0);
	const metOn =
		first === null ? need.identified + chance.whole(10, 60) : isMonthly(need.service) ? ongoing : first;
	const recorders = recordersOf(world, person, need);
	for (const partner of recorders) join(world, person, partner, need.identified);
	world.needs.push({
		person,
		service: need.service,
		identified: need.identified,
		urgency: need.urgency,
		note: chance.yes(0.2) ? chance.pick(['W1', 'W2', 'T4', 'B7']) : '',
		outcome: isMet ? 'met' : 'closed_unmet',
		closed: isMet
			? metOn
			: Math.max(need.identified + 5, Math.min(exit, need.identified + chance.whole(40, 120))),
		recorders
	} satisfies Need);
}

type Attempt = { on: Day; plan: Plan | null; chance: Chance };

function tryOn(world: World, person: Person, need: Arising, { on, plan, chance }: Attempt): Found | null {
	const search = findPayer(world, person, need.service, on, plan);
	const trend = TREND[Math.max(0, Math.min(9, quarterOf(on) + 2))]!;
	const isReached = chance.yes(REACH[need.service]! * trend);
	if (!search.line || !isReached || (need.service === 'tuition' && !plan)) {
		noteRefusal(world, person, need, { search, on, chance });
		return null;
	}
	const lag = chance.whole(2, 9) + Math.round(search.line.wait * (0.6 + 0.8 * chance.unit()));
	const from = need.service === 'tuition' ? Math.max(on + 3, plan!.start - chance.whole(-4, 26)) : on + lag;
	if (chance.yes(0.16)) noteStep(world, person, search.line, { status: 'requested', date: on + 1 });
	if (chance.yes(0.08))
		noteStep(world, person, search.line, { status: 'approved', date: Math.max(on + 1, from - 2) });
	return { line: search.line, from };
}

function noteStep(world: World, person: Person, line: Line, step: { status: string; date: Day }): void {
	const { partner, service, award_id: award } = line;
	note(world, { person, partner, service, award, denial: '', ...step });
}

type Refused = { search: Search; on: Day; chance: Chance };

function noteRefusal(world: World, person: Person, need: Arising, { search, on, chance }: Refused): void {
	const known = linesFor(world, person, need.service).filter((line) => isKnown(world, person, line.partner));
	const line = search.line ?? (known.length > 0 ? chance.pick(known) : null);
	if (!line) return;
	const why = search.line ? 'missed' : search.why;
	const status = chance.weighed(STEPS[why]);
	if (status === 'nothing') return;
	const denial = status === 'denied' ? chance.weighed(DENIALS[why]) : '';
	note(world, {
		person,
		partner: line.partner,
		service: need.service,
		status,
		date: on + chance.whole(1, 12),
		award: line.award_id,
		denial
	});
}

const STEPS = {
	rule: [
		['denied', 4],
		['referred', 3],
		['nothing', 3]
	],
	full: [
		['denied', 5],
		['requested', 2],
		['referred', 2],
		['nothing', 1]
	],
	missed: [
		['requested', 3],
		['referred', 3],
		['denied', 3],
		['nothing', 2.5]
	]
} as const;

const DENIALS = {
	rule: [
		['not_allowed', 6],
		['not_eligible', 2],
		['other_source', 1]
	],
	full: [
		['no_capacity', 6],
		['no_funds', 3]
	],
	missed: [
		['incomplete', 5],
		['not_eligible', 2],
		['other_source', 1],
		['other', 1]
	]
} as const;

type Handing = { found: Found; until: Day; plan: Plan | null; end: Day };

function hand(world: World, person: Person, need: Arising, { found, until, plan, end }: Handing): Day | null {
	const { line, from } = found;
	if (need.service !== 'tuition') return deliver(world, person, line, { from, until });
	if (!plan || from >= end) return null;
	const rest = line.award_id === 'PELL' ? grantLine(world, from) : null;
	return payTuition(world, person, { first: line, rest }, { plan, from, end });
}

/** A Pell grant leaves a rest that the grant pays while it lives. */
function grantLine(world: World, on: Day): Line | null {
	const line = world.matrix.find(
		({ service, population, award_id }) =>
			service === 'tuition' && population === 'low_income' && award_id === 'HPOG-2010'
	);
	return line && paysOn(line, on) ? line : null;
}
