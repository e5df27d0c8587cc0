import { existsSync } from 'node:fs';
import { dayOf, keptUntil, quarterOf, type Agreement, type Quarter } from '$lib/domain';
import { agreements } from '$lib/server/agreements';
import { countIdentifiers } from '$lib/server/people';
import { listSubmissions, stagedCounts, type SubmissionRecord, type Warehouse } from '$lib/server/warehouse';
import { keptPath } from '../door/kept-file';

/** What is past its retention of one partner's files for one quarter. */
export interface RetentionLine {
	partner: string;
	period: Quarter;
	submissions: number;
	rows: number;
	identifiers: number;
	originals: number;
}

/** What is past its retention: in counts, and by submission. */
export interface RetentionPlan {
	lines: RetentionLine[];
	rows: string[];
	identifiers: string[];
	/** Kept files, with the submissions that are of them. */
	originals: { path: string; submissions: string[] }[];
}

interface Due {
	record: SubmissionRecord;
	period: Quarter;
	rows: number;
	identifiers: number;
	/** Whether the time of its identifiers is over, and so that of its original. */
	isOver: boolean;
}

/**
 * What the agreements say is past its time and is still there: identifiers, rows, and originals, which go with the
 * identifiers of all submissions that are of them. Months are counted from the end of the quarter that a file was
 * filed for, or received in while its quarter is not known. Changes nothing.
 */
export async function planRetention(w: Warehouse, now: Date): Promise<RetentionPlan> {
	const [staged, identifiers] = [await stagedCounts(w), await countIdentifiers(w)];
	const records = await listSubmissions(w);
	const today = dayOf(now);
	const agreed = new Map(agreements(w.home).map(({ partner, agreement }) => [partner, agreement]));
	const due = records.map((record): Due => {
		const period = record.period || quarterOf(record.received_at);
		const over = overOf(agreed.get(record.partner) ?? null, period, today);
		return {
			record,
			period,
			rows: over.rows ? (staged.get(record.submission_id) ?? 0) : 0,
			identifiers: over.identifiers ? (identifiers.get(record.submission_id) ?? 0) : 0,
			isOver: over.identifiers
		};
	});
	const originals = originalsOf(w.home, due);
	return {
		lines: linesOf(due, originals),
		rows: due.filter(({ rows }) => rows > 0).map(idOf),
		identifiers: due.filter(({ identifiers }) => identifiers > 0).map(idOf),
		originals: [...originals].map(([path, some]) => ({ path, submissions: some.map(idOf) }))
	};
}

/** Whose time is over on a day. Identifiers never stay longer than rows. */
function overOf(
	agreement: Agreement | null,
	period: Quarter,
	today: string
): { identifiers: boolean; rows: boolean } {
	const isOver = (months: number | null) => months !== null && keptUntil(period, months) < today;
	const { identifiers = null, rows = null } = agreement?.retention ?? {};
	return { identifiers: isOver(identifiers) || isOver(rows), rows: isOver(rows) };
}

/** Kept files that nobody may keep any more, with what is of them. */
function originalsOf(home: string, due: Due[]): Map<string, Due[]> {
	const byPath = Map.groupBy(due, ({ record }) => keptPath(home, record));
	return new Map(
		[...byPath].filter(([path, some]) => some.every(({ isOver }) => isOver) && existsSync(path))
	);
}

function linesOf(due: Due[], originals: Map<string, Due[]>): RetentionLine[] {
	const withOriginal = new Set([...originals.values()].flatMap((some) => some.map(idOf)));
	const concerned = due.filter((one) => one.rows + one.identifiers > 0 || withOriginal.has(idOf(one)));
	const groups = Map.groupBy(concerned, ({ record, period }) => `${period} ${record.partner}`);
	return [...groups.entries()]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, some]) => {
			const paths = [...originals].filter(([, of]) => of[0] && some.includes(of[0]));
			return {
				partner: some[0]?.record.partner ?? '',
				period: some[0]?.period ?? '',
				submissions: some.length,
				rows: sum(some.map(({ rows }) => rows)),
				identifiers: sum(some.map(({ identifiers }) => identifiers)),
				originals: paths.length
			};
		});
}

/** What all lines come to. */
export function totalsOf(lines: RetentionLine[]): Pick<RetentionLine, 'rows' | 'identifiers' | 'originals'> {
	const total = (name: 'rows' | 'identifiers' | 'originals') => sum(lines.map((line) => line[name]));
	return { rows: total('rows'), identifiers: total('identifiers'), originals: total('originals') };
}

function idOf({ record }: Due): string {
	return record.submission_id;
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
