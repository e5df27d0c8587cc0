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

/** Ways of leaving that steps tell apart; everybody else is still there or no longer watched. */
const TOLD = ['completed', 'withdrew'];

/**
 * Steps in which those with and without a support may be compared. Who has it is settled when a step begins, so nobody
 * counts with it for time before they got it. A step stands between two months that both curves show, and only as long
 * as each of them shows the other's months, so that no month lies inside a step. Every count of a step, and of those
 * who got the support within it, is nobody or enough people. Strata are told where their own curve shows the same
 * months; those left over are enough people in each count as well, for they can be worked out.
 */
export function chooseSupportSteps(
	people: SupportPeople[],
	margins: Margins,
	threshold: number
): SupportSteps {
	const all = prefix(margins.received);
	const isOpen = (some: SupportPeople[]) => (from: number, to: number) =>
		countsOf(some, from, to).every((count) => isSayable(count, threshold));
	const ends = longest(all, isOpen(people));
	return { ends, strata: strataOf(people, margins, ends, isOpen) };
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
	ends: number[],
	isOpen: IsOpen
): SupportSteps['strata'] {
	const byStratum = Map.groupBy(people, ({ stratum }) => stratum);
	for (let length = ends.length; length > 0; length--) {
		const months = ends.slice(0, length);
		const shows = (own: number[]) =>
			own.filter((month) => month <= (months.at(-1) ?? 0)).join() === months.join();
		const isFine = (some: SupportPeople[]) =>
			months.every((month, at) => isOpen(some)(months[at - 1] ?? 0, month));
		const fits = [...byStratum].filter(([name, some]) => shows(strata[name] ?? []) && isFine(some));
		const names = fits.sort((a, b) => sizeOf(b[1]) - sizeOf(a[1])).map(([name]) => name);
		const rest = () => people.filter(({ stratum }) => !names.includes(stratum));
		while (names.length > 0 && !isFine(rest())) names.pop();
		if (names.length > 0 && shows(everybody)) return { ends: months, names };
	}
	return { ends: [], names: [] };
}

function sizeOf(some: SupportPeople[]): number {
	return some.reduce((sum, { people }) => sum + people, 0);
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

/** Whether people have the support when the month after this one begins. */
export function isWith({ entry }: Pick<SupportPeople, 'entry'>, month: number): boolean {
	return entry !== null && entry <= month;
}
