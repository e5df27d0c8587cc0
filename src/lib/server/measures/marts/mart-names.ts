import { datasetsOfPeople, statement } from '$lib/server/warehouse';

/** Marts whose rows each belong to one person and rest on that person's rows alone, in the order in which each stands on those before it. */
export const OF_PERSONS = [
	'person_numbers',
	'dim_participants',
	'dim_people',
	'person_populations',
	'fct_deliveries',
	'fct_enrollments',
	'fct_needs',
	'fct_need_people',
	'fct_presence',
	'fct_requests',
	'fct_stays',
	'fct_supports',
	'fct_exits',
	'fct_followups'
];

/** The one mart of persons that rests on everybody: people take turns for places. */
export const LEVELS = 'fct_need_levels';

/** Marts of the people room: the ages of persons, and at the start of their stays. */
export const AGES = ['person_ages', 'age_at_start'];

/** What ages rest on: birth dates come with the roster. */
const AGES_REST_ON = ['participants', 'enrollments'];

/** Numbers of people that add up over persons. */
export const SUMS_OF_PERSONS = ['unmet_needs', 'used_places'];

/** Marts that say nothing of single persons. */
export const OF_NOBODY = ['dim_quarters', 'dim_partners', 'dim_awards', 'offering_lines'];

/** Codes that facts hold as small numbers; each is a type that is made from `codes`. */
export const CODES = [
	'population',
	'partner',
	'service',
	'award',
	'sex',
	'race_ethnicity',
	'education',
	'zip',
	'denial_reason'
];

/** Where the marts of a few people stand beside those of everybody: as they were before a change, and as they are. */
export type Beside = 'former' | 'changed';

/** All marts that hold rows of single persons. */
export const WITH_PERSONS = [...OF_PERSONS, LEVELS, ...AGES];

const MARTS = new RegExp(`\\bmart\\.(${[...WITH_PERSONS, ...SUMS_OF_PERSONS].join('|')})\\b`, 'g');

/** The same statement over the few people who stand in `mart.<beside>`; what belongs to nobody stays as it is. */
export function among(beside: Beside, sql: string): string {
	return sql.replace(MARTS, `mart.${beside}.$1`).replace(stagedRows(), `mart.${beside}.$1`);
}

let staged: RegExp | undefined;

/** Rows of people as they were filed; found once, since every statement is asked for it. */
function stagedRows(): RegExp {
	staged ??= new RegExp(`\\bstaging\\.((?:stg|current)_(?:${datasetsOfPeople().join('|')}))\\b`, 'g');
	return staged;
}

/** Marts of persons that a question names. */
export function martsIn(sql: string): string[] {
	return [...sql.matchAll(MARTS)].map(([, name]) => name as string);
}

/** Datasets of people whose rows a mart of persons is made of. */
export function datasetsOf(mart: string): string[] {
	if (AGES.includes(mart)) return AGES_REST_ON;
	const staged = /\bstaging\.(?:stg|current)_(\w+)/g;
	return [...statement(`marts/${mart}`).matchAll(staged)].map(([, name]) => name as string);
}

/** Marts of persons that may have other rows once rows of these datasets, or these marts, do. */
export function remadeBy(datasets: readonly string[], marts: readonly string[]): string[] {
	const remade = new Set([...marts, ...AGES.filter((name) => restsOn(name, datasets))]);
	for (const name of OF_PERSONS) {
		const stands = martsIn(statement(`marts/${name}`)).some((other) => remade.has(other));
		if (stands || restsOn(name, datasets)) remade.add(name);
	}
	return [...remade];
}

function restsOn(mart: string, datasets: readonly string[]): boolean {
	return datasetsOf(mart).some((name) => datasets.includes(name));
}

/** The statement that makes a mart. */
export function making(name: string): string {
	return `CREATE TABLE mart.${name} AS ${statement(`marts/${name}`)}`;
}

/** The rows that one of two tables has more often than the other. */
export function unequal(one: string, other: string): string {
	return `(SELECT * EXCLUDE (side), sum(side) AS more FROM (
		SELECT *, 1 AS side FROM ${one} UNION ALL SELECT *, -1 AS side FROM ${other}
	) GROUP BY ALL HAVING more <> 0)`;
}
