import { codeList } from '$lib/catalog';
import {
	quarterLabel,
	writeCell,
	writeDay,
	writeDollars,
	writePercent,
	writePoints,
	writeCount,
	type SafeRow,
	type SafeTable
} from '$lib/domain';
import { nominalWords } from '$lib/ui/kind-words';
import { CELL_WORDS } from '$lib/ui/words/coverage-cell';

/** A live line of the matrix in words; `mayPay` tells payers from the rest. */
export interface LineWords {
	mayPay: boolean;
	/** Partner, award, what it says, condition, places, cost, waiting, last verified. */
	cells: string[];
}

/** The live lines of a pair in words. */
export function lineWords(table: SafeTable | null): LineWords[] {
	return (table?.rows ?? []).map((row) => ({
		mayPay: mayPay(row),
		cells: lineCells(row, table?.labels ?? {})
	}));
}

function lineCells(row: SafeRow, labels: SafeTable['labels']): string[] {
	const { partner, award, condition, places, wait_days, verified_date } = row;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return [
		labels.partner?.[text(partner)] ?? text(partner),
		award === null ? CELL_WORDS.may.own : (labels.award?.[text(award)] ?? text(award)),
		nominalWords(text(row.says)),
		text(condition),
		mayPay(row) ? placesOf(places) : '',
		row.value === null ? '' : writeDollars(row.value),
		typeof wait_days === 'number' ? CELL_WORDS.may.days(wait_days) : '',
		verified_date ? writeDay(text(verified_date)) : ''
	];
}

function mayPay({ says }: SafeRow): boolean {
	return says === 'pays' || says === 'pays_with_conditions';
}

function placesOf(places: unknown): string {
	return typeof places === 'number' ? writeCount(places) : CELL_WORDS.notLimited;
}

/** A reason why people went without: how many, what it means, what the group can do. */
export interface ReasonWords {
	reason: string;
	label: string;
	people: string;
	means: string;
	move: string;
}

/** The four reasons of a pair in words. */
export function reasonWords(table: SafeTable | null): ReasonWords[] {
	return (table?.rows ?? []).map((row) => {
		const code = codeList('gap_reason').codes.find((candidate) => candidate.code === row.reason);
		const [means = '', move = ''] = (code?.description ?? '').split(': ');
		return {
			reason: String(row.reason),
			label: code?.label ?? String(row.reason),
			people: writeCell(row, 'people'),
			means,
			move: `${move.charAt(0).toUpperCase()}${move.slice(1)}`
		};
	});
}

/** What changed since an earlier quarter, in words. */
export interface ChangeWords {
	title: string;
	points: string;
	beside: string[];
}

/** The difference of two quarters in words; only where both may be shown. */
export function changeWords(table: SafeTable | null): ChangeWords | null {
	const [row] = table?.rows ?? [];
	if (!table || !row) return null;
	const title = CELL_WORDS.change.title(quarterLabel(String(row.since), table.calendar));
	const before = row.before_share;
	if (row.value === null || typeof before !== 'number')
		return { title, points: writeCell(row, 'points'), beside: [] };
	const interval =
		row.lower === null || row.upper === null
			? []
			: [CELL_WORDS.change.interval(writePoints(row.lower), writePoints(row.upper))];
	const was = CELL_WORDS.change.was(writePercent(before), writePercent(before + row.value));
	return { title, points: writePoints(row.value), beside: [was, ...interval] };
}
