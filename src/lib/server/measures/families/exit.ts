import { AT_EXIT_COUNTS, AWAITED, EXIT_SUMS, LATER_COUNTS } from './exit-counts';
import {
	combinationsOf,
	countGroups,
	countPersons,
	placeKey,
	type AskMarts,
	type CountedCell,
	type FamilySpec
} from './family-spec';

const PLAIN = [
	['quarter'],
	['start_quarter', 'program'],
	['start_quarter', 'sex'],
	['start_quarter', 'age_band']
];
const BY_POPULATION = [['start_quarter', 'population']];

/** Tables of what is known later than at the exit. All of it is of the same people, so few and coarse ones. */
export const LATER_TABLES = [['quarter'], ['program'], ['population']];

/**
 * Persons who left in a published quarter, and what is known of them at each point after: one linked system, so that no
 * two points can be held against each other. Everyone leaves once, so quarters add up.
 */
export const exit: FamilySpec = {
	id: 'exit',
	dimensions: [
		{ id: 'quarter', kind: 'partition' },
		{ id: 'start_quarter', kind: 'partition' },
		{ id: 'program', kind: 'partition' },
		{ id: 'sex', kind: 'partition' },
		{ id: 'age_band', kind: 'partition' },
		{ id: 'population', kind: 'overlapping', disjoint: { values: ['none'] } }
	],
	tables: [...PLAIN, ...BY_POPULATION],
	variables: [...Object.keys(AT_EXIT_COUNTS), ...Object.keys(LATER_COUNTS)],
	sums: EXIT_SUMS,
	headline: [[], ['quarter'], ['program'], ['population']],
	beside: ['served', 'training'],
	fillsQuarters: true,
	count: countExits
};

/** An exit once for each population that its person was in by the end of the quarter of exit. */
const EXITS_BY_POPULATION = `(SELECT x.*, p.population FROM mart.fct_followups x
	JOIN mart.person_populations p
		ON p.person_no = x.person_no AND x.quarter_index BETWEEN p.from_index AND p.to_index)`;

async function countExits(ask: AskMarts): Promise<CountedCell[]> {
	const [plain, populated, medians] = await Promise.all([
		countSets(ask, 'mart.fct_followups', combinationsOf(PLAIN)),
		countSets(ask, EXITS_BY_POPULATION, combinationsOf(BY_POPULATION).filter(isPopulated)),
		medianEarnings(ask)
	]);
	return [...plain, ...populated].map((cell) => ({
		...cell,
		figures: { ...cell.figures, ...medians.get(placeKey(cell.at)) }
	}));
}

function isPopulated(set: string[]): boolean {
	return set.includes('population');
}

function isLater(set: string[]): boolean {
	return combinationsOf(LATER_TABLES).some((later) => later.join() === set.join());
}

/** Counts the sets: all that is known where they are coarse, jobs at exit where they are fine. */
async function countSets(ask: AskMarts, from: string, sets: string[][]): Promise<CountedCell[]> {
	const [coarse, fine] = await Promise.all([
		countGroups(ask, {
			from,
			sets: sets.filter(isLater),
			counts: { ...AT_EXIT_COUNTS, ...LATER_COUNTS },
			sums: AWAITED
		}),
		countGroups(ask, {
			from,
			sets: sets.filter((set) => !isLater(set)),
			counts: AT_EXIT_COUNTS,
			sums: { is_awaited: AWAITED.is_awaited ?? '' }
		})
	]);
	return [...coarse, ...fine].map((cell) => ({ ...cell, figures: areAwaited(cell.figures) }));
}

/** Whether anybody's observation is still to come: said of a cell without a rate, never how many they are. */
function areAwaited(figures: Record<string, number> = {}): Record<string, number> {
	return Object.fromEntries(Object.entries(figures).map(([name, awaited]) => [name, awaited > 0 ? 1 : 0]));
}

const SPREAD = { of: 'earnings_cents', shares: { median_q2: 0.5 } };

/** The median earnings of each coarse cell, in dollars, by its place. */
async function medianEarnings(ask: AskMarts): Promise<Map<string, Record<string, number>>> {
	const sets = combinationsOf(LATER_TABLES);
	const asked = {
		keep: 'any_value(earnings_cents) AS earnings_cents',
		counts: { earning: 'count(*)' },
		spread: SPREAD
	};
	const of = (from: string) =>
		`(SELECT person_no, quarter_index, program, ${from.includes('population') ? 'population, ' : ''}earnings_cents
			FROM ${from} AS own WHERE earnings_cents IS NOT NULL)`;
	const parts = await Promise.all([
		countPersons(ask, {
			from: of('mart.fct_followups'),
			sets: sets.filter((set) => !isPopulated(set)),
			grain: [],
			...asked
		}),
		countPersons(ask, {
			from: of(EXITS_BY_POPULATION),
			sets: sets.filter(isPopulated),
			grain: ['population'],
			...asked
		})
	]);
	const told = parts.flat().map(({ at, figures }) => [placeKey(at), inDollars(figures)] as const);
	return new Map(told);
}

function inDollars({ median_q2 }: Record<string, number> = {}): Record<string, number> {
	return median_q2 === undefined ? {} : { median_q2: median_q2 / 100 };
}
