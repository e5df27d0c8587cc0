import { quarterIndex, type Partner, type Quarter, type SubmissionStatus } from '$lib/domain';

/** What the calendar of filing needs to know of a submission. */
export interface Filed {
	partner: string;
	period: Quarter | null;
	dataset: string | null;
	status: SubmissionStatus;
}

/** What one partner has filed for one quarter. */
export interface FilingCell {
	quarter: Quarter;
	published: number;
	waiting: number;
}

/** One partner's line of the calendar of filing. */
export interface FilingRow {
	partner: string;
	name: string;
	cells: FilingCell[];
}

const WAITING: SubmissionStatus[] = ['received', 'needs_answer', 'checked', 'checked_with_warnings'];

/** Who has filed: partner by quarter, with the number of exports published and waiting. */
export function filingGrid(
	partners: readonly Partner[],
	filed: readonly Filed[]
): { quarters: Quarter[]; rows: FilingRow[] } {
	const quarters = [...new Set(filed.flatMap(({ period }) => period ?? []))];
	quarters.sort((a, b) => quarterIndex(a) - quarterIndex(b));
	const rows = partners.map(({ partner, name }) => ({
		partner,
		name,
		cells: quarters.map((quarter) =>
			cellOf(
				quarter,
				filed.filter((file) => file.partner === partner)
			)
		)
	}));
	return { quarters, rows };
}

/** How many of the partners that ever published anything have published for a quarter. */
export function filedFor(quarter: Quarter, rows: FilingRow[]): { filed: number; all: number } {
	const ever = rows.filter(({ cells }) => cells.some(({ published }) => published > 0));
	const isThere = ({ cells }: FilingRow) =>
		cells.some((cell) => cell.quarter === quarter && cell.published > 0);
	return { filed: ever.filter(isThere).length, all: ever.length };
}

function cellOf(quarter: Quarter, filed: Filed[]): FilingCell {
	const here = filed.filter((file) => file.period === quarter);
	return {
		quarter,
		published: here.filter((file) => file.status === 'published').length,
		waiting: here.filter((file) => WAITING.includes(file.status)).length
	};
}
