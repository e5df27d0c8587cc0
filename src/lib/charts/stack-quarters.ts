import {
	inCalendar,
	isQuarter,
	quarterAt,
	quarterEnd,
	quarterIndex,
	quarterOf,
	quarterStart
} from '$lib/domain';
import type { Calendar, SafeRow, SafeTable } from '$lib/domain';
import type { Focus } from './drawing';
import { categoryInk, ink } from './palette';
import { labelOf, otherBreakdowns, shownRows, valuesOf } from './read-table';
import { CHART_WORDS } from './words';

/** One award's (or other part's) place in a stack. */
export interface Part {
	value: string;
	label: string;
	colour: string;
	isFocus: boolean;
}

/** One piece of a stack: a part in a quarter, from one amount to another. */
export interface Slab {
	part: Part;
	row: SafeRow;
	quarter: number;
	from: number;
	to: number;
}

/** A table of dollars by quarter, stacked by its other breakdown. */
export interface Stack {
	table: SafeTable;
	parts: Part[];
	slabs: Slab[];
	quarters: number[];
	top: number;
}

/** How many parts are told apart; the smaller ones are drawn as one. */
const PARTS = 6;

/** Stacks dollars by quarter; the focus award first (at the ground) or last (on top). */
export function stackQuarters(table: SafeTable, focus: Focus | null, focusOnTop: boolean): Stack {
	const column = otherBreakdowns(table, 'quarter')[0] ?? '';
	const parts = partsOf(table, column, focus);
	if (focusOnTop) parts.sort((a, b) => Number(a.isFocus) - Number(b.isFocus));
	const quarters = valuesOf(table, 'quarter').filter(isQuarter).map(quarterIndex);
	const slabs = quarters.flatMap((quarter) => slabsOf(table, column, parts, quarter));
	return { table, parts, slabs, quarters, top: Math.max(1, ...slabs.map((slab) => slab.to)) };
}

/** Where a day lies on an axis of quarter indexes: 2015-09-29 is just before 2015Q4 begins. */
export function placeOfDay(day: string, calendar: Calendar): number {
	const quarter = quarterOf(day);
	const [first, last] = [Date.parse(quarterStart(quarter)), Date.parse(quarterEnd(quarter))];
	return (
		quarterIndex(inCalendar(quarter, calendar)) + (Date.parse(day) - first) / (last - first + 86_400_000)
	);
}

/** The quarters under which an axis bears words: all, or every second or fourth. */
export function quarterTicks(quarters: number[], width: number): number[] {
	const every = [1, 2, 4].find((step) => (quarters.length / step) * 48 <= width) ?? 4;
	return quarters.filter((quarter) => quarter % every === 0 || every === 1);
}

function partsOf(table: SafeTable, column: string, focus: Focus | null): Part[] {
	if (!column) return [{ value: '', label: table.title, colour: categoryInk(0), isFocus: false }];
	const total = (value: string) =>
		shownRows(table.rows.filter((row) => String(row[column]) === value)).reduce(
			(sum, row) => sum + row.value,
			0
		);
	const values = valuesOf(table, column).sort((a, b) => total(b) - total(a));
	const isFocus = (value: string) => column === 'award' && value === focus?.award;
	const ordered = [...values.filter(isFocus), ...values.filter((value) => !isFocus(value))];
	const kept = ordered.length > PARTS ? ordered.slice(0, PARTS - 1) : ordered;
	const hasFocus = ordered.some(isFocus);
	const parts = kept.map((value, place) => ({
		value,
		label: (isFocus(value) && focus?.label) || labelOf(table, column, value),
		colour: isFocus(value) ? ink('cat-1') : categoryInk(hasFocus || column !== 'award' ? place : place + 1),
		isFocus: isFocus(value)
	}));
	if (ordered.length > kept.length)
		parts.push({ value: OTHERS, label: CHART_WORDS.others, colour: ink('cat-other'), isFocus: false });
	return parts;
}

/** No code bears this name: codes are words of small letters. */
const OTHERS = '*others*';

function slabsOf(table: SafeTable, column: string, parts: Part[], quarter: number): Slab[] {
	const rows = shownRows(table.rows).filter((row) => row.quarter === quarterAt(quarter));
	const named = new Set(parts.map((part) => part.value));
	let from = 0;
	return parts.flatMap((part) => {
		const own = rows.filter((row) => {
			const value = column ? String(row[column]) : '';
			return part.value === OTHERS ? !named.has(value) : value === part.value;
		});
		const amount = own.reduce((sum, row) => sum + row.value, 0);
		const row = own[0];
		if (!row || amount <= 0) return [];
		const slab = { part, row, quarter, from, to: from + amount };
		from = slab.to;
		return [slab];
	});
}
