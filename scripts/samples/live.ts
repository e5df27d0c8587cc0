import { chanceOf } from './chance.ts';
import type { Day } from './days.ts';
import { earlyNeeds, lateNeeds, type Arising } from './needs.ts';
import { PARTNERS } from './partnership.ts';
import type { Person } from './people.ts';
import { join, joinFirstPartners } from './rosters.ts';
import { seek, settle, type Found } from './seek-help.ts';
import { isAtCollege, live, planFirst, planNext, type Plan } from './training.ts';
import type { Stay, World } from './world.ts';

/** Lets a person live through the program: needs, help, training, exit; all of it is added to the world. */
export function liveThrough(world: World, person: Person): void {
	const chance = chanceOf(`life ${person.number}`);
	joinFirstPartners(world, person);
	const plan = person.startsTraining ? planFirst(person) : null;
	if (plan) enroll(world, person, plan);
	const needs = earlyNeeds(person, plan);
	const found = needs.map((need) => seek(world, person, need, plan));
	const stay = plan ? live(person, plan, lacksOf(needs, found, plan)) : null;
	const next = stay && goesOn(person, stay) ? planNext(person, stay) : null;
	const later = next ? live(person, next, { childCare: false, transportation: false }) : null;
	const exit = exitOf(person, later ?? stay);
	needs.forEach((need, at) => {
		if (need.identified > exit) return;
		const until = supportEnd(need, { stay, exit, from: found[at]?.from ?? 0 });
		settle(world, person, need, { found: found[at]!, until, exit, plan, end: stay?.end ?? exit });
	});
	if (stay) world.stays.push(stay);
	if (next && later) studyFurther(world, person, { plan: next, stay: later, exit });
	for (const need of stay ? lateNeeds(person, later ?? stay) : []) {
		settle(world, person, need, {
			found: seek(world, person, need, plan),
			until: exit,
			exit,
			plan,
			end: exit
		});
	}
	leave(world, person, { exit, reason: exitReason(later ?? stay, chance.unit()) });
}

function enroll(world: World, person: Person, plan: Plan): void {
	if (isAtCollege(plan)) join(world, person, 'training-college', plan.start - 12);
	join(world, person, 'workforce-partnership', person.intake);
}

/** A transfer goes on elsewhere; a few who finished take a further course. */
function goesOn(person: Person, stay: Stay): boolean {
	const isTransfer = stay.status === 'transferred';
	return isTransfer || (stay.status === 'completed' && chanceOf(`further ${person.number}`).yes(0.06));
}

function studyFurther(world: World, person: Person, course: { plan: Plan; stay: Stay; exit: Day }): void {
	const { plan, stay, exit } = course;
	enroll(world, person, plan);
	world.stays.push(stay);
	const need: Arising = { service: 'tuition', identified: plan.start - 20, urgency: 'medium' };
	settle(world, person, need, {
		found: seek(world, person, need, plan),
		until: exit,
		exit,
		plan,
		end: stay.end
	});
}

function lacksOf(needs: Arising[], found: (Found | null)[], plan: Plan) {
	const lacks = (service: string) => {
		const at = needs.findIndex((need) => need.service === service);
		return at >= 0 && (found[at]?.from ?? Infinity) > plan.start + 50;
	};
	return { childCare: lacks('child_care'), transportation: lacks('transportation') };
}

function exitOf(person: Person, last: Stay | null): Day {
	const chance = chanceOf(`exit ${person.number}`);
	if (!last) return person.intake + chance.whole(45, 150);
	if (last.status === 'completed') return last.end + chance.whole(30, 110);
	return last.end + chance.whole(8, 50);
}

/** Until when a service goes on: child care and transportation to the end of training, tutoring a few months. */
function supportEnd(need: Arising, ends: { stay: Stay | null; exit: Day; from: Day }): Day {
	const length = chanceOf(`support ${need.service} ${need.identified} ${ends.exit}`).whole(45, 110);
	if (need.service === 'child_care' || need.service === 'transportation') {
		return ends.stay ? ends.stay.end + 12 : Math.min(ends.exit, ends.from + length);
	}
	return need.service === 'tutoring' ? Math.min(ends.exit, ends.from + length) : ends.exit;
}

function exitReason(last: Stay | null, draw: number): string {
	if (last?.status === 'completed') return 'completed';
	if (last?.endReason === 'moved') return 'moved';
	if (last) return draw < 0.85 ? 'withdrew' : 'unknown';
	return draw < 0.55 ? 'withdrew' : draw < 0.75 ? 'ineligible' : draw < 0.85 ? 'moved' : 'unknown';
}

/** Ends the person's time at every partner, at the earliest after the last thing that partner did. */
function leave(world: World, person: Person, { exit, reason }: { exit: Day; reason: string }): void {
	const last = new Map<string, Day>();
	for (let at = world.deliveries.length - 1; at >= 0 && world.deliveries[at]!.person === person; at--) {
		const { partner, date } = world.deliveries[at]!;
		last.set(partner, Math.max(last.get(partner) ?? 0, date));
	}
	for (const partner of PARTNERS) {
		const membership = world.memberships.get(`${partner} ${person.number}`);
		if (!membership) continue;
		membership.exit = Math.max(exit, last.get(partner) ?? 0, membership.intake);
		membership.exitReason = reason;
	}
}
