import {
	countingSql,
	placeKey,
	spreadColumns,
	TALLIED,
	type Grouping,
	type PersonGrouping,
	type Tally
} from '../families';
import { carrySpread } from './carried-spread';
import { numbersOf, placeOf, type AskRows, type GroupedRow, type Tallies } from './grouped-rows';
import { among, martsIn } from './mart-names';
import type { Change } from './patch-marts';

/** Groups by place, and as the list that is handed out: the same list as long as none of them is another one. */
interface Known {
	state: number;
	tallies: Tallies;
	list: Tally[];
}

/**
 * What was counted of the marts that stand, before it is protected: in memory only. When these become the marts of
 * another state, a count becomes what it was, less what the changed people were in it, and with what they are.
 */
export class CarriedCounts {
	private readonly counted = new Map<string, Known>();
	private readonly running = new Map<string, Promise<Tallies>>();
	private readonly asked = new Map<string, { state: number; rows: GroupedRow[] }>();

	/** Every group of a grouping in the state whose marts stand; `change` is what made them of an earlier state's. */
	async tallies(
		grouping: Grouping | PersonGrouping,
		{ state, change, ask }: { state: number; change: Change | null; ask: AskRows }
	): Promise<Tally[]> {
		const sql = countingSql(grouping, { withSpread: true });
		const known = this.counted.get(sql);
		if (known?.state === state) return known.list;
		const name = `${state} ${sql}`;
		const work = this.running.get(name) ?? this.count(grouping, known, { state, change, ask });
		this.running.set(name, work);
		try {
			const tallies = await work;
			const last = this.counted.get(sql);
			const list = tallies === last?.tallies ? last.list : inPlaceOrder(tallies);
			this.counted.set(sql, { state, tallies, list });
			return list;
		} finally {
			this.running.delete(name);
		}
	}

	/** Whoever asks for the same meanwhile waits for the same count. */
	private async count(
		grouping: Grouping | PersonGrouping,
		known: Known | undefined,
		{ change, ask }: { state: number; change: Change | null; ask: AskRows }
	): Promise<Tallies> {
		if (known !== undefined && known.state === change?.from)
			return carry(grouping, known.tallies, { change, ask });
		return talliesOf(await ask(countingSql(grouping, { withSpread: true })), grouping);
	}

	/** Rows of a statement in the state whose marts stand: as they were, unless a mart of persons that it names changed. */
	async rows(
		sql: string,
		{ state, change, ask }: { state: number; change: Change | null; ask: AskRows }
	): Promise<GroupedRow[]> {
		const known = this.asked.get(sql);
		const isSame =
			known?.state === state ||
			(known !== undefined &&
				known.state === change?.from &&
				!martsIn(sql).some((name) => change.marts.includes(name)));
		const rows = isSame ? known.rows : await ask(sql);
		this.asked.set(sql, { state, rows });
		return rows;
	}

	/** Forgets everything, because the marts were made anew. */
	forget(): void {
		this.counted.clear();
		this.asked.clear();
	}
}

async function carry(
	grouping: Grouping | PersonGrouping,
	before: Tallies,
	{ change, ask }: { change: Change; ask: AskRows }
): Promise<Tallies> {
	if (!martsIn(grouping.from).some((name) => change.marts.includes(name))) return before;
	const rows = await ask(countingSql(onBothSides(grouping), { withSpread: false }));
	const [were, are] = SIDES.map((side) =>
		talliesOf(
			rows.filter((row) => row.side === side),
			grouping
		)
	);
	if (!('spread' in grouping) && isEqual(were, are)) return before;
	const carried = new Map(before);
	for (const [key, tally] of were ?? []) add(carried, key, tally, -1);
	for (const [key, tally] of are ?? []) add(carried, key, tally, 1);
	for (const [key, { at, tallied }] of carried)
		if (tallied === 0 && Object.keys(at).length > 0) carried.delete(key);
	if ('spread' in grouping) await carrySpread(grouping, { before, carried }, ask);
	return carried;
}

const SIDES = ['former', 'changed'] as const;

/** The people who changed as they were and as they are, in one statement: to plan it takes longer than to count them. */
function onBothSides<Some extends Grouping | PersonGrouping>(grouping: Some): Some {
	const rows = SIDES.map((side) => `SELECT *, '${side}' AS side FROM ${among(side, grouping.from)}`);
	const grain = 'grain' in grouping && grouping.grain ? { grain: [...grouping.grain, 'side'] } : {};
	return {
		...grouping,
		...grain,
		from: `(${rows.join(' UNION ALL BY NAME ')})`,
		sets: grouping.sets.map((set) => [...set, 'side'])
	};
}

/** Whether the people who changed come to the same in every group. */
function isEqual(were: Tallies | undefined, are: Tallies | undefined): boolean {
	const inWords = (tallies: Tallies | undefined) =>
		[...(tallies ?? [])].map(([key, { tallied, numbers }]) => JSON.stringify([key, tallied, numbers])).sort();
	return inWords(were).join() === inWords(are).join();
}

function add(tallies: Tallies, key: string, { at, tallied, numbers }: Tally, sign: 1 | -1): void {
	const known = tallies.get(key) ?? { at, tallied: 0, numbers: {}, spread: {} };
	const names = Object.keys(numbers);
	const sums = names.map((name) => [name, (known.numbers[name] ?? 0) + sign * (numbers[name] ?? 0)] as const);
	const sum = { ...known, tallied: known.tallied + sign * tallied, numbers: Object.fromEntries(sums) };
	if (sum.tallied < 0 || sums.some(([, count]) => count < 0))
		throw new Error(`More people left ${key} than were counted in it`);
	tallies.set(key, sum);
}

/** In one order, however they were counted: which of two equal counts is withheld must not hang on the order in which the database finds them. */
function inPlaceOrder(tallies: Tallies): Tally[] {
	return [...tallies].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tally]) => tally);
}

function talliesOf(rows: GroupedRow[], grouping: Grouping | PersonGrouping): Tallies {
	const { counts, sums } = grouping;
	const spread = 'spread' in grouping ? spreadColumns(grouping.spread) : {};
	const tallies = rows.map((row): [string, Tally] => {
		const at = placeOf(row, grouping);
		const numbers = numbersOf(row, { ...counts, ...sums });
		return [placeKey(at), { at, tallied: Number(row[TALLIED]), numbers, spread: numbersOf(row, spread) }];
	});
	return new Map(tallies);
}
