import { labelOf, otherBreakdowns } from '$lib/charts';
import type { Focus } from '$lib/charts';
import {
	addQuarters,
	quarterLabel,
	quarterOf,
	inCalendar,
	writeCount,
	writeDay,
	writeDollars,
	writePercent
} from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { WORDS } from './words';

type Told = SafeRow & { value: number };

/** The finding of a table about money; null where the measure or the table's shape has none of its own. */
export function moneyTitle(table: SafeTable, told: Told[], focus: Focus | null): string | null {
	return MONEY_TITLES[table.measure]?.(table, told, focus) ?? null;
}

const MONEY_TITLES: Record<string, (table: SafeTable, told: Told[], focus: Focus | null) => string | null> = {
	spend: spendTitle,
	award_balance: balanceTitle,
	unfunded: unfundedTitle,
	dependence: dependenceTitle,
	runway_end: runwayTitle,
	cliff: cliffTitle,
	federal_report: reportTitle,
	single_source: singleTitle
};

function spendTitle(table: SafeTable, told: Told[], focus: Focus | null): string | null {
	if (!table.by.includes('award')) return tookTitle(table, told);
	const total = sum(told);
	const award = told.some((row) => row.award === focus?.award) ? focus?.award : largestAward(told);
	if (!award || total <= 0) return null;
	const share = sum(told.filter((row) => row.award === award)) / total;
	const name = awardName(table, award, focus);
	return WORDS.paidMost(name, writePercent(share), writeDollars(total));
}

/** The largest part of the spending where it is broken down by something else than awards. */
function tookTitle(table: SafeTable, told: Told[]): string | null {
	const [column, more] = otherBreakdowns(table, 'quarter');
	const total = sum(told);
	if (!column || more || total <= 0) return null;
	const values = [...new Set(told.map((row) => String(row[column])))];
	const spent = (value: string) => sum(told.filter((row) => String(row[column]) === value));
	const [most] = values.sort((a, b) => spent(b) - spent(a));
	if (most === undefined) return null;
	const share = writePercent(spent(most) / total);
	return WORDS.tookMost(labelOf(table, column, most), share, writeDollars(total));
}

function largestAward(told: Told[]): string | undefined {
	const awards = [...new Set(told.map((row) => String(row.award)))];
	const spent = (award: string) => sum(told.filter((row) => row.award === award));
	return awards.sort((a, b) => spent(b) - spent(a))[0];
}

function awardName(table: SafeTable, award: string, focus: Focus | null): string {
	return (award === focus?.award && focus.label) || labelOf(table, 'award', award);
}

/** What all awards have left in the quarter in which the focus award ends, and in the next. */
function balanceTitle(table: SafeTable, told: Told[], focus: Focus | null): string | null {
	const day = focus?.end_date;
	const pair = [...table.by].sort().join();
	if (pair === 'award') return nextEndTitle(table, told);
	if (!day || !focus || pair !== 'award,quarter') return null;
	const ending = inCalendar(quarterOf(day), table.calendar);
	const left = (quarter: string) => told.filter((row) => row.quarter === quarter);
	const [before, after] = [left(addQuarters(ending, -1)), left(addQuarters(ending, 1))];
	if (before.length === 0 || after.length === 0) return null;
	const name = awardName(table, focus.award, focus);
	return WORDS.cliff(name, writeDay(day), writeDollars(sum(before)), writeDollars(sum(after)));
}

/** The award that ends next after the day of the data. */
function nextEndTitle(table: SafeTable, told: Told[]): string | null {
	const [next] = told
		.filter((row) => String(row.end_date) > table.as_of)
		.sort((a, b) => (String(a.end_date) < String(b.end_date) ? -1 : 1));
	if (!next) return null;
	return WORDS.nextEnd(
		labelOf(table, 'award', next.award),
		writeDay(String(next.end_date)),
		writeDollars(next.value)
	);
}

