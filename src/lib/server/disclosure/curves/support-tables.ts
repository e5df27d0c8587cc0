import { isSayable } from './curve';

/** People of one kind: when they got a support, when and why their training ended, and their stratum. */
export interface SupportPeople {
	stratum: string;
	/** Month in which they got it; 0 is the start or before, null never while in training. */
	entry: number | null;
	/** Month in which they left or were last seen, and why. */
	month: number;
	kind: string;
	people: number;
}

/** Those with or without a support when a step began, and who of them completed or withdrew within it. */
export interface SupportTable {
	received: 'yes' | 'no';
	from: number;
	to: number;
	at_risk: number;
	completed: number;
	withdrew: number;
}

/** What is told of a support: step by step for everybody, and within strata. */
export interface ToldSupport {
	tables: SupportTable[];
	strata: StratumTables[];
}

/** The steps of one stratum: a program, or those inside or outside a population. */
export interface StratumTables {
	stratum: string;
	tables: SupportTable[];
}

/** Lays people out in steps that end in these months. */
export function tablesOf(people: SupportPeople[], ends: number[]): SupportTable[] {
	return ends.flatMap((to, at) => {
		const from = ends[at - 1] ?? 0;
		const watched = people.filter(({ month }) => month > from);
		return (['yes', 'no'] as const).map((received): SupportTable => {
			const own = watched.filter((one) => isWith(one, from) === (received === 'yes'));
			const count = (kind: string) => sizeOf(own.filter((one) => one.month <= to && one.kind === kind));
			return {
				received,
				from,
				to,
				at_risk: sizeOf(own),
				completed: count('completed'),
				withdrew: count('withdrew')
			};
		});
	});
}

/** How many people these are. */
export function sizeOf(some: SupportPeople[]): number {
	return some.reduce((sum, { people }) => sum + people, 0);
}

/** Whether people have the support when the month after this one begins. */
export function isWith({ entry }: Pick<SupportPeople, 'entry'>, month: number): boolean {
	return entry !== null && entry <= month;
}

/**
 * Whether the last of these steps may be told where another state told steps of the same people: every count, less what
 * was told of it, is nobody or enough people, and so are those who got the support or were watched no longer between two
 * steps. A step that begins or ends within one that was told may not: what lies between could be worked out.
 */
export function agreesWithSteps(now: SupportTable[], told: SupportTable[], threshold: number): boolean {
	const last = now.at(-1);
	if (!last) return true;
	const others = told.filter(({ from, to }) => from < last.to && last.from < to);
	if (others.length === 0) return true;
	if (others.some(({ from, to }) => from !== last.from || to !== last.to)) return false;
	const [are, were] = [now, told].map((tables) => countsUpTo(tables, last));
	return (are ?? []).every((count, at) => isSayable(Math.abs(count - (were?.[at] ?? 0)), threshold));
}

/** The counts of a step, of those with, those without and all of them, and who left it or came to it from the one before. */
function countsUpTo(tables: SupportTable[], { from, to }: SupportTable): number[] {
	const own = stepOf(tables, (table) => table.from === from && table.to === to);
	const before = stepOf(tables, (table) => table.to === from);
	return own.flatMap(({ at_risk, completed, withdrew, rest }, at) => [
		at_risk,
		completed,
		withdrew,
		rest,
		before.length > 0 ? (before[at]?.rest ?? 0) - at_risk : 0
	]);
}

function stepOf(tables: SupportTable[], isMeant: (table: SupportTable) => boolean) {
	const step = tables.filter(isMeant);
	if (step.length === 0) return [];
	const groups = [
		step.filter(({ received }) => received === 'yes'),
		step.filter(({ received }) => received === 'no'),
		step
	];
	return groups.map((some) => {
		const sum = (name: 'at_risk' | 'completed' | 'withdrew') =>
			some.reduce((all, table) => all + table[name], 0);
		const [at_risk, completed, withdrew] = [sum('at_risk'), sum('completed'), sum('withdrew')];
		return { at_risk, completed, withdrew, rest: at_risk - completed - withdrew };
	});
}
