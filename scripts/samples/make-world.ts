import { liveThrough } from './live.ts';
import { makePeople, type Person } from './people.ts';
import { houseSmallGroups } from './small-groups.ts';
import { emptyWorld, type World } from './world.ts';

/** The whole invented partnership: everybody comes in order of intake, so that places go to those who came first. */
export function makeWorld(): { people: Person[]; world: World } {
	const people = makePeople();
	const world = emptyWorld();
	for (const person of people) liveThrough(world, person);
	houseSmallGroups(world, people);
	return { people, world };
}
