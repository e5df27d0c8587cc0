import { quarterIndex, type Quarter, type Question, type SafeTable } from '$lib/domain';
import { answer, preparedState } from '$lib/server/measures';
import { isRefusal } from './api/problem';

/** The state that a page reads: one for the whole page, so that its numbers agree. */
export interface Reading {
	state: number;
	asOf: string;
	/** Published quarters in the partnership's calendar, in order. */
	quarters: Quarter[];
	latest: Quarter;
	served: SafeTable;
	/** Asks a measure of this state. */
	ask: (question: Question) => Promise<SafeTable>;
	/** Asks a measure of this state; nothing when it refuses. */
	askIfAny: (question: Question) => Promise<SafeTable | null>;
}

/** Opens the latest state whose numbers are ready (the latest of all when none is); nothing in an empty home. */
export async function readState({ warehouse, settings }: App.Locals): Promise<Reading | null> {
	const ready = await preparedState(warehouse, settings);
	const state = ready > 0 ? ready : undefined;
	const ask = (question: Question) => answer(warehouse, { state, ...question }, settings);
	const served = await orNothing(ask({ measure: 'people_served', by: ['quarter'] }), 'nothing_published');
	if (!served) return null;
	const quarters = quartersOf(served);
	const latest = quarters.at(-1);
	if (latest === undefined) return null;
	return {
		state: served.state,
		asOf: served.as_of,
		quarters,
		latest,
		served,
		ask,
		askIfAny: (question) => orNothing(ask(question))
	};
}

function quartersOf(table: SafeTable): Quarter[] {
	const quarters = [...new Set(table.rows.map((row) => String(row.quarter)))];
	return quarters.sort((a, b) => quarterIndex(a) - quarterIndex(b));
}

async function orNothing(asked: Promise<SafeTable>, code?: string): Promise<SafeTable | null> {
	try {
		return await asked;
	} catch (error) {
		if (isRefusal(error) && (code === undefined || error.code === code)) return null;
		throw error;
	}
}
