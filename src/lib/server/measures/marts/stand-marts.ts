import { countRemovals, type Warehouse } from '$lib/server/warehouse';
import type { AskMarts } from '../families';
import { buildMarts } from './build-marts';
import { CarriedCounts } from './carried-counts';
import { frameOf } from './changed-people';
import { CountedWholes } from './counted-wholes';
import type { AskRows } from './grouped-rows';
import { patchMarts, type Change } from './patch-marts';

/** The marts that stand, and what was counted of them. */
interface Standing {
	state: number;
	frame: string;
	/** What made them of another state's marts; null where they were made anew. */
	change: Change | null;
	/** How many removals there were: rows that are gone cannot be compared any more. */
	removals: number;
	/** Whether they were pressed together since they were made. */
	isPressed: boolean;
	/** People whose rows were replaced since the marts were made. */
	replaced: number;
}

/** What is remembered as long as marts stand or are carried on. */
interface Counted {
	counts: CarriedCounts;
	wholes: CountedWholes;
}

/** Deleted rows leave holes; once as many rows of people were replaced as this, marts are made anew. */
const MOST_REPLACED = 100_000;

const standing = new WeakMap<Warehouse, Standing>();
const counted = new WeakMap<Warehouse, Counted>();
const turns = new WeakMap<Warehouse, Promise<unknown>>();
const asking = new WeakMap<Warehouse, Set<Promise<unknown>>>();

/**
 * Asks the marts of one state, made for it unless they stand already. Making waits until nobody asks any more. Counts
 * of few people are asked for side by side; those of everybody one after another, since each takes much memory.
 */
export async function withMarts<T>(
	w: Warehouse,
	state: number,
	work: (ask: AskMarts) => Promise<T>
): Promise<T> {
	const before = turns.get(w) ?? Promise.resolve();
	const turn = before.then(async () => {
		const { change } = await standFor(w, state);
		const answer = work(askingOf(w, state, change));
		noteAsking(w, answer);
		if (!change) await answer.catch(() => undefined);
		return { answer };
	});
	turns.set(
		w,
		turn.catch(() => undefined)
	);
	return (await turn).answer;
}

function askingOf(w: Warehouse, state: number, change: Change | null): AskMarts {
	const ask: AskRows = (sql, params = []) => w.read(sql, params, state);
	const { counts, wholes } = countedOf(w);
	const own: Omit<AskMarts, 'whole'> = {
		rows: (sql) => w.read(sql, [], state),
		tallies: (grouping) => counts.tallies(grouping, { state, change, ask }),
		unlessChanged: <Row>(sql: string) => counts.rows(sql, { state, change, ask }) as unknown as Promise<Row[]>
	};
	return { ...own, whole: (name, work) => wholes.whole(name, own, work) };
}

function noteAsking(w: Warehouse, answer: Promise<unknown>): void {
	const all = asking.get(w) ?? new Set();
	asking.set(w, all);
	all.add(answer);
	const done = () => all.delete(answer);
	answer.then(done, done);
}

/**
 * Presses the marts that stand together, which leaves a fifth of their size and takes a second for a region: for a server
 * that will go on. It waits until nobody asks them, and whoever wants to ask waits for it.
 */
export async function pressMarts(w: Warehouse): Promise<void> {
	const before = turns.get(w) ?? Promise.resolve();
	const turn = before.then(async () => {
		await Promise.allSettled(asking.get(w) ?? []);
		const known = standing.get(w);
		if (!known || known.isPressed) return;
		await w.read('CHECKPOINT mart');
		known.isPressed = true;
	});
	turns.set(
		w,
		turn.catch(() => undefined)
	);
	return turn;
}

/** What made the marts that stand of those of an earlier state; null where they were made anew. */
export function lastChange(w: Warehouse): Change | null {
	return standing.get(w)?.change ?? null;
}

async function standFor(w: Warehouse, state: number): Promise<Standing> {
	const known = standing.get(w);
	if (known?.state === state) return known;
	await Promise.allSettled(asking.get(w) ?? []);
	standing.delete(w);
	const made = await makeFor(w, state, known);
	if (!made.change) forgetCounted(w);
	standing.set(w, made);
	return made;
}

async function makeFor(w: Warehouse, state: number, known: Standing | undefined): Promise<Standing> {
	const frame = await frameOf(w, state);
	const removals = await countRemovals(w);
	const isWhole = known?.removals === removals;
	const mayPatch = known?.frame === frame && isWhole && known.replaced < MOST_REPLACED;
	const change = mayPatch ? await w.transaction((tx) => patchMarts(tx, known.state, state)) : null;
	const now = { state, frame, removals };
	if (change)
		return {
			...now,
			change,
			isPressed: known?.isPressed ?? false,
			replaced: (known?.replaced ?? 0) + change.people
		};
	await w.transaction((tx) => buildMarts(tx, state));
	return { ...now, change: null, isPressed: false, replaced: 0 };
}

function countedOf(w: Warehouse): Counted {
	const known = counted.get(w) ?? { counts: new CarriedCounts(), wholes: new CountedWholes() };
	counted.set(w, known);
	return known;
}

function forgetCounted(w: Warehouse): void {
	const { counts, wholes } = countedOf(w);
	counts.forget();
	wholes.forget();
}

/** Forgets the marts and counts that stand, so that the next ones are made anew. */
export function forgetMarts(w: Warehouse): void {
	standing.delete(w);
	forgetCounted(w);
}
