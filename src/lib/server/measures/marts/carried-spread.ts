import { setImmediate as letOthers } from 'node:timers/promises';
import { quarterIndex, type Quarter } from '$lib/domain';
import {
	besides,
	MARGIN,
	movedSql,
	placeKey,
	spreadColumns,
	spreadSql,
	type PersonGrouping,
	type Tally
} from '../families';
import { numbersOf, placeOf, type AskRows, type GroupedRow, type Tallies } from './grouped-rows';
import { among } from './mart-names';

/** From so many persons on, the quantiles beside one surely hold between them the two that it lies between. */
const ENOUGH = 2 / MARGIN + 1;

/** What is kept of a person at a place, before and after; null where the person does not stand there. */
interface Move {
	before: number | null;
	after: number | null;
}

/** Asks again how what is kept spreads over persons, at those of the carried places where that may have changed. */
export async function carrySpread(
	grouping: PersonGrouping,
	{ before, carried }: { before: Tallies; carried: Tallies },
	ask: AskRows
): Promise<void> {
	const { from, sets } = grouping;
	const rows = await ask(movedSql(grouping, among('former', from), among('changed', from)));
	const moves = await byPlace(rows, grouping);
	const again = [...moves].flatMap(([key, some]) => {
		const tally = carried.get(key);
		const same = tally?.tallied === before.get(key)?.tallied;
		return tally && !(same && staysBetween(grouping, tally, some as unknown as Move[])) ? [tally.at] : [];
	});
	const bySet = Map.groupBy(again, (at) => setKey(Object.keys(at)));
	const asked = sets.map(async (set) => {
		const places = bySet.get(setKey(set)) ?? [];
		return places.length > 0 ? ask(spreadSql(grouping, set), valuesOf(set, places)) : [];
	});
	for (const row of (await Promise.all(asked)).flat()) {
		const key = placeKey(placeOf(row, grouping));
		const tally = carried.get(key);
		const spread = numbersOf(row, spreadColumns(grouping.spread));
		if (tally) carried.set(key, { ...tally, spread });
	}
}

/** Rows that are put in their places before whoever waits for an answer has a turn: some ten milliseconds. */
const ROWS_AT_ONCE = 4096;

async function byPlace(rows: GroupedRow[], grouping: PersonGrouping): Promise<Map<string, GroupedRow[]>> {
	const places = new Map<string, GroupedRow[]>();
	for (const [at, row] of rows.entries()) {
		const key = placeKey(placeOf(row, grouping));
		const there = places.get(key);
		if (there) there.push(row);
		else places.set(key, [row]);
		if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await letOthers();
	}
	return places;
}

/**
 * Whether every quantile surely stays, among as many persons as before: nobody's number was or is between the
 * quantiles beside it, and as many as before lie below them.
 */
function staysBetween({ spread }: PersonGrouping, tally: Tally, moves: Move[]): boolean {
	if (tally.tallied < ENOUGH) return false;
	return Object.keys(spread?.shares ?? {}).every((name) => {
		const { from, to } = besides(name);
		const [low, high] = [tally.spread[from], tally.spread[to]];
		if (low === undefined || high === undefined) return false;
		const numbers = moves.flatMap(({ before, after }) => [before, after]).filter((one) => one !== null);
		const below = (side: keyof Move) =>
			moves.filter((move) => move[side] !== null && move[side] < low).length;
		return !numbers.some((one) => one >= low && one <= high) && below('before') === below('after');
	});
}

function setKey(names: string[]): string {
	return [...names].sort().join();
}

function valuesOf(set: string[], places: Record<string, string>[]): string[][] {
	return set.map((name) =>
		places.map((at) => (name === 'quarter' ? String(quarterIndex(at[name] as Quarter)) : (at[name] ?? '')))
	);
}
