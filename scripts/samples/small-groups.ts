import { day, endOf, quarterOf, type Day } from './days.ts';
import { deliver } from './deliver.ts';
import type { PartnerId } from './partnership.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

interface Group {
	partner: PartnerId;
	isNorth: boolean;
	size: number;
	from: Day;
	until: Day;
}

/** The only refugees that the housing authorities serve: a group of 4 and one of 12, made on purpose. */
export const GROUPS: Group[] = [
	{
		partner: 'city-housing-authority',
		isNorth: false,
		size: 4,
		from: day('2014-02-10'),
		until: day('2014-08-20')
	},
	{
		partner: 'county-housing-authority',
		isNorth: true,
		size: 12,
		from: day('2014-08-05'),
		until: day('2014-12-20')
	}
];

/** Houses the two groups, so that a breakdown holds a count to withhold and one just large enough to show. */
export function houseSmallGroups(world: World, people: Person[]): void {
	for (const group of GROUPS) {
		const chosen = people.filter((person) => isEligible(person, group)).slice(0, group.size);
		for (const person of chosen) house(world, person, group);
	}
}

function isEligible(person: Person, group: Group): boolean {
	const came = quarterOf(person.intake) >= 0 && person.intake < group.from - 20;
	return person.isRefugee && person.isLowIncome && person.isNorth === group.isNorth && came;
}

function house(world: World, person: Person, group: Group): void {
	const line = world.matrix.find(
		({ partner, service }) => partner === group.partner && service === 'housing'
	)!;
	deliver(world, person, line, { from: group.from, until: group.until });
	const membership = world.memberships.get(`${group.partner} ${person.number}`)!;
	membership.exit = endOf(quarterOf(group.until));
	membership.exitReason = 'other';
	for (const need of world.needs.filter((need) => need.person === person && need.service === 'housing')) {
		need.outcome = 'met';
		need.closed = Math.max(group.until, need.identified);
	}
}
