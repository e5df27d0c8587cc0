import { quarterOf } from '$lib/domain';
import { NO_NUMBERS, rateRow, type RateParts } from './count-rows';
import { familyRows } from '../kept/family-rows';
import type { Ask, Reply, StatedRow } from '../measure';
import type { KeptRow } from '../kept/slice';

/** Days without service that make an exit (design: retention and outcomes). */
const QUIET_DAYS = 90;

/** Rates of having a job at exit, with what is provisional and what was never observed said beside. */
export async function jobRows(ask: Ask, parts: RateParts): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'exit');
	return {
		rows: rows.map((row) => notYet(row, rateRow(row, ask.by, parts))),
		notes: [...notes, ...exitNotes(ask)]
	};
}

/** People left, and nobody's observation is due yet. */
function notYet(row: KeptRow, rate: StatedRow): StatedRow {
	if (rate.status !== 'no_data' || row.is_awaited !== 1) return rate;
	return { ...rate, ...NO_NUMBERS, status: 'not_yet_observable' };
}

function exitNotes(ask: Ask): string[] {
	const since = new Date(`${ask.facts.asOf}T00:00:00Z`);
	since.setUTCDate(since.getUTCDate() - QUIET_DAYS);
	const day = since.toISOString().slice(0, 10);
	return [
		`Exits after ${day} (quarters from ${quarterOf(day)} on) are provisional: a later service would take them back.`,
		'People who left and for whom no partner filed an outcome count as not known to be employed.'
	];
}
