/** What a line of the service matrix says, from the strongest to the weakest. Unknown is not cannot. */
export const OFFERING_STATUSES = [
	'pays',
	'pays_with_conditions',
	'refers_only',
	'unknown',
	'cannot_pay'
] as const;

export type OfferingStatus = (typeof OFFERING_STATUSES)[number];

/** The populations that a line for anyone is open to, those of no named population included. */
export const MATRIX_POPULATIONS = ['tanf', 'low_income', 'refugee', 'none'] as const;

/** What a line of the matrix says, as its partner filed it. Days are ISO. */
export interface Offering {
	offering_id: string;
	offering_partner: string;
	award_id: string | null;
	service: string;
	population: string;
	status: OfferingStatus;
	condition: string | null;
	needs_approval: boolean | null;
	cap_usd: number | null;
	cap_period: string | null;
	/** People it can carry in a quarter; null is not limited. */
	capacity_per_quarter: number | null;
	unit_cost_usd: number | null;
	wait_days: number | null;
	authority: string | null;
	from_date: string;
	to_date: string | null;
	verified_date: string | null;
}

/** A line of the matrix with who filed it, in which submission, and the award that it hangs on. */
export interface MatrixLine extends Offering {
	/** The partner that filed it; the offering is known by this and its id. */
	partner: string;
	period: string;
	submission_id: string;
	/** The line of the file as sent. */
	source_row: number;
	/** Null when it names no award, or one that nobody has filed. */
	award: { name: string; start_date: string; end_date: string } | null;
}

/** How a line may stand on a day. */
export const LINE_STANDINGS = ['to_come', 'live', 'ended'] as const;

/** How a line stands on a day. */
export type LineStanding = (typeof LINE_STANDINGS)[number];

/** A line is live on the days that its own dates and its award's dates both include. */
export function lineOn(line: Pick<MatrixLine, 'from_date' | 'to_date' | 'award'>, day: string): LineStanding {
	const last = lastsUntil(line);
	if (last !== null && last < day) return 'ended';
	return firstDayOf(line) > day ? 'to_come' : 'live';
}

/** The first day of a line: its own, or its award's when that begins later. */
export function firstDayOf({ from_date, award }: Pick<MatrixLine, 'from_date' | 'award'>): string {
	return award && award.start_date > from_date ? award.start_date : from_date;
}

/** The day until which a line really lasts: its own last day or its award's, whichever is earlier; null has no end. */
export function lastsUntil({ to_date, award }: Pick<MatrixLine, 'to_date' | 'award'>): string | null {
	if (award === null) return to_date;
	return to_date === null || award.end_date < to_date ? award.end_date : to_date;
}

/** Whether nobody confirmed a line in the year before a day. Of a day to come the year before today is asked. */
export function isStale(
	{ verified_date }: Pick<Offering, 'verified_date'>,
	{ day, today }: { day: string; today: string }
): boolean {
	return verified_date === null || verified_date < yearBefore(day < today ? day : today);
}

function yearBefore(day: string): string {
	const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
	return before.endsWith('-02-29') ? `${before.slice(0, 5)}02-28` : before;
}

/** Whether a line that says this may be paid from. */
export function mayPay(status: OfferingStatus): boolean {
	return status === 'pays' || status === 'pays_with_conditions';
}

/** The populations that a line is open to. */
export function populationsOf({ population }: Pick<Offering, 'population'>): readonly string[] {
	return population === 'any' ? MATRIX_POPULATIONS : [population];
}
