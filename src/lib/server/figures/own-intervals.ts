import { WORDS } from './words';

/** A number beside the value, and the columns in which its 95% interval stands. */
export interface OwnInterval {
	id: string;
	of: string;
	lower: string;
	upper: string;
}

const LOWER = '_lower';

/** The intervals of numbers that stand beside the value: `stayed_lower` and `stayed_upper` are of `stayed_share`. */
export function ownIntervals(columns: readonly string[]): OwnInterval[] {
	const bases = columns.filter((id) => id.endsWith(LOWER)).map((id) => id.slice(0, -LOWER.length));
	return bases.flatMap((base) => {
		const of = [base, `${base}_share`, `${base}_difference`].find((id) => columns.includes(id));
		const upper = `${base}_upper`;
		if (of === undefined || !columns.includes(upper)) return [];
		return [{ id: `${base}_interval`, of, lower: base + LOWER, upper }];
	});
}

/** What the column of an interval is called, so that it is understood without the one before it. */
export function intervalHead(of: string): string {
	return `${of}: ${WORDS.columns.interval ?? ''}`;
}
