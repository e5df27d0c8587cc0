import { groupsBy, inTrainingText, labelOf, otherBreakdowns } from '$lib/charts';
import { BEYOND_CHANCE, writeChance, writeCount, writePercent, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { toldRows } from './table-shape';
import { WORDS } from './words';

type Told = SafeRow & { value: number };

/** Findings of the measures of retention, from the numbers that are shown; null where the table's shape does not fit. */
export const RETENTION_TITLES: Record<string, (table: SafeTable, told: Told[]) => string | null> = {
	cohort_grid: cohortTitle,
	withdrawal_timing: timingTitle,
	retention_difference: differenceTitle,
	retention_adjusted: adjustedTitle,
	retention_pairs: pairsTitle,
	retention_time: timeTitle,
	completion_by_support: supportTitle
};

/** A year after the start, or else as late as anything is told, of the latest cohort of which it is. */
const A_YEAR = 4;

function cohortTitle(table: SafeTable, told: Told[]): string | null {
	const since = (row: SafeRow) => Number(row.quarters_since_start);
	const latest = Math.max(...told.map(since).filter((quarter) => quarter <= A_YEAR));
	const rows = told.filter((row) => since(row) === latest);
	const [row] = rows.sort((a, b) => (String(a.start_quarter) < String(b.start_quarter) ? 1 : -1));
	if (!row) return null;
	return WORDS.cohortKept(
		writePercent(row.value),
		writeCount(row.denominator ?? 0),
		labelOf(table, 'start_quarter', row.start_quarter),
		latest
	);
}

const DAYS = 'days_after_start';
const WITHIN_30_DAYS = ['0-14', '15-30'];

function timingTitle(table: SafeTable, told: Told[]): string | null {
	if (otherBreakdowns(table, DAYS).length > 0) return earlyByGroup(table, told);
	const left = leftEarly(told);
	if (left) return WORDS.leftEarly(writePercent(left.share), writeCount(left.count), writeCount(left.all));
	const [most] = [...told].sort((a, b) => b.value - a.value);
	if (!most || most.value === 0) return null;
	return WORDS.leftMost(labelOf(table, DAYS, most[DAYS]).toLowerCase(), writeCount(most.value));
}

/** How many of one group withdrew within 30 days, and of how many who withdrew; nothing where that is not told. */
function leftEarly(told: Told[]): { share: number; count: number; all: number } | null {
	const early = told.filter((row) => WITHIN_30_DAYS.includes(String(row[DAYS])));
	const count = early.reduce((sum, row) => sum + row.value, 0);
	const [all] = early.flatMap(({ value, withdrawn_share: share }) => (share ? [value / Number(share)] : []));
	if (early.length < WITHIN_30_DAYS.length || all === undefined) return null;
	return { share: count / all, count, all: Math.round(all) };
}

function earlyByGroup(table: SafeTable, told: Told[]): string | null {
	const groups = groupsBy(table, told, otherBreakdowns(table, DAYS));
	const each = groups.flatMap(({ label, rows }) => {
		const left = leftEarly(toldRows(rows));
		return left ? [{ label, share: left.share }] : [];
	});
	const [low, high] = [...each].sort((one, other) => one.share - other.share).filter(isEnd);
	if (!low || !high) return null;
	return WORDS.leftEarlyRuns(writePercent(low.share), low.label, writePercent(high.share), high.label);
}

/** The first and the last of several. */
function isEnd(_: unknown, place: number, { length }: unknown[]): boolean {
	return place === 0 || place === length - 1;
}

/** One test over all groups; of populations each has one of its own, adjusted for their number, and the least likely to be chance is named. */
function differenceTitle(table: SafeTable, told: Told[]): string | null {
	const [first] = told;
	if (!first || typeof first.p !== 'number') return null;
	const name = (row: Told) => nameOf(table, row);
	const times = (row: Told) => `${writeValue(row.value, 'ratio')} times`;
	if (table.by.includes('population')) {
		const pOf = (row: Told) => Number(row.adjusted_p ?? row.p);
		const least = told.reduce((one, other) => (pOf(other) < pOf(one) ? other : one));
		const chance = WORDS.adjusted(writeChance(pOf(least)), told.length);
		if (pOf(least) >= BEYOND_CHANCE) return WORDS.populationsAlike(chance);
		return WORDS.populationDiffers(name(least), times(least), chance);
	}
	if (!told.every((row) => row.chi_square === first.chi_square)) return null;
	const chance = writeChance(first.p);
	if (first.p >= BEYOND_CHANCE) return WORDS.groupsAlike(chance);
	const most = told.reduce((one, other) => (other.value > one.value ? other : one));
	return WORDS.groupsDiffer(name(most), times(most), chance);
}

function adjustedTitle(table: SafeTable, told: Told[]): string | null {
	const title = differenceTitle(table, told);
	return title === null ? null : WORDS.withinPrograms(title);
}

function pairsTitle(_: SafeTable, told: Told[]): string {
	const differing = told.filter((row) => Number(row.adjusted_p) < BEYOND_CHANCE);
	return WORDS.pairsDiffer(writeCount(differing.length), writeCount(told.length));
}

function timeTitle(table: SafeTable, told: Told[]): string | null {
	const [low, high] = [...told].sort((one, other) => one.value - other.value).filter(isEnd);
	if (!low) return null;
	const [horizon, months] = [Number(low.horizon), writeValue(low.value, 'months')];
	if (otherBreakdowns(table).length === 0) return WORDS.staysFor(months, horizon);
	if (!high) return WORDS.groupStays(nameOf(table, low), months, horizon);
	const most = writeValue(high.value, 'months');
	return WORDS.groupsStay(months, nameOf(table, low), most, nameOf(table, high), horizon);
}

/** A group in words. */
function nameOf(table: SafeTable, row: Told): string {
	return otherBreakdowns(table)
		.map((column) => labelOf(table, column, row[column]))
		.join(', ');
}

/** The support whose difference is least likely to be chance, adjusted for all that were tested, in finishing or in staying; said without calling it its doing. */
function supportTitle(table: SafeTable, told: Told[]): string | null {
	const yes = told.filter((row) => row.received === 'yes');
	const tests = yes.flatMap((row) => [
		{ row, p: Number(row.completed_adjusted_p), column: 'value', words: WORDS.supportApart },
		{ row, p: Number(row.withdrew_adjusted_p), column: 'stayed_share', words: WORDS.supportStayed }
	]);
	const known = tests.filter(({ p }) => !Number.isNaN(p)).sort((a, b) => a.p - b.p);
	const [least] = known;
	if (!least) return null;
	const chance = WORDS.adjusted(writeChance(least.p), known.length);
	if (least.p >= BEYOND_CHANCE) return WORDS.supportsAlike(chance);
	const { row, column, words } = least;
	const no = told.find((other) => other.service === row.service && other.received === 'no');
	const share = (of: SafeRow | undefined) => {
		const people = inTrainingText(of);
		const value = writePercent(Number(of?.[column] ?? 0));
		return people ? WORDS.shareOf(value, people) : value;
	};
	const support = labelOf(table, 'service', row.service);
	return `${words(support, share(row), share(no), Number(row.through))} (${chance})`;
}
