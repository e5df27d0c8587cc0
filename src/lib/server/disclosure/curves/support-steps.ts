import { isSayable } from './curve';
import {
	agreesWithSteps,
	isWith,
	sizeOf,
	tablesOf,
	type SupportPeople,
	type SupportTable,
	type ToldSupport
} from './support-tables';

/** Months of curves that tell of the same people. */
export interface Margins {
	everybody: number[];
	/** Of those with the support, and of those without. */
	received: [number[], number[]];
	strata: Record<string, number[]>;
}

/** Which months end a step, and the strata in which steps may be told. */
export interface SupportSteps {
	ends: number[];
	strata: { ends: number[]; names: string[] };
}

/** From which size on counts are told, and what other states told of the same people. */
export interface Limits {
	threshold: number;
	told?: readonly ToldSupport[];
}

/** Ways of leaving that steps tell apart; everybody else is still there or no longer watched. */
const TOLD = ['completed', 'withdrew'];

/**
 * Steps in which those with and without a support may be compared. Who has it is settled when a step begins, so nobody
 * counts with it for time before they got it. A step stands between two months that both curves show, and only as long
 * as each of them shows the other's months, so that no month lies inside a step. Every count of a step, and of those
 * who got the support within it, is nobody or enough people. Strata are told where their own curve shows the same
 * months; those left over are enough people in each count as well, for they can be worked out. So is every change since
 * another state told of the same people.
 */
export function chooseSupportSteps(
	people: SupportPeople[],
	margins: Margins,
	{ threshold, told = [] }: Limits
): SupportSteps {
	const all = prefix(margins.received);
	const isOpen = (some: SupportPeople[]) => (from: number, to: number) =>
		countsOf(some, from, to).every((count) => isSayable(count, threshold));
	const open = longest(all, isOpen(people));
	const ends = agreeing(people, open, { threshold, told: told.map(({ tables }) => tables) });
	return { ends, strata: strataOf(people, margins, { ends, isOpen, threshold, told }) };
}

/** The months up to the first whose step does not agree with one that was told. */
function agreeing(
	people: SupportPeople[],
	ends: number[],
	{ threshold, told }: { threshold: number; told: SupportTable[][] }
): number[] {
	const isFine = (length: number) => {
		const now = tablesOf(people, ends.slice(0, length));
		return told.every((tables) => agreesWithSteps(now, tables, threshold));
	};
	const odd = ends.findIndex((_, at) => !isFine(at + 1));
	return odd < 0 ? ends : ends.slice(0, odd);
}

/** Months that both lists have, up to the first that only one has. */
function prefix([one, two]: [number[], number[]]): number[] {
	const union = [...new Set([...one, ...two])].sort((a, b) => a - b);
	const odd = union.findIndex((month) => !one.includes(month) || !two.includes(month));
	return odd < 0 ? union : union.slice(0, odd);
}

function longest(months: number[], isOpen: (from: number, to: number) => boolean): number[] {
	const shut = months.findIndex((month, at) => !isOpen(months[at - 1] ?? 0, month));
	return shut < 0 ? months : months.slice(0, shut);
}

type IsOpen = (some: SupportPeople[]) => (from: number, to: number) => boolean;

function strataOf(
	people: SupportPeople[],
	{ everybody, strata }: Margins,
	{ ends, isOpen, threshold, told }: Required<Limits> & { ends: number[]; isOpen: IsOpen }
): SupportSteps['strata'] {
	const byStratum = Map.groupBy(people, ({ stratum }) => stratum);
	for (let length = ends.length; length > 0; length--) {
		const months = ends.slice(0, length);
		const shows = (own: number[]) =>
			own.filter((month) => month <= (months.at(-1) ?? 0)).join() === months.join();
		const isFine = (some: SupportPeople[]) =>
			months.every((month, at) => isOpen(some)(months[at - 1] ?? 0, month));
		const agrees = (some: SupportPeople[], tables: SupportTable[][]) =>
			agreeing(some, months, { threshold, told: tables }).length === months.length;
		const fits = [...byStratum].filter(
			([name, some]) =>
				shows(strata[name] ?? []) &&
				isFine(some) &&
				agrees(
					some,
					told.map((state) => toldOf(state, name))
				)
		);
		const names = fits.sort((a, b) => sizeOf(b[1]) - sizeOf(a[1])).map(([name]) => name);
		const rest = () => people.filter(({ stratum }) => !names.includes(stratum));
		const isRestTold = (state: ToldSupport) => {
			const common = names.filter((name) => toldOf(state, name).length > 0);
			const others = people.filter(({ stratum }) => !common.includes(stratum));
			return agrees(others, [
				less(
					state.tables,
					common.map((name) => toldOf(state, name))
				)
			]);
		};
		while (names.length > 0 && !(isFine(rest()) && told.every(isRestTold))) names.pop();
		if (names.length > 0 && shows(everybody)) return { ends: months, names };
	}
	return { ends: [], names: [] };
}

/** Everything that a step tells, or that other steps and curves would tell of it. */
function countsOf(people: SupportPeople[], from: number, to: number): number[] {
	const watched = people.filter(({ month }) => month > from);
	const count = (fits: (one: SupportPeople) => boolean) => sizeOf(watched.filter(fits));
	const groups = [
		(one: SupportPeople) => isWith(one, from),
		(one: SupportPeople) => !isWith(one, from),
		(one: SupportPeople) => !isWith(one, from) && isWith(one, to)
	];
	return groups.flatMap((isIn) => [
		count(isIn),
		...TOLD.map((kind) => count((one) => isIn(one) && one.month <= to && one.kind === kind)),
		count((one) => isIn(one) && !(one.month <= to && TOLD.includes(one.kind)))
	]);
}

function toldOf({ strata }: ToldSupport, name: string): SupportTable[] {
	return strata.find(({ stratum }) => stratum === name)?.tables ?? [];
}

/** What steps tell of all others than some strata, as far as all of these are told. */
function less(tables: SupportTable[], strata: SupportTable[][]): SupportTable[] {
	return tables.flatMap((table) => {
		const own = strata.flatMap((some) => some.filter((one) => isSameStep(one, table)));
		if (own.length < strata.length) return [];
		const sum = (name: 'at_risk' | 'completed' | 'withdrew') => own.reduce((all, one) => all + one[name], 0);
		const [at_risk, completed, withdrew] = [sum('at_risk'), sum('completed'), sum('withdrew')];
		return {
			...table,
			at_risk: table.at_risk - at_risk,
			completed: table.completed - completed,
			withdrew: table.withdrew - withdrew
		};
	});
}

function isSameStep(one: SupportTable, other: SupportTable): boolean {
	return one.received === other.received && one.from === other.from && one.to === other.to;
}
