import {
	combinationsOf,
	countPersons,
	placeKey,
	type Aside,
	type AskMarts,
	type CountedCell,
	type FamilySpec
} from './family-spec';
import { countWaits } from './waits';

/** The one table that says why: reasons are declared by quarter, service and population alone. */
export const BY_POPULATION = [['quarter', 'service', 'population']];
const BY_PARTNER = [['quarter', 'service', 'partner']];
const BY_ZIP = [['quarter', 'service', 'zip']];

/** Whoever is covered in one quarter or of one service is covered in all; unmet, and why, one is only where never covered. */
const NESTED = ['need', 'covered', 'soon'];

/** Persons with an open need, whether it was covered, and the one reason why not. */
export const need: FamilySpec = {
	id: 'need',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping', nested: NESTED },
		{
			id: 'service',
			kind: 'overlapping',
			nested: NESTED,
			crossed: { with: 'population', within: 'quarter' }
		},
		{ id: 'population', kind: 'overlapping', disjoint: { values: ['none'], within: 'quarter' } },
		{ id: 'partner', kind: 'overlapping', nested: NESTED },
		{ id: 'zip', kind: 'partition' }
	],
	tables: [...BY_POPULATION, ...BY_PARTNER, ...BY_ZIP],
	variables: ['need', 'covered', 'unmet', 'soon', 'later', 'rule', 'unknown', 'capacity', 'delivery'],
	sums: [
		{ total: 'need', parts: ['covered', 'unmet'], tellsShare: true },
		{ total: 'covered', parts: ['soon', 'later'] },
		{ total: 'unmet', parts: ['rule', 'unknown', 'capacity', 'delivery'], tellsShare: true }
	],
	headline: [['quarter'], ['quarter', 'service'], [], ['service']],
	beside: ['served'],
	fillsQuarters: true,
	count: countNeeds,
	asides: countWithoutLedger
};

/**
 * Level -1 is covered within 30 days, 0 later, 1 to 4 say why not, mildest first. Whoever stands several times in a total has the lowest of
 * their levels: covered once is covered, else the mildest reason (design: precisions of gap_reason).
 */
const COVERAGE = {
	need: 'count(*)',
	covered: 'count(*) FILTER (level <= 0)',
	unmet: 'count(*) FILTER (level > 0)'
};

const REASONS = {
	...COVERAGE,
	soon: 'count(*) FILTER (level < 0)',
	later: 'count(*) FILTER (level = 0)',
	delivery: 'count(*) FILTER (level = 1)',
	capacity: 'count(*) FILTER (level = 2)',
	unknown: 'count(*) FILTER (level = 3)',
	rule: 'count(*) FILTER (level = 4)'
};

const KEEP = { keep: 'min(level) AS level' };

async function countNeeds(ask: AskMarts): Promise<CountedCell[]> {
	const named = (tables: string[][], name: string) =>
		combinationsOf(tables).filter((set) => set.includes(name));
	const [reasons, byPartner, byZip, waits] = await Promise.all([
		countPersons(ask, {
			from: 'mart.fct_need_levels',
			sets: combinationsOf(BY_POPULATION),
			counts: REASONS,
			grain: BY_POPULATION.flat(),
			...KEEP
		}),
		countPersons(ask, {
			from: BY_RECORDER,
			sets: named(BY_PARTNER, 'partner'),
			counts: COVERAGE,
			grain: BY_PARTNER.flat(),
			...KEEP
		}),
		countPersons(ask, {
			from: BY_HOME,
			sets: named(BY_ZIP, 'zip'),
			counts: COVERAGE,
			grain: BY_ZIP.flat(),
			...KEEP
		}),
		countWaits(ask, combinationsOf(BY_POPULATION))
	]);
	const waited = reasons.map((cell) => ({ ...cell, figures: waits.get(placeKey(cell.at)) ?? {} }));
	return [...waited, ...byPartner, ...byZip];
}

/** How many people count as covered because a partner closed their need as met, without a line in the ledger. */
async function countWithoutLedger(ask: AskMarts): Promise<Aside[]> {
	const [everybody] = await countPersons(ask, {
		from: 'mart.fct_need_people',
		sets: [[]],
		grain: ['quarter', 'service'],
		keep: 'bool_or(is_covered) AS is_covered, bool_or(is_in_ledger) AS is_in_ledger',
		counts: {
			covered: 'count(*) FILTER (is_covered)',
			without: 'count(*) FILTER (is_covered AND NOT is_in_ledger)'
		}
	});
	const { covered = 0, without = 0 } = everybody?.counts ?? {};
	return [{ name: 'without_ledger', count: without, of: covered }];
}

/** The partner of a need is the one whose file records it; 1 stands for any reason not to be covered. */
const BY_RECORDER = `(SELECT n.person_no, n.quarter_index, n.service, n.partner,
	(CASE WHEN p.is_covered THEN 0 ELSE 1 END)::TINYINT AS level
	FROM mart.fct_needs n JOIN mart.fct_need_people p USING (person_no, quarter_index, service))`;

const BY_HOME = `(SELECT n.person_no, n.quarter_index, n.service, p.zip,
	(CASE WHEN n.is_covered THEN 0 ELSE 1 END)::TINYINT AS level
	FROM mart.fct_need_people n JOIN mart.dim_people p USING (person_no))`;