/** From what was paid before to what is paid after, and the largest reason for which something stays unpaid. */
function cliffTitle(table: SafeTable, told: Told[]): string | null {
	const [first] = told;
	const quarter = first?.quarter ?? table.where.quarter;
	if (!first || quarter === undefined || table.by.includes('quarter') || table.by.includes('service'))
		return null;
	const [before, after] = [Number(first.before), Number(first.after)];
	const [since, until] = [labelOf(table, 'quarter', first.since), labelOf(table, 'quarter', quarter)];
	const words = [writeDollars(before), since, writeDollars(after), until] as const;
	if (after > before) return WORDS.paidRises(...words);
	const unpaid = told.filter((row) => 'because' in row && row.because !== 'need' && row.value < 0);
	const [most] = unpaid.sort((a, b) => a.value - b.value);
	const reason = most ? labelOf(table, 'because', most.because) : '';
	return WORDS.paidFalls(
		...words,
		most ? WORDS.mostly(reason.charAt(0).toLowerCase() + reason.slice(1), writeDollars(-most.value)) : ''
	);
}

function reportTitle(table: SafeTable, told: Told[]): string | null {
	if (table.by.includes('quarter')) return null;
	const authorized = told.reduce((total, row) => total + (row.denominator ?? 0), 0);
	return WORDS.unobligated(writeDollars(sum(told)), writeDollars(authorized));
}

function unfundedTitle(table: SafeTable, told: Told[]): string | null {
	const [worst] = [...told].sort((a, b) => b.value - a.value);
	if (!worst || worst.denominator === null) return null;
	if (worst.value <= 0) return WORDS.allFunded;
	if (table.by.join() === 'quarter') return unfundedFromTo(table, told);
	return WORDS.unfunded(nameOf(table, worst), writeDollars(worst.value), writeDollars(worst.denominator));
}

/** What has no payer in the first quarter with anything, and in the last. */
function unfundedFromTo(table: SafeTable, told: Told[]): string {
	const [first] = told.filter(({ value }) => value > 0);
	const last = told.at(-1);
	const words = (row: Told | undefined) =>
		[writeDollars(row?.value ?? 0), labelOf(table, 'quarter', row?.quarter)] as const;
	const [open, quarter] = words(first);
	return WORDS.unfundedFrom(open, writeDollars(first?.denominator ?? 0), quarter, ...words(last));
}

function dependenceTitle(table: SafeTable, told: Told[]): string | null {
	const weight = (row: Told) => row.denominator ?? 0;
	const [most] = [...told].sort((a, b) => b.value - a.value || weight(b) - weight(a));
	if (!most || most.award === undefined || !table.by.includes('service')) return null;
	return WORDS.hangsOn(
		labelOf(table, 'service', most.service),
		writePercent(most.value),
		labelOf(table, 'award', most.award)
	);
}

function runwayTitle(table: SafeTable): string | null {
	const ending = table.rows.filter((row) => row.status === 'shown' && typeof row.quarter === 'string');
	const [first] = [...ending].sort((a, b) => (String(a.quarter) < String(b.quarter) ? -1 : 1));
	if (!first || !table.by.includes('service')) return null;
	const quarter = quarterLabel(String(first.quarter), table.calendar);
	const alike = ending.filter((row) => row.quarter === first.quarter);
	if (alike.length > 1) return WORDS.runOut(writeCount(alike.length), writeCount(table.rows.length), quarter);
	return WORDS.runsOut(labelOf(table, 'service', first.service), quarter);
}

/** Pairs add up: each is one service and one population. */
function singleTitle(table: SafeTable, told: Told[]): string {
	const all = told.reduce((total, row) => total + (row.denominator ?? 0), 0);
	return WORDS.onePayer(writeCount(sum(told)), writeCount(all));
}

function nameOf(table: SafeTable, row: SafeRow): string {
	const names = otherBreakdowns(table, 'quarter').map((column) => labelOf(table, column, row[column]));
	return names.join(', ') || table.title;
}

function sum(rows: Told[]): number {
	return rows.reduce((total, row) => total + row.value, 0);
}
