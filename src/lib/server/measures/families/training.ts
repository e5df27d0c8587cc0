import { COHORT_COUNTS, COHORT_SUMS, SPAN_SUMS, TIMING_COUNTS, TIMING_SUM } from './leavers';
import { countStrata } from './strata';
import { countSupports } from './supports';
import { countCurves } from './training-curves';
import {
	combinationsOf,
	countGroups,
	type AskMarts,
	type Aside,
	type CountedCell,
	type FamilySpec
} from './family-spec';
import type { Grouping } from './grouping';

const PLAIN = [
	['start_quarter', 'program'],
	['start_quarter', 'provider'],
	['start_quarter', 'sex'],
	['start_quarter', 'age_band']
];
const BY_POPULATION = [['start_quarter', 'population']];

/** First stays in health training, by how they stood at data end. */
export const training: FamilySpec = {
	id: 'training',
	dimensions: [
		{ id: 'start_quarter', kind: 'partition' },
		{ id: 'program', kind: 'partition' },
		{ id: 'provider', kind: 'partition' },
		{ id: 'sex', kind: 'partition' },
		{ id: 'age_band', kind: 'partition' },
		{ id: 'population', kind: 'overlapping', disjoint: { values: ['none'] } }
	],
	tables: [...PLAIN, ...BY_POPULATION],
	variables: [
		'started',
		'completed',
		'not_completed',
		'withdrew',
		'transferred',
		'active',
		...Object.keys(COHORT_COUNTS),
		...Object.keys(TIMING_COUNTS)
	],
	sums: [
		{ total: 'started', parts: ['completed', 'not_completed'] },
		{ total: 'not_completed', parts: ['withdrew', 'transferred', 'active'] },
		...COHORT_SUMS,
		TIMING_SUM
	],
	headline: [[], ['start_quarter'], ['program'], ['population']],
	beside: ['served'],
	fillsQuarters: false,
	count: countStays,
	curves: countCurves,
	supports: countSupports,
	strata: countStrata,
	asides: countEarly
};

const COUNTS = {
	started: 'count(*)',
	completed: `count(*) FILTER (standing = 'completed')`,
	not_completed: `count(*) FILTER (standing <> 'completed')`,
	withdrew: `count(*) FILTER (standing = 'withdrew')`,
	transferred: `count(*) FILTER (standing = 'transferred')`,
	active: `count(*) FILTER (standing = 'active')`
};

/** A stay once for each population that its person was in by the end of the start quarter. */
export const STAYS_BY_POPULATION = `(SELECT s.*, p.population FROM mart.fct_stays s
	JOIN mart.person_populations p
		ON p.person_no = s.person_no AND s.population_index BETWEEN p.from_index AND p.to_index)`;

/** Cohorts are followed quarter by quarter, other groups by the days after which they withdraw; pairs by neither. */
function countedBy(set: string[]): Pick<Grouping, 'counts' | 'sums' | 'reads'> {
	if (set.length > 1) return { counts: COUNTS, reads: ['standing'] };
	if (set[0] === 'start_quarter')
		return { counts: { ...COUNTS, ...COHORT_COUNTS }, reads: ['standing', 'quarters'] };
	return {
		counts: { ...COUNTS, ...TIMING_COUNTS },
		sums: SPAN_SUMS,
		reads: ['standing', 'withdrew_in', 'span']
	};
}

async function countStays(ask: AskMarts): Promise<CountedCell[]> {
	const populated = combinationsOf(BY_POPULATION).filter((set) => set.includes('population'));
	const asked = [
		...groupingsOf('mart.fct_stays', combinationsOf(PLAIN)),
		...groupingsOf(STAYS_BY_POPULATION, populated)
	];
	return (await Promise.all(asked.map((grouping) => countGroups(ask, grouping)))).flat();
}

/** One grouping for all sets that are counted alike. */
function groupingsOf(from: string, sets: string[][]): Grouping[] {
	const alike = Map.groupBy(sets, (set) => JSON.stringify(countedBy(set)));
	return [...alike.values()].map((some) => ({ from, sets: some, ...countedBy(some[0] ?? []) }));
}

const EARLY = {
	early: 'count(*) FILTER (is_censored_early)',
	active: `count(*) FILTER (standing = 'active')`
};

/** How many active people are watched no longer than their partner filed. */
async function countEarly(ask: AskMarts): Promise<Aside[]> {
	const [everybody] = await countGroups(ask, { from: 'mart.fct_stays', sets: [[]], counts: EARLY });
	const { early = 0, active = 0 } = everybody?.counts ?? {};
	return [{ name: 'censored_early', count: early, of: active }];
}
