import { writeDay, type Quarter, type RowValue } from '$lib/domain';
import { familyRows } from '../kept/family-rows';
import type { KeptRow } from '../kept/slice';
import type { Ask, Reply, StatedRow } from '../measure';
import { isHidden, NO_NUMBERS, rateRow, type RateParts } from './count-rows';
import { knownOn, QUIET_DAYS, type OutcomePoint } from './known-on';

/** What an outcome of people who left is made of. */
export interface OutcomeParts extends RateParts {
	/** The point at which it is observed. */
	point: OutcomePoint;
	/** What the family's counts of this point end in. */
	suffix: string;
	/** The figure of the family that says whether anybody's observation is still to come. */
	awaited: string;
	/** Sentences a reader must see beside the rate. */
	notes?: string[];
	/** Whether it rests on the answers of partners, so that it is told how many of those due were answered. */
	isAnswered?: boolean;
}

/** Rates of people who left, with when each is known in full, how many were answered, and what is provisional. */
export async function outcomeRows(ask: Ask, parts: OutcomeParts): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'exit');
	return {
		rows: rows.map((row) => {
			const stated = notYet(row, rateRow(row, ask.by, parts), parts);
			return { ...stated, ...followUp(row, parts), ...whenKnown(parts.point, row, stated, ask) };
		}),
		notes: [...notes, provisionalNote(ask), ...(parts.notes ?? [])]
	};
}

/** People left, and nobody's observation is due yet. */
export function notYet(
	row: KeptRow,
	stated: StatedRow,
	{ awaited }: Pick<OutcomeParts, 'awaited'>
): StatedRow {
	if (stated.status !== 'no_data' || row[awaited] !== 1) return stated;
	return { ...stated, ...NO_NUMBERS, status: 'not_yet_observable' };
}

/** How many of those due were answered, where both counts may be told and the table has them. */
function followUp(row: KeptRow, { suffix, isAnswered = false }: OutcomeParts): Record<string, RowValue> {
	const [due, answered] = [`due${suffix}`, `answered${suffix}`];
	if (!isAnswered || !(answered in row)) return {};
	if (isHidden(row, [due, answered]) || Number(row[due]) === 0)
		return { answered: null, follow_up_share: null };
	return { answered: Number(row[answered]), follow_up_share: Number(row[answered]) / Number(row[due]) };
}

/** The day after which everybody in a row may be known, of the last quarter where it has none; what is shown of a quarter before is provisional. */
export function whenKnown(
	point: OutcomePoint,
	row: KeptRow,
	{ status }: StatedRow,
	{ facts }: Ask
): Record<string, RowValue> {
	const quarter: Quarter = String(row.quarter ?? facts.quarters.at(-1) ?? '');
	const known_on = knownOn(point, quarter);
	const isProvisional = status === 'shown' && row.quarter && known_on > facts.asOf;
	return { known_on, provisional: isProvisional ? 'provisional' : null };
}

/** Said of everything that is counted of people who left. */
export function provisionalNote({ facts }: Pick<Ask, 'facts'>): string {
	const since = new Date(`${facts.asOf}T00:00:00Z`);
	since.setUTCDate(since.getUTCDate() - QUIET_DAYS);
	const day = since.toISOString().slice(0, 10);
	return `Exits after ${writeDay(day)} are provisional: a later service would take them back.`;
}

/** Said where an answer that nobody filed is not known to be a job. */
export const NOT_ANSWERED =
	'People whose observation is due and for whom no partner filed one count as not known to be employed.';
