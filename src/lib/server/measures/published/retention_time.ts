import { FORMULAS } from '../formulas';
import {
	areaUnder,
	errorOf,
	survivalQuantile,
	type CurveDrop,
	type SurvivalQuantile,
	type SurvivalStep
} from '../estimates';
import { CURVE_TABLES } from '../families/training-curves';
import { keptFamily } from '../kept/prepare';
import type { KeptGroup } from '../kept/curves';
import { NO_NUMBERS } from '../rows/count-rows';
import { sortRows } from '../rows/sort-rows';
import { refuseUnknownValue } from '../kept/slice';
import { WITHHELD_COMPARED, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'retention_time',
		section: 'retention',
		title: 'Months before withdrawing',
		question: 'How many months would people go without withdrawing, had nobody finished first?',
		definition:
			"The mean of the months without withdrawing, within the first months that the published curve shows (`horizon`), as it would be had nobody finished or transferred first: the area under the Kaplan-Meier curve up to there. Beside it the months by which a quarter and a half would then have withdrawn, empty where the curve does not fall so far. Finishing ends the risk, so fewer drop out than that; their share is in the pathway. Groups are looked at within one horizon, so that their means compare. Where months are merged, withdrawals are taken to fall in the middle of them for the mean; the month by which a share had withdrawn is then the last of them, so it may have been sooner and not later, and its interval begins with the first. Curves of fewer than three published points have no mean. Counts each person's first stay in a program in the health field. Interval: 95 %; of quantiles by the log-log interval of the curve.",
		formula: FORMULAS.restrictedMean,
		unit: 'months',
		numerator: 'months without withdrawing, up to the horizon, had nobody finished first',
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
	const each = groups.map(publishedCurve);
	const lasts = each.flatMap((curve) => (curve.length >= FEWEST ? (curve.at(-1)?.time ?? []) : []));
	const horizon = Math.min(...lasts);
	return groups.map(({ at }, place): StatedRow => {
		const curve = each[place] ?? [];
		const nothing = { ...NO_NUMBERS, horizon: null, ...quantiles([]) };
		if (curve.length < FEWEST) return { ...at, ...nothing, status: 'withheld' };
		const { value, lower, upper } = areaUnder(dropsOf(curve), horizon);
		const denominator = curve[0]?.at_risk ?? null;
		return {
			...at,
			...nothing,
			denominator,
			value,
			lower,
			upper,
			horizon,
			...quantiles(curve),
			status: 'shown'
		};
	});
}

/**
 * The curve as it is published. Working it out anew from the people at risk when a step of several months began would
 * take everybody for watched to its end, and have too few withdraw.
 */
function publishedCurve({ steps, withheld }: KeptGroup): SurvivalStep[] {
	if (withheld) return [];
	return steps.flatMap(({ time, hidden, at_risk, events, retention }) =>
		hidden || !retention ? [] : [{ time, at_risk, events: events.withdrew ?? 0, ...retention }]
	);
}

/** Withdrawals of a step of several months in the middle of these; those of a single month in it. */
function dropsOf(curve: SurvivalStep[]): CurveDrop[] {
	return curve.map((step, at) => {
		const before = curve[at - 1];
		const grew = noiseUntil(step) - (before ? noiseUntil(before) : 0);
		const noise = step.events > 0 ? Math.max(0, grew) : 0;
		return { time: (firstMonth(curve, at) + step.time) / 2, share: step.value, noise };
	});
}

/** The sum of Greenwood's formula up to a month, as the interval says it. */
function noiseUntil(step: SurvivalStep): number {
	return ((errorOf(step, 'log-log') ?? 0) / step.value) ** 2 || 0;
}

function firstMonth(curve: SurvivalStep[], at: number): number {
	return (curve[at - 1]?.time ?? 0) + 1;
}

function quantiles(curve: SurvivalStep[]): Record<string, number | null> {
	const [quarter, half] = [quantileOf(curve, 0.25), quantileOf(curve, 0.5)];
	return {
		quarter_left: quarter.value,
		quarter_left_lower: quarter.lower,
		quarter_left_upper: quarter.upper,
		half_left: half.value,
		half_left_lower: half.lower,
		half_left_upper: half.upper
	};
}

/** Where the interval begins in a step of several months, it begins with the first of them. */
function quantileOf(curve: SurvivalStep[], share: number): SurvivalQuantile {
	const reached = survivalQuantile(curve, share);
	const at = curve.findIndex(({ time }) => time === reached.lower);
	return at < 0 ? reached : { ...reached, lower: firstMonth(curve, at) };
}
