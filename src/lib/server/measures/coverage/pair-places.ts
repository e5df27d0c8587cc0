import { addQuarters, type Quarter } from '$lib/domain';
import type { MatrixLine } from '../counting/read-public';
import type { Ask } from '../measure';
import { AHEAD } from '../resolve-question';

/** What the service matrix says of a service in a quarter, for one population or for all of them. */
export interface Supply {
	/** The best that a live line says; `none` where no line is live. */
	nominal: string;
	/** People that the live paying lines can carry in the quarter; null is not limited. */
	places: number | null;
}

/** From a line that pays to one that cannot; that nobody has said whether it may comes before a plain no. */
const BEST_FIRST = ['pays', 'pays_with_conditions', 'unknown', 'refers_only', 'cannot_pay'];

/** What some live lines of one service and quarter say together; a line for anyone counts once. */
export function supplyOf(lines: readonly MatrixLine[]): Supply {
	const paying = [
		...new Map(lines.filter((line) => line.may_pay).map((line) => [line.offering, line])).values()
	];
	const nominal = BEST_FIRST.find((status) => lines.some((line) => line.status === status)) ?? 'none';
	const isLimited = paying.every((line) => line.capacity !== null);
	const places = isLimited ? paying.reduce((sum, line) => sum + Number(line.capacity), 0) : null;
	return { nominal, places };
}

/** The quarters that a question about the matrix is about: the one it names, those of its range, else all published ones. */
export function quartersAsked({ where, range, facts }: Ask): Quarter[] {
	if (where.quarter) return [where.quarter];
	if (!range) return facts.quarters;
	const last = facts.quarters.at(-1) ?? range.from;
	const ahead = Array.from({ length: AHEAD }, (_, step) => addQuarters(last, step + 1));
	return [...facts.quarters, ...ahead].filter((quarter) => quarter >= range.from && quarter <= range.to);
}

/** The quarter whose people stand for the need of a quarter: itself, or the latest published one for a quarter to come. */
export function quarterOfNeed(quarter: Quarter, { facts }: Ask): Quarter {
	const last = facts.quarters.at(-1) ?? quarter;
	return quarter > last ? last : quarter;
}

/** Said where a quarter is to come. */
export function aheadNotes(quarters: Quarter[], { facts }: Ask): string[] {
	const last = facts.quarters.at(-1) ?? '';
	if (!quarters.some((quarter) => quarter > last)) return [];
	return [
		'A quarter to come is judged by the matrix and the awards as they are filed today, and by the need of the latest published quarter.'
	];
}
