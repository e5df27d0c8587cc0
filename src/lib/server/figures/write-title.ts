import { groupsBy, labelOf, otherBreakdowns, valuesOf, writeBeside } from '$lib/charts';
import type { Focus } from '$lib/charts';
import { writeCount, writePercent, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { moneyTitle } from './money-titles';
import { RETENTION_TITLES } from './retention-titles';
import { isCurve, toldRows } from './table-shape';
import { WORDS } from './words';

type Told = SafeRow & { value: number };

/** The finding of a table in one line, from the numbers that are shown and from nothing else. */
export function writeTitle(table: SafeTable, focus: Focus | null = null): string {
	const told = toldRows(table.rows);
	if (told.length === 0) return silentTitle(table);
	const own = OWN_TITLES[table.measure]?.(table, told) ?? moneyTitle(table, told, focus);
	return own ?? shapeTitle(table, told);
}

/** Findings that a measure words in its own way; null where the table's shape does not fit. */
const OWN_TITLES: Record<string, (table: SafeTable, told: Told[]) => string | null> = {
	need_coverage: coverageTitle,
	coverage_kinds: kindsTitle,
	coverage_change: changeTitle,
	live_offerings: linesTitle,
	gap_reason: gapTitle,
	training_pathway: pathwayTitle,
	training_retention: retentionTitle,
	...RETENTION_TITLES
};

function silentTitle(table: SafeTable): string {
	if (table.rows.some((row) => row.status === 'withheld')) return WORDS.withheld(table.title);
	if (table.rows.some((row) => row.status === 'not_yet_observable')) return WORDS.notYet(table.title);
	return WORDS.noData(table.title);
}

function shapeTitle(table: SafeTable, told: Told[]): string {
	const [only] = told;
	if (table.by.length === 0 && only) return WORDS.is(table.title, valueOfMany(table, only));
	if (isCurve(table)) return rangeTitle(table, lastMonths(told));
	const inTime = ['quarter', 'start_quarter'].find((column) => table.by.includes(column));
	if (inTime && otherBreakdowns(table, inTime).length === 0) return seriesTitle(table, told, inTime);
	return rangeTitle(table, latestTold(table, told, inTime));
}

/** `61% (1,188 of 1,950)` for a share, the number itself for all else. */
function valueOfMany(table: SafeTable, row: Told): string {
	const value = writeValue(row.value, table.unit);
	if (table.unit !== 'percent' || row.numerator === null || row.denominator === null) return value;
	return WORDS.of(value, writeBeside(table, row.numerator), writeBeside(table, row.denominator));
}

function seriesTitle(table: SafeTable, told: Told[], column: string): string {
	const order = valuesOf(table, column);
	const inOrder = [...told].sort(
		(a, b) => order.indexOf(String(a[column])) - order.indexOf(String(b[column]))
	);
	const settled = inOrder.filter(({ provisional }) => provisional !== 'provisional');
	const [first, last] = settled.length > 1 ? [settled[0], settled.at(-1)] : [inOrder[0], inOrder.at(-1)];
	if (!first || !last) return silentTitle(table);
	const [a, b] = [writeValue(first.value, table.unit), writeValue(last.value, table.unit)];
	const [from, to] = [labelOf(table, column, first[column]), labelOf(table, column, last[column])];
	if (first === last) return WORDS.onlyIn(table.title, b, to);
	if (a === b) return WORDS.stayed(table.title, a, from, to);
	if (mayBeChance(first, last)) return WORDS.was(table.title, a, from, b, to);
	return (last.value > first.value ? WORDS.rose : WORDS.fell)(table.title, a, from, b, to);
}

/** Whether the intervals of two shares overlap: then neither rising nor falling is said. */
function mayBeChance(one: Told, other: Told): boolean {
	if (one.lower === null || one.upper === null || other.lower === null || other.upper === null) return false;
	return one.lower <= other.upper && other.lower <= one.upper;
}

function latestTold(table: SafeTable, told: Told[], column: string | undefined): Told[] {
	if (!column) return told;
	const latest = valuesOf(table, column, told).at(-1);
	return told.filter((row) => String(row[column]) === latest);
}

function rangeTitle(table: SafeTable, told: Told[]): string {
	const inOrder = [...told].sort((a, b) => a.value - b.value);
	const [low, high] = [inOrder[0], inOrder.at(-1)];
	if (!low || !high) return silentTitle(table);
	const [least, most] = [writeValue(low.value, table.unit), writeValue(high.value, table.unit)];
	if (low === high) return WORDS.is(`${table.title}, ${placeWords(table, high)}`, valueOfMany(table, high));
	if (least === most) return WORDS.same(table.title, most);
	return WORDS.ranges(table.title, least, placeWords(table, low), most, placeWords(table, high));
}

function coverageTitle(table: SafeTable, told: Told[]): string | null {
	if (others(table).length === 0) return null;
	const rows = latestTold(table, told, table.by.includes('quarter') ? 'quarter' : undefined);
	const counted = rows.filter((row) => row.denominator !== null);
	if (others(table).join() === 'zip') return widestPlace(table, counted);
	counted.sort((a, b) => a.value - b.value || (b.denominator ?? 0) - (a.denominator ?? 0));
	const [least] = counted;
	if (!least || counted.length < 2) return null;
	return WORDS.leastCovered(
		placeWords(table, least),
		writePercent(least.value),
		writeCount(least.denominator ?? 0)
	);
}

function others(table: SafeTable): string[] {
	return otherBreakdowns(table, 'quarter');
}

/** Of places, the one in which most people went without. */
function widestPlace(table: SafeTable, told: Told[]): string | null {
	const without = ({ numerator, denominator }: Told) => (denominator ?? 0) - (numerator ?? 0);
	const [widest] = [...told].sort((a, b) => without(b) - without(a));
	if (!widest || told.length < 2 || without(widest) === 0) return null;
	const [people, all] = [writeCount(without(widest)), writeCount(widest.denominator ?? 0)];
	return WORDS.widestPlace(`ZIP ${placeWords(table, widest)}`, people, all);
}

function kindsTitle(table: SafeTable, told: Told[]): string | null {
	const least = coverageTitle(table, told);
	const inNeed = table.rows.filter((row) => row.status !== 'no_data' && 'nominal' in row);
	if (!least || inNeed.length === 0) return least;
	const without = inNeed.filter((row) => !PAYS.includes(String(row.nominal))).length;
	return WORDS.kinds(writeCount(without), writeCount(inNeed.length), least);
}

/** What a line says that may pay. */
const PAYS = ['pays', 'pays_with_conditions'];

function changeTitle(table: SafeTable, told: Told[]): string | null {
	const rows = latestTold(table, told, table.by.includes('quarter') ? 'quarter' : undefined);
	const [most] = [...rows].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
	if (!most) return null;
	const place = placeWords(table, most) || table.title;
	const words = rows.length > 1 ? WORDS.changedMost : WORDS.changed;
	return words(place, writeValue(most.value, table.unit), labelOf(table, 'since', most.since));
}

function linesTitle(table: SafeTable): string {
	const paying = table.rows.filter((row) => PAYS.includes(String(row.says)));
	return WORDS.linesPay(writeCount(paying.length), writeCount(table.rows.length));
}

/** `Child care for Refugees`; the quarter is the subtitle's matter. */
function placeWords(table: SafeTable, row: SafeRow): string {
	const name = (column: string) => labelOf(table, column, row[column]);
	if (table.by.includes('service') && table.by.includes('population'))
		return WORDS.forGroup(name('service'), name('population'));
	return otherBreakdowns(table, 'quarter', 'start_quarter').map(name).join(', ');
}

function gapTitle(table: SafeTable, told: Told[]): string | null {
	if (!told.some((row) => 'reason' in row)) return null;
	const isByQuarter = table.by.includes('quarter');
	const [largest] = latestTold(
		table,
		told.filter(({ value }) => value > 0),
		isByQuarter ? 'quarter' : undefined
	).sort((a, b) => b.value - a.value);
	if (!largest) return told.length < table.rows.length ? silentTitle(table) : WORDS.noGap;
	if (isByQuarter && largest.quarter !== valuesOf(table, 'quarter').at(-1)) {
		const quarter = labelOf(table, 'quarter', largest.quarter);
		return WORDS.lastGap(
			quarter,
			writeCount(largest.value),
			labelOf(table, 'reason', largest.reason).toLowerCase()
		);
	}
	const places = otherBreakdowns(table, 'quarter', 'reason').map((column) =>
		labelOf(table, column, largest[column])
	);
	const reason = labelOf(table, 'reason', largest.reason);
	return WORDS.largestGap(places.join(', ') || table.title, writeCount(largest.value), reason.toLowerCase());
}

function pathwayTitle(table: SafeTable, told: Told[]): string | null {
	if (otherBreakdowns(table, 'time', 'state_name').length > 0)
		return groupsTitle(
			table,
			told.filter((row) => row.state_name === 'completed'),
			WORDS.completedRuns
		);
	const month = Math.max(...told.map((row) => Number(row.time)));
	const last = told.filter((row) => Number(row.time) === month);
	const stood = ['completed', 'withdrew', 'transferred', 'active'].flatMap((state) => {
		const row = last.find((candidate) => candidate.state_name === state);
		return row ? [{ state, people: Number(writePercent(row.value).replace('%', '')) }] : [];
	});
	const isRound = stood.reduce((sum, { people }) => sum + people, 0) === 100;
	const parts = stood.map(({ state, people }) =>
		[state === 'active' && !isRound ? WORDS.theOthers : people, stateWord(table, state)].join(' ')
	);
	return parts.length ? WORDS.afterMonths(month, WORDS.andOthers(parts)) : null;
}

function stateWord(table: SafeTable, state: string): string {
	const isApart = table.rows.some((row) => row.state_name === 'transferred');
	if (state === 'active' && !isApart) return WORDS.stillOrTransferred;
	return WORDS.stood[state] ?? labelOf(table, 'state_name', state).toLowerCase();
}

function retentionTitle(table: SafeTable, told: Told[]): string | null {
	if (otherBreakdowns(table, 'time').length > 0) return groupsTitle(table, told, WORDS.retentionRuns);
	const last = [...told].sort((a, b) => Number(a.time) - Number(b.time)).at(-1);
	return last ? WORDS.stillThere(writePercent(last.value), Number(last.time)) : null;
}

/** Groups are compared at the last month that all of them show, or else at the last that most do. */
function groupsTitle(table: SafeTable, told: Told[], words: typeof WORDS.retentionRuns): string | null {
	const groups = groupsBy(table, told, otherBreakdowns(table, 'time', 'state_name'));
	const months = [...new Set(told.map((row) => Number(row.time)))].sort((a, b) => b - a);
	const at = (month: number) =>
		groups.flatMap((group) => {
			const row = group.rows.find((candidate) => Number(candidate.time) === month) as Told | undefined;
			return row ? [{ label: group.label, value: row.value }] : [];
		});
	const most = Math.max(0, ...months.map((month) => at(month).length));
	const month = months.find((candidate) => at(candidate).length === most);
	if (month === undefined) return null;
	const rows = at(month).sort((a, b) => a.value - b.value);
	const [low, high] = [rows[0], rows.at(-1)];
	if (!low || !high || rows.length < 2) return null;
	return words(month, writePercent(low.value), low.label, writePercent(high.value), high.label);
}

function lastMonths(told: Told[]): Told[] {
	const last = Math.max(...told.map((row) => Number(row.time)));
	return told.filter((row) => Number(row.time) === last);
}
