import { FORMULAS } from '../formulas';
import { valueLabel } from '../dimensions';
import { pairwiseLogRank } from '../estimates';
import { keptFamily } from '../kept/prepare';
import { compareCurves, comparedTogether, groupSteps } from '../rows/compared-curves';
import { comparisonNotes } from '../rows/comparison-notes';
import { NO_NUMBERS } from '../rows/count-rows';
import { WITHHELD_COMPARED, type Ask, type Measure, type Reply, type StatedRow } from '../measure';
import { comparedColumn } from './retention_difference';

const TABLES = ['program', 'provider', 'sex', 'age_band'].map((name) => [name]);

export const measure: Measure = {
	declaration: {
		id: 'retention_pairs',
		section: 'retention',
		title: 'Which groups differ in staying',
		question: 'Of every two groups, does one withdraw sooner than the other?',
		definition:
			'The log-rank test of every two groups (chi-square with one degree of freedom), its p as it is and as adjusted for the number of pairs by the method of Holm. Computed from the published curves alone, up to the last month that all compared groups show, as the test of all groups together is.',
		formula: FORMULAS.pairs,
		unit: 'ratio',
		numerator: 'chi-square of the two groups',
		denominator: null,
		tables: TABLES,
		family: 'training',
		disclosure: WITHHELD_COMPARED,
		source: 'Holm, Scandinavian Journal of Statistics 6 (1979); equals R p.adjust and survival::survdiff'
	},
	restsOn: ['participants', 'enrollments'],
	carries: ['versus'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const column = comparedColumn(ask);
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const [groups = []] = comparedTogether(content.curves, column);
	const comparison = compareCurves(groups, { column, cause: 'withdrew' });
	const wanted = [ask.where[column], ask.where.versus].filter((value) => value !== undefined);
	const pairs = comparison.through === null ? [] : pairwiseLogRank(groupSteps(comparison));
	const rows = pairs
		.filter(({ groups: both }) => wanted.every((value) => both.includes(value)))
		.map(({ groups: [one, two], chi_square, p, adjusted_p }): StatedRow => {
			const tested = { p, adjusted_p, through: comparison.through };
			return { [column]: one, versus: two, ...NO_NUMBERS, value: chi_square, ...tested, status: 'shown' };
		});
	const labels = Object.fromEntries(
		groups.map(({ at }) => [at[column] ?? '', valueLabel(column, at[column] ?? '')])
	);
	return { rows, notes: comparisonNotes([comparison]), by: [column, 'versus'], labels: { versus: labels } };
}
