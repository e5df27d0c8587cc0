import { setImmediate as letOthers } from 'node:timers/promises';
import type { Earlier, ReleasedCell } from '$lib/server/disclosure';
import type { Warehouse } from '$lib/server/warehouse';
import type { KeptCurves } from './curves';
import { familySpec, type FamilySpec } from '../families';
import { releasedOf, type KeptContent } from './kept-family';
import { contentOf, otherStates, type KeptKey } from './kept-store';
import type { KeptSupport } from './supports';
import { leftOver } from './told-left';
import type { KeptStrata } from './strata';

/** What the other states of a family say: each different word about a cell, or what two of them leave over, once, the newest first. */
export interface ToldBefore {
	/** What was kept of a state whose counts had this print, if any. */
	contentOf(print: string): Promise<KeptContent | undefined>;
	/** The curves of every other state, the oldest first. */
	curves(): KeptCurves[];
	/** What every other state tells of those with and without each support. */
	supports(): KeptSupport[][];
	/** What is kept of every other state, where amounts of people must answer for one another. */
	amounts(): KeptContent[];
	/** What every other state told of groups within strata. */
	strata(): KeptStrata[][];
	/** What was said of each cell, the newest word first. */
	releases(): Earlier;
}

/** One family under one policy, read state by state; few cells change from one to the next. */
class Told implements ToldBefore {
	readonly states = new Set<number>();
	newest = 0;
	private latest: KeptContent | undefined;
	private readonly prints = new Map<string, number>();
	private unheard: KeptContent | undefined;
	private readonly said = new Map<string, ReleasedCell[]>();
	private readonly drawn: KeptCurves[] = [];
	private readonly supported: KeptSupport[][] = [];
	private readonly summed: KeptContent[] = [];
	private readonly compared: KeptStrata[][] = [];

	constructor(
		private readonly spec: FamilySpec,
		private readonly read: (state: number) => Promise<KeptContent>
	) {}

	/** Takes in a state that is newer than all before it. */
	add(state: number, content: KeptContent): void {
		this.hear();
		this.states.add(state);
		this.newest = state;
		this.prints.set(content.print, state);
		const isAsBefore = content === this.latest;
		this.latest = content;
		if (isAsBefore) return;
		if (content.curves.length > 0) this.drawn.push(content.curves);
		if (this.spec.amount) this.summed.push(content);
		if (content.supports) this.supported.push(content.supports);
		if (content.stratified) this.compared.push(content.stratified);
		this.unheard = content;
	}

	/** Takes in, cell by cell, what was added last: not before a family is protected anew, since most stay as they were. */
	private hear(): void {
		const content = this.unheard;
		if (!content) return;
		const cells = [...releasedOf(content, this.spec.variables), ...leftOver(content, this.spec)];
		this.unheard = undefined;
		for (const cell of cells) {
			const before = this.said.get(cell.key);
			if (!before) {
				this.said.set(cell.key, [cell]);
				continue;
			}
			const [latest] = before;
			if (latest && isSame(latest, cell)) continue;
			this.said.set(cell.key, [cell, ...before.filter((other) => !isSame(other, cell))]);
		}
	}

	async contentOf(print: string): Promise<KeptContent | undefined> {
		const state = this.prints.get(print);
		return state === undefined ? undefined : this.read(state);
	}

	curves(): KeptCurves[] {
		return this.drawn;
	}

	supports(): KeptSupport[][] {
		return this.supported;
	}

	amounts(): KeptContent[] {
		return this.summed;
	}

	strata(): KeptStrata[][] {
		return this.compared;
	}

	releases(): Earlier {
		this.hear();
		return this.said;
	}
}

function isSame(one: ReleasedCell, other: ReleasedCell): boolean {
	return (
		one.value === other.value &&
		one.hidden === other.hidden &&
		(one.above ?? 0) === (other.above ?? 0) &&
		(one.mayBeZero ?? false) === (other.mayBeZero ?? false) &&
		(one.isSolved ?? false) === (other.isSolved ?? false)
	);
}

const told = new WeakMap<Warehouse, Map<string, Told>>();

/** What all kept states of a family say but the one in `key`, which is not kept yet. Each is read once in a process. */
export async function toldBefore(w: Warehouse, key: KeptKey): Promise<ToldBefore> {
	const mine = told.get(w) ?? new Map<string, Told>();
	told.set(w, mine);
	const name = `${key.family}/${key.policy}`;
	const kept = await otherStates(w, key);
	const known = mine.get(name);
	const isGone = known !== undefined && [...known.states].some((state) => !kept.includes(state));
	const isLate = kept.some((state) => !known?.states.has(state) && state < (known?.newest ?? 0));
	const all =
		known && !isGone && !isLate
			? known
			: new Told(familySpec(key.family), (state) => readContent(w, { ...key, state }));
	for (const state of kept.filter((state) => !all.states.has(state)))
		all.add(state, await readContent(w, { ...key, state }));
	mine.set(name, all);
	return all;
}

/** Notes what was kept of a state just now, which the next one has to answer for. */
export function noteTold(w: Warehouse, { state, family, policy }: KeptKey, content: KeptContent): void {
	const known = told.get(w)?.get(`${family}/${policy}`);
	if (known && state > known.newest) known.add(state, content);
}

/** Takes in, cell by cell, what was kept last, as long as nobody waits for it. */
export async function hearTold(w: Warehouse): Promise<void> {
	for (const all of told.get(w)?.values() ?? []) {
		await letOthers();
		all.releases();
	}
}

async function readContent(w: Warehouse, key: KeptKey): Promise<KeptContent> {
	const content = await contentOf(w, key);
	if (!content) throw new Error(`The family ${key.family} of state ${key.state} is no longer kept.`);
	return content;
}
