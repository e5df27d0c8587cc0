import { combinationsOf, countGroups, type AskMarts, type CountedCell, type FamilySpec } from './family-spec';

const PLAIN = [
	['quarter'],
	['start_quarter', 'program'],
	['start_quarter', 'sex'],
	['start_quarter', 'age_band']
];
const BY_POPULATION = [['start_quarter', 'population']];

/** Persons who left in a published quarter, and what is known of their job. Everyone leaves once, so quarters add up. */
export const exit: FamilySpec = {
	id: 'exit',
	dimensions: [
		{ id: 'quarter', kind: 'partition' },
		{ id: 'start_quarter', kind: 'partition' },
		{ id: 'program', kind: 'partition' },
		{ id: 'sex', kind: 'partition' },
		{ id: 'age_band', kind: 'partition' },
		{ id: 'population', kind: 'overlapping' }
	],
	tables: [...PLAIN, ...BY_POPULATION],
	variables: ['due', 'employed', 'not_employed', 'health_job', 'other_job', 'not_health'],
	sums: [
		{ total: 'due', parts: ['employed', 'not_employed'] },
		{ total: 'employed', parts: ['health_job', 'other_job'] },
		{ total: 'due', parts: ['health_job', 'not_health'] }
	],
	headline: [[], ['quarter']],
	fillsQuarters: true,
	count: countExits
};

/** `not_known`: due, but no partner filed an outcome; counted as not employed (design: employed_at_exit). */
const COUNTS = {
	due: `count(*) FILTER (outcome <> 'not_yet')`,
	employed: `count(*) FILTER (outcome IN ('health_job', 'other_job'))`,
	not_employed: `count(*) FILTER (outcome IN ('not_employed', 'not_known'))`,
	health_job: `count(*) FILTER (outcome = 'health_job')`,
	other_job: `count(*) FILTER (outcome = 'other_job')`,
	not_health: `count(*) FILTER (outcome IN ('other_job', 'not_employed', 'not_known'))`
};

/** An exit once for each population that its person was in by the end of the quarter of exit. */
const EXITS_BY_POPULATION = `(SELECT x.*, p.population FROM mart.fct_exits x
	JOIN mart.person_populations p
		ON p.person_no = x.person_no AND x.quarter_index BETWEEN p.from_index AND p.to_index)`;

const AWAITED = { awaited: `count(*) FILTER (outcome = 'not_yet')` };

async function countExits(ask: AskMarts): Promise<CountedCell[]> {
	const populated = combinationsOf(BY_POPULATION).filter((set) => set.includes('population'));
	const asked = { counts: COUNTS, sums: AWAITED };
	const parts = await Promise.all([
		countGroups(ask, { from: 'mart.fct_exits', sets: combinationsOf(PLAIN), ...asked }),
		countGroups(ask, { from: EXITS_BY_POPULATION, sets: populated, ...asked })
	]);
	return parts.flat().map((cell) => ({ ...cell, figures: isAwaited(cell.figures) }));
}

/** Whether anybody's observation is still to come: said of a cell without a rate, never how many they are. */
function isAwaited({ awaited = 0 }: Record<string, number> = {}): Record<string, number> {
	return { is_awaited: awaited > 0 ? 1 : 0 };
}
