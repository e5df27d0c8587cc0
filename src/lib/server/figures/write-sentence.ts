import {
	inTraining,
	isShare,
	labelOf,
	otherBreakdowns,
	placeOf,
	sharesDollars,
	writeBeside
} from '$lib/charts';
import { permalinkOf, writeCount, writeDay, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { periodOf } from './period';
import { isCurve, toldRows } from './table-shape';
import { WORDS } from './words';

/** Where a citation points and in whose name it speaks. */
export interface Origin {
	/** Name of the partnership; the program's own name where there is none. */
	partnership?: string;
	/** `https://…` before the permalink; without it the permalink stands alone. */
	address?: string;
}

/** Period, number of people, filters, state and date: what stands beneath a figure's title. */
export function writeSubtitle(table: SafeTable): string {
	const parts = [capital(periodOf(table)), peopleWords(table), filterWords(table)];
	return [...parts, WORDS.asOf(table.state, writeDay(table.as_of))].filter(Boolean).join(' · ');
}

/** The finding as a sentence that stands in an application by itself: n, %, period, definition, source. */
export function writeSentence(table: SafeTable, title: string): string {
	const [only, more] = table.rows.length === 1 ? toldRows(table.rows) : [];
	const finding = only && !more ? oneNumber(table, only) : `${title}.`;
	const facts = [WORDS.period(periodOf(table)), peopleWords(table), filterWords(table)]
		.filter(Boolean)
		.join('; ');
	return [
		finding,
		`${facts}.`,
		ended(WORDS.definition(table.definition)),
		`${WORDS.source(WORDS.files(table.sources.length), table.state, writeDay(table.as_of))}; ` +
			`${WORDS.threshold(table.threshold - 1)}.`
	].join(' ');
}

/** Who says it, where it stands for ever, of which state, and from which size on counts are shown. */
export function writeCitation(table: SafeTable, origin: Origin = {}): string {
	const who = origin.partnership || WORDS.product;
	const head = WORDS.citation(who, table.title, periodOf(table), table.state, writeDay(table.as_of));
	return `${head}; ${WORDS.threshold(table.threshold - 1)}. ${origin.address ?? ''}${permalinkOf(table)}`;
}

function oneNumber(table: SafeTable, row: SafeRow & { value: number }): string {
	const counted = isShare(table) && row.numerator !== null && row.denominator !== null;
	const beside = (number: number | null) => writeBeside(table, number ?? 0);
	const ofMany = counted
		? ` (${WORDS.ofMany(beside(row.numerator), beside(row.denominator))}${intervalWords(table, row)})`
		: '';
	const place = placeOf(table, row);
	return WORDS.sentenceOne(table.title, writeValue(row.value, table.unit), ofMany, place ? `, ${place}` : '');
}

function intervalWords(table: SafeTable, row: SafeRow): string {
	if (row.lower === null || row.upper === null) return '';
	return `, ${WORDS.interval(writeValue(row.lower, table.unit), writeValue(row.upper, table.unit))}`;
}

/** n of a single number or curve; from the least to the most where rows have their own. */
function peopleWords(table: SafeTable): string {
	const counts = isCurve(table) ? startCounts(table) : denominators(table);
	if (counts.length === 0) return '';
	const [low, high] = [Math.min(...counts), Math.max(...counts)];
	return low === high
		? WORDS.people(writeCount(low))
		: WORDS.peopleBetween(writeCount(low), writeCount(high));
}

function denominators(table: SafeTable): number[] {
	if (!isShare(table) || sharesDollars(table)) return [];
	return toldRows(table.rows).flatMap((row) =>
		row.denominator === null ? inTraining(row) : [row.denominator]
	);
}

/** The people at risk in the first month that each group shows. */
function startCounts(table: SafeTable): number[] {
	const first = new Map<string, SafeRow>();
	const columns = otherBreakdowns(table, 'time', 'state_name');
	for (const row of toldRows(table.rows)) {
		const group = columns.map((column) => String(row[column]));
		const known = first.get(group.join('|'));
		if (!known || Number(row.time) < Number(known.time)) first.set(group.join('|'), row);
	}
	return [...first.values()].flatMap((row) => (typeof row.at_risk === 'number' ? [row.at_risk] : []));
}

function filterWords(table: SafeTable): string {
	const named = Object.entries(table.where).filter(
		([column]) => !['quarter', 'start_quarter'].includes(column)
	);
	const words = named.map(([column, value]) => labelOf(table, column, value));
	return words.length ? WORDS.only(words.join(', ')) : '';
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function ended(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
