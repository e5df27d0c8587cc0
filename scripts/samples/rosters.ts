import { chanceOf } from './chance.ts';
import type { Day } from './days.ts';
import { LETTER, PARTNERS, type PartnerId } from './partnership.ts';
import type { Person } from './people.ts';
import type { Membership, World } from './world.ts';

/** Puts a person on a partner's roster, or moves the intake there to an earlier day. */
export function join(world: World, person: Person, partner: PartnerId, on: Day): Membership {
	const key = `${partner} ${person.number}`;
	const known = world.memberships.get(key);
	if (known) {
		known.intake = Math.min(known.intake, on);
		return known;
	}
	const membership = {
		person,
		partner,
		id: idAt(partner, person),
		intake: on,
		exit: null,
		exitReason: ''
	};
	world.memberships.set(key, membership);
	return membership;
}

/** Whether the partner knows the person. */
export function isKnown(world: World, person: Person, partner: PartnerId): boolean {
	return world.memberships.has(`${partner} ${person.number}`);
}

/** The partners that know a person from the beginning, by what the person is; shares are invented. */
export function joinFirstPartners(world: World, person: Person): void {
	const chance = chanceOf(`rosters ${person.number}`);
	const earlier = person.intake - chance.whole(10, 400);
	if (person.isTanf) join(world, person, contractorOf(person), earlier);
	if (person.isTanf && chance.yes(0.03)) join(world, person, otherContractor(person), earlier - 200);
	const countyShare = person.isTanf ? 0.6 : person.isRefugee ? 0.92 : 0.1;
	if (chance.yes(countyShare)) join(world, person, 'county-human-services', earlier - chance.whole(0, 60));
	const isAtPartnership = person.isRefugee || chance.yes(0.9);
	if (isAtPartnership) join(world, person, 'workforce-partnership', person.intake);
	if (!isAtPartnership || chance.yes(0.7)) {
		join(world, person, 'navigators', person.intake + (isAtPartnership ? chance.whole(0, 12) : 0));
	}
}

/** The TANF contractor of the side of the county where the person lives. */
export function contractorOf(person: Person): PartnerId {
	return person.isNorth ? 'tanf-contractor-north' : 'tanf-contractor-south';
}

function otherContractor(person: Person): PartnerId {
	return person.isNorth ? 'tanf-contractor-south' : 'tanf-contractor-north';
}

/** Ids look unrelated from partner to partner; the college's are digits with leading zeros. */
function idAt(partner: PartnerId, person: Person): string {
	const scrambled = (person.number * 7919 + PARTNERS.indexOf(partner) * 1237) % 99991;
	const digits = String(scrambled).padStart(partner === 'training-college' ? 8 : 6, '0');
	return partner === 'training-college' ? digits : `${LETTER[partner]}-${digits}`;
}
