import { mayPay, type MatrixLine, type OfferingStatus } from './matrix';
import { cellsOn, type MatrixCell } from './matrix-cells';

/** What partners say on one day otherwise than on another; each set and map by the cell's place. */
export interface DayChange {
	/** The partner paid then and does not any more. */
	gone: Set<string>;
	/** It pays now and did not then. */
	begun: Set<string>;
	/** It pays on both days, on one of them with conditions: what it said then. */
	terms: Map<string, OfferingStatus>;
	/** It said something else then, and says nothing any more: what it said. */
	lapsed: Map<string, OfferingStatus>;
}

interface Days {
	from: string;
	to: string;
	/** The populations that are looked at. */
	among: readonly string[];
}

/** What the cells of one day say otherwise than those of another. */
export function compareDays(lines: readonly MatrixLine[], { from, to, among }: Days): DayChange {
	const [then, now] = [cellsAmong(lines, from, among), cellsAmong(lines, to, among)];
	const change: DayChange = { gone: new Set(), begun: new Set(), terms: new Map(), lapsed: new Map() };
	for (const [key, { status }] of then) {
		const after = now.get(key)?.status;
		if (mayPay(status) && !(after && mayPay(after))) change.gone.add(key);
		else if (mayPay(status) && after !== status) change.terms.set(key, status);
		else if (!after) change.lapsed.set(key, status);
	}
	for (const [key, { status }] of now) {
		const before = then.get(key)?.status;
		if (mayPay(status) && !(before && mayPay(before))) change.begun.add(key);
	}
	return change;
}

function cellsAmong(
	lines: readonly MatrixLine[],
	day: string,
	among: readonly string[]
): Map<string, MatrixCell> {
	return new Map([...cellsOn(lines, day)].filter(([, { population }]) => among.includes(population)));
}

/** A service for a population, whoever pays. */
export interface Support {
	service: string;
	population: string;
}

/** A support as one text; no two have the same. */
export function supportKey({ service, population }: Support): string {
	return `${service} ${population}`;
}

/** Whether a partner stopped paying for a support. */
export function isGone({ gone }: DayChange, support: Support): boolean {
	return [...gone].some((place) => place.startsWith(`${supportKey(support)} `));
}

/** How many partners pay for each support on a day; none where nobody does. */
export function payersOn(lines: readonly MatrixLine[], day: string): Map<string, number> {
	const payers = new Map<string, number>();
	for (const cell of cellsOn(lines, day).values())
		if (mayPay(cell.status)) payers.set(supportKey(cell), (payers.get(supportKey(cell)) ?? 0) + 1);
	return payers;
}

/** The supports that nobody pays on the one day: those somebody paid on the other, and those nobody pays on either. */
export function unpaidOn(
	lines: readonly MatrixLine[],
	{ from, to, among, services }: Days & { services: readonly string[] }
): { lost: Support[]; never: Support[] } {
	const [then, now] = [payersOn(lines, from), payersOn(lines, to)];
	const unpaid = services
		.flatMap((service) => among.map((population) => ({ service, population })))
		.filter((support) => !now.has(supportKey(support)));
	return {
		lost: unpaid.filter((support) => then.has(supportKey(support))),
		never: unpaid.filter((support) => !then.has(supportKey(support)))
	};
}
