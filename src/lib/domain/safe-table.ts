import type { Calendar } from './calendar';
import type { MeasureUnit } from './measure';

export type CellStatus = 'shown' | 'withheld' | 'not_yet_observable' | 'no_data';

/** A breakdown value, a date or a number beside it. */
export type RowValue = string | number | null;

/**
 * One row as counted: breakdowns and extra columns by name, then the five numbers.
 * Rates and intervals are fractions of 1; counts stand in `value` and `numerator`.
 */
export interface CountedRow {
	[column: string]: RowValue;
	numerator: number | null;
	denominator: number | null;
	value: number | null;
	lower: number | null;
	upper: number | null;
}

/** In column `told` of a withheld row, all that is said of its number: of what share (in percent) of its total it is more. */
export function moreThan(share: number | undefined): string | null {
	return share === undefined ? null : `more than ${share === 50 ? 'half' : `${share}%`}`;
}

/** The same of what is left of the total. */
export function lessThanRest(share: number | undefined): string | null {
	return share === undefined ? null : `less than ${share === 50 ? 'half' : `${100 - share}%`}`;
}

/** A row after disclosure control. A withheld row has null numbers. */
export interface SafeRow extends CountedRow {
	status: CellStatus;
}

/** Everything a safe table says about itself, as `measure --json` prints it. */
export interface SafeTableHead {
	measure: string;
	question: string;
	definition: string;
	unit: MeasureUnit;
	by: string[];
	where: Record<string, string>;
	calendar: Calendar;
	state: number;
	/** Last day of the latest published period, `YYYY-MM-DD`. */
	as_of: string;
	threshold: number;
	/** Submission ids that the numbers rest on. */
	sources: string[];
	/** Sentences a reader must see beside the numbers: what is provisional, assumed or left out. */
	notes: string[];
	/** The measure's short name as a heading bears it. */
	title: string;
	/** Plain words for columns (`quarter` -> "Quarter") and, per column, for the codes that occur in it. */
	titles: Record<string, string>;
	labels: Record<string, Record<string, string>>;
}

declare const safe: unique symbol;

/** What a measure answers after disclosure control: the only thing a chart, page, file or API answer gets. */
export interface SafeTable extends SafeTableHead {
	readonly [safe]: true;
	readonly rows: readonly SafeRow[];
	readonly withheld: number;
}
