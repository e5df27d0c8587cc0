import type { GroupStep, RiskStep } from '../estimates';
import type { KeptBreakdown, KeptGroup } from '../kept/curves';

/** A group whose curve can be compared, on the months that all compared groups show. */
export interface ComparedGroup {
	at: Record<string, string>;
	name: string;
	steps: RiskStep[];
}

/** Groups that are compared with one another, and those that cannot be because too little of them is shown. */
export interface Comparison {
	groups: ComparedGroup[];
	silent: Record<string, string>[];
	/** The last month that is compared; null where no two groups share one. */
	through: number | null;
}

/**
 * Compares protected curves and nothing else, so that whoever has the curves could compute the same: events and people
 * at risk of the steps that all groups show, each group's steps joined up to the next month that is common to all. A
 * group of which nobody is left is shown to its end and at risk no more.
 * `column` names what tells the groups apart, `cause` what they leave for.
 */
export function compareCurves(
	groups: readonly KeptGroup[],
	{ column, cause }: { column: string; cause: string }
): Comparison {
	const read = groups.map((group) => ({
		at: group.at,
		steps: toldSteps(group, cause),
		last: Math.max(0, ...group.steps.map(({ time }) => time))
	}));
	const months = [...new Set(read.flatMap(({ steps }) => steps.map(({ time }) => time)))].sort(
		(a, b) => a - b
	);
	const telling = sharedBy(read, months);
	const common = months.filter((month) => telling.every((group) => shows(group, month)));
	return {
		groups: telling.map(({ at, steps }) => ({
			at,
			name: at[column] ?? '',
			steps: joinedSteps(steps, common)
		})),
		silent: read.filter((group) => !telling.includes(group)).map(({ at }) => at),
		through: telling.length > 1 ? (common.at(-1) ?? null) : null
	};
}

interface ReadGroup {
	at: Record<string, string>;
	steps: RiskStep[];
	last: number;
}

/** The groups that show the month which most groups show, the latest of several such months. */
function sharedBy(groups: ReadGroup[], months: number[]): ReadGroup[] {
	const at = (month: number) => groups.filter((group) => group.steps.length > 0 && shows(group, month));
	return months.map(at).reduce((best, some) => (some.length >= best.length ? some : best), []);
}

function shows({ steps, last }: ReadGroup, month: number): boolean {
	return month > last || steps.some(({ time }) => time === month);
}

/** The shown steps of a group; none where what they leave for may not be told apart. */
function toldSteps({ steps, withheld }: KeptGroup, cause: string): RiskStep[] {
	const shown = steps.filter(({ hidden }) => !hidden);
	if (withheld || shown.some(({ events }) => events[cause] === undefined)) return [];
	return shown.map(({ time, at_risk, events }) => ({ time, at_risk, events: events[cause] ?? 0 }));
}

function joinedSteps(steps: RiskStep[], months: number[]): RiskStep[] {
	return months.flatMap((time, at) => {
		const own = steps.filter((step) => step.time > (months[at - 1] ?? 0) && step.time <= time);
		const [first] = own;
		if (!first) return [];
		return [{ time, at_risk: first.at_risk, events: own.reduce((sum, { events }) => sum + events, 0) }];
	});
}

/**
 * Compares a group with everybody outside it: everybody's published steps less its own, so that a group whose people
 * are in others as well is compared with nobody twice.
 */
export function compareWithOthers(
	everybody: KeptGroup,
	group: KeptGroup,
	columns: { column: string; cause: string }
): Comparison {
	const last = Math.max(0, ...group.steps.filter(({ hidden }) => !hidden).map(({ time }) => time));
	const whole = { ...everybody, steps: everybody.steps.filter(({ time }) => time <= last) };
	const { groups, through, silent } = compareCurves([whole, group], columns);
	const [all, own] = groups;
	if (!all || !own || through === null) return { groups: [], silent: [group.at], through: null };
	const others = all.steps.map((step) => {
		const same = own.steps.find(({ time }) => time === step.time);
		return {
			...step,
			at_risk: step.at_risk - (same?.at_risk ?? 0),
			events: step.events - (same?.events ?? 0)
		};
	});
	return { groups: [own, { at: {}, name: OTHERS, steps: others }], silent, through };
}

/** What everybody outside a group is called beside it; no code is written so. */
const OTHERS = 'everybody else';

/** The steps of a comparison as the log-rank test takes them. */
export function groupSteps({ groups }: Comparison, stratum?: string): GroupStep[] {
	return groups.flatMap(({ name, steps }) =>
		steps.map((step) => ({ group: name, ...(stratum === undefined ? {} : { stratum }), ...step }))
	);
}

/** The kept curves of a breakdown, one comparison's groups together. */
export function comparedTogether(curves: readonly KeptBreakdown[], column: string): KeptGroup[][] {
	return curves.filter((breakdown) => breakdown.by.join() === column).map(({ groups }) => groups);
}
