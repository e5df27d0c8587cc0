import type { FamilyCell } from '$lib/server/disclosure';
import { combinationsOf, countGroups, countPersons, type AskMarts, type FamilySpec } from './family-spec';

const BY_PARTNER = [['quarter', 'partner', 'population']];
const BY_PERSON = [
	['quarter', 'zip', 'race_ethnicity'],
	['quarter', 'sex', 'age_band'],
	['quarter', 'education']
];

/** Persons with any enrolment, delivery or open need in a quarter. */
export const served: FamilySpec = {
	id: 'served',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping' },
		{ id: 'partner', kind: 'overlapping', crossed: { with: 'population', within: 'quarter' } },
		{ id: 'population', kind: 'overlapping', disjoint: { values: ['none'], within: 'quarter' } },
		{ id: 'zip', kind: 'partition' },
		{ id: 'race_ethnicity', kind: 'partition' },
		{ id: 'sex', kind: 'partition' },
		{ id: 'age_band', kind: 'partition' },
		{ id: 'education', kind: 'partition' }
	],
	tables: [...BY_PARTNER, ...BY_PERSON],
	variables: ['served'],
	sums: [],
	headline: [['quarter'], ['quarter', 'partner'], ['quarter', 'population'], [], ['partner'], ['population']],
	fillsQuarters: true,
	count: countServed
};

const PEOPLE = { served: 'count(*)' };

async function countServed(ask: AskMarts): Promise<FamilyCell[]> {
	const sets = combinationsOf(BY_PERSON).filter((set) => set.length > 0 && set.join() !== 'quarter');
	const dated = sets.filter((set) => set.includes('quarter'));
	const undated = sets.filter((set) => !set.includes('quarter'));
	const parts = await Promise.all([
		countPersons(ask, {
			from: POPULATIONS,
			sets: combinationsOf(BY_PARTNER),
			counts: PEOPLE,
			grain: BY_PARTNER.flat()
		}),
		countGroups(ask, { from: IN_QUARTERS, sets: dated, counts: PEOPLE }),
		countGroups(ask, { from: OVERALL, sets: undated, counts: PEOPLE })
	]);
	return parts.flat();
}

/** A person in each quarter, partner and population. */
const POPULATIONS = `(SELECT f.person_no, f.quarter_index, f.partner, p.population
	FROM mart.fct_presence f
	JOIN mart.person_populations p
		ON p.person_no = f.person_no AND f.quarter_index BETWEEN p.from_index AND p.to_index)`;

const WITH_ATTRIBUTES = `SELECT f.quarter_index, p.zip, p.sex, p.race_ethnicity, p.education,
		coalesce(a.age_band, 'unknown') AS age_band
	FROM persons f
	JOIN mart.dim_people p USING (person_no)
	LEFT JOIN mart.person_ages a
		ON a.person_key = p.person_key AND f.quarter_index BETWEEN a.from_index AND a.to_index`;

/** A person once per quarter, with the age at its first day. */
const IN_QUARTERS = `(WITH persons AS (SELECT DISTINCT person_no, quarter_index FROM mart.fct_presence) ${WITH_ATTRIBUTES})`;

/** A person once over all quarters, with the age at the first day of the last quarter served. */
const OVERALL = `(WITH persons AS (
	SELECT person_no, max(quarter_index) AS quarter_index FROM mart.fct_presence GROUP BY person_no
) ${WITH_ATTRIBUTES})`;
