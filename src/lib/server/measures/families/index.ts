import { cohortCost } from './cohort-cost';
import { exit } from './exit';
import type { FamilySpec } from './family-spec';
import { need } from './need';
import { paid } from './paid';
import { request } from './request';
import { served } from './served';
import { training } from './training';

export {
	combinationsOf,
	fillQuarters,
	placeKey,
	type Aside,
	type AskMarts,
	type CountedCell,
	type FamilySpec,
	type Tally
} from './family-spec';
export {
	besides,
	columnOf,
	countingSql,
	MARGIN,
	movedSql,
	spreadColumns,
	spreadSql,
	TALLIED
} from './grouping';
export type { Grouping, PersonGrouping } from './grouping';
export { linkedPlaces, PEOPLE_LINKS, type PeopleLink } from './people-links';

/** Every family of persons that is counted, protected and kept together; what takes longest to count begins first. */
export const FAMILIES: readonly FamilySpec[] = [paid, need, request, served, training, exit, cohortCost];

/** The family with this id. */
export function familySpec(id: string): FamilySpec {
	const found = FAMILIES.find((family) => family.id === id);
	if (!found) throw new Error(`There is no family ${id}.`);
	return found;
}
