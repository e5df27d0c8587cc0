import { FORMULAS } from '../formulas';
import { kaplanMeier, restrictedMean, survivalQuantile, type RiskStep } from '../estimates';
import { CURVE_TABLES } from '../families/training-curves';
import { keptFamily } from '../kept/prepare';
import type { KeptGroup } from '../kept/curves';
import { compareCurves } from '../rows/compared-curves';
import { NO_NUMBERS } from '../rows/count-rows';
import { sortRows } from '../rows/sort-rows';
import { refuseUnknownValue } from '../kept/slice';
import { WITHHELD_COMPARED, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'retention_time',
		section: 'retention',
		title: 'Months before withdrawing',
		question: 'How many months do people stay before they withdraw?',
		definition:
			"The mean of the months that people are in training without having withdrawn, within the first months that the published curve shows (`horizon`): the area under the Kaplan-Meier curve up to there. Beside it the months by which a quarter and a half had withdrawn, empty where fewer did. Groups are looked at within one horizon, so that their means compare. Where months are merged, withdrawals are taken to fall in the middle of the merged step. Curves of fewer than three published points have no mean. Counts each person's first stay in a program in the health field. Interval: 95 %; of quantiles by the log-log interval of the curve.",
		formula: FORMULAS.restrictedMean,
		unit: 'months',
		numerator: 'months in training without having withdrawn, up to the horizon',
		denominator: 'people who began training',
		tables: [...CURVE_TABLES, ['service']],
		family: 'training',
		disclosure: WITHHELD_COMPARED,
		source: 'Kaplan and Meier, JASA 53 (1958); equals R survival::survfit with rmean and quantile'
	},
	restsOn: ['participants', 'enrollments'],
	carries: ['received'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const column = [...ask.by, ...Object.keys(ask.where)].find((name) => name !== 'received') ?? '';
	const by = column === 'service' ? 'service,received' : column;
	const found = content.curves.filter((breakdown) => breakdown.by.join() === by);
	const known = found.flatMap(({ groups }) => groups);
	for (const [name, value] of Object.entries(ask.where))
		refuseUnknownValue(
			name,
			value,
			known.map(({ at }) => at[name] ?? '')
		);
	const rows = found.flatMap(({ groups }) => timeRows(groups));
	const wanted = rows.filter((row) =>
		Object.entries(ask.where).every(([name, value]) => row[name] === value)
	);
	return { rows: sortRows(wanted, column ? [column] : []), notes: [], by: column ? [column] : [] };
}

/** Points below which a curve is none (disclosure, Curves). */
const FEWEST = 3;

/** Groups of one table within one horizon: the last month that all of them show that show any. */
function timeRows(groups: KeptGroup[]): StatedRow[] {
	const each = groups.map((group) => compareCurves([group], { column: '', cause: 'withdrew' }).groups[0]);
	const lasts = each.flatMap((group) =>
		group && group.steps.length >= FEWEST ? (group.steps.at(-1)?.time ?? []) : []
	);
	const horizon = Math.min(...lasts);
	return groups.map(({ at }, place): StatedRow => {
		const steps = each[place]?.steps ?? [];
		const nothing = { ...NO_NUMBERS, horizon: null, ...quantiles([]) };
		if (steps.length < FEWEST) return { ...at, ...nothing, status: 'withheld' };
		const { value, lower, upper } = restrictedMean(spread(steps), horizon);
		const denominator = steps[0]?.at_risk ?? null;
		return {
			...at,
			...nothing,
			denominator,
			value,
			lower,
			upper,
			horizon,
			...quantiles(steps),
			status: 'shown'
		};
	});
}

/** Withdrawals of a merged step in its middle; a step of one month stays where it is. */
function spread(steps: RiskStep[]): RiskStep[] {
	return steps.map((step, at) => {
		const before = steps[at - 1]?.time ?? 0;
		return { ...step, time: step.time - before > 1 ? (before + step.time) / 2 : step.time };
	});
}

function quantiles(steps: RiskStep[]): Record<string, number | null> {
	const curve = kaplanMeier(steps);
	const [quarter, half] = [survivalQuantile(curve, 0.25), survivalQuantile(curve, 0.5)];
	return {
		quarter_left: quarter.value,
		quarter_left_lower: quarter.lower,
		quarter_left_upper: quarter.upper,
		half_left: half.value,
		half_left_lower: half.lower,
		half_left_upper: half.upper
	};
}
