import { FORMULAS } from '../formulas';
import type { RowValue } from '$lib/domain';
import { logRank } from '../estimates';
import { keptFamily } from '../kept/prepare';
import { refuseUnknownValue } from '../kept/slice';
import {
	compareCurves,
	compareWithOthers,
	comparedTogether,
	groupSteps,
	type ComparedGroup,
	type Comparison
} from '../rows/compared-curves';
import { withAdjustedChances } from '../rows/adjusted-chances';
import { NO_NUMBERS } from '../rows/count-rows';
import { comparisonNotes } from '../rows/comparison-notes';
import { sortRows } from '../rows/sort-rows';
import { WITHHELD_COMPARED, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

/** Groups in each of which a person stands once, for good; populations overlap, so each is compared with everybody outside it. */
const TABLES = ['program', 'provider', 'sex', 'age_band', 'start_quarter', 'population'].map((name) => [
	name
]);

export const measure: Measure = {
	declaration: {
		id: 'retention_difference',
		section: 'retention',
		title: 'Whether groups differ in staying',
		question: 'Do some groups withdraw sooner than others, or could the difference be chance?',
		definition:
			"People who withdrew in each group, over the number to be expected if all groups withdrew alike month by month, and the log-rank test of that (chi-square, degrees of freedom, p). Computed from the published curves alone, up to the last month that all compared groups show: where months are merged, the merged step is compared as one, and who is no longer watched within it counts as watched until its end. Those with and without a support are compared by completion_by_support. Populations overlap: each is tested by itself against everybody outside it, whose curve is everybody's less its own; p by itself and adjusted for the number of populations by the method of Holm. Without a breakdown programs are compared. Counts each person's first stay in a program in the health field.",
		formula: FORMULAS.logRank,
		unit: 'ratio',
		numerator: 'people who withdrew',
		denominator: 'people expected to have withdrawn',
		tables: TABLES,
		family: 'training',
		disclosure: WITHHELD_COMPARED,
		source: 'Mantel, Cancer Chemotherapy Reports 50 (1966); equals R survival::survdiff'
	},
	restsOn: ['participants', 'enrollments'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const column = comparedColumn(ask);
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const all = comparedTogether(content.curves, column);
	for (const [name, value] of Object.entries(ask.where))
		refuseUnknownValue(
			name,
			value,
			all.flat().map(({ at }) => at[name] ?? '')
		);
	const [everybody] = comparedTogether(content.curves, '').flat();
	const comparisons = all.flatMap((groups) =>
		column === 'population' && everybody
			? groups.map((group) => compareWithOthers(everybody, group, causeOf(column)))
			: [compareCurves(groups, causeOf(column))]
	);
	const tested = comparisons.flatMap(testRows);
	const rows = column === 'population' ? withAdjustedChances(tested) : tested;
	const wanted = rows.filter((row) =>
		Object.entries(ask.where).every(([name, value]) => row[name] === value)
	);
	const notes = [...(column === 'population' ? [EACH_BY_ITSELF] : []), ...comparisonNotes(comparisons)];
	return { rows: sortRows(wanted, [column]), notes, by: [column] };
}

const EACH_BY_ITSELF =
	'Each population is tested by itself against everybody outside it, because a person may be in several.';

/** What groups are compared by: the one breakdown that was asked for, else programs. */
export function comparedColumn({ by, where }: Pick<Ask, 'by' | 'where'>): string {
	return [...by, ...Object.keys(where)].find((name) => name !== 'versus') ?? 'program';
}

function causeOf(column: string): { column: string; cause: string } {
	return { column, cause: 'withdrew' };
}

function testRows(comparison: Comparison): StatedRow[] {
	const silent = comparison.silent.map((at) => silentRow(at));
	if (comparison.through === null) return [...comparison.groups.map(({ at }) => silentRow(at)), ...silent];
	return [...toldRows(comparison), ...silent];
}

/** A row for each group that has a name; everybody outside a population has none. */
function toldRows(comparison: Comparison): StatedRow[] {
	const { chi_square, df, p, groups } = logRank(groupSteps(comparison));
	const named = comparison.groups.filter(({ at }) => Object.keys(at).length > 0);
	return named.map((group) => {
		const { observed = 0, expected = 0 } = groups.find((one) => one.group === group.name) ?? {};
		const tested = { chi_square, df, p, through: comparison.through };
		return testRow(group, { observed, expected, ...tested });
	});
}

function testRow(
	{ at, steps }: ComparedGroup,
	numbers: { observed: number; expected: number } & Record<string, RowValue>
): StatedRow {
	const { observed, expected, ...tested } = numbers;
	const value = expected > 0 ? observed / expected : null;
	return {
		...at,
		...NO_NUMBERS,
		value,
		at_risk: steps[0]?.at_risk ?? null,
		observed,
		expected,
		...tested,
		status: value === null ? 'no_data' : 'shown'
	};
}

function silentRow(at: Record<string, string>): StatedRow {
	const none = {
		at_risk: null,
		observed: null,
		expected: null,
		chi_square: null,
		df: null,
		p: null,
		through: null
	};
	return { ...at, ...NO_NUMBERS, ...none, status: 'withheld' };
}
