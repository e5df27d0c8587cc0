import {
	cellsOn,
	isStale,
	lastsUntil,
	lineOn,
	Refusal,
	type LineStanding,
	type MatrixCell,
	type MatrixLine
} from '$lib/domain';
import { latestState, type Warehouse } from '$lib/server/warehouse';
import { presentDay } from './matrix-day';
import { readLines } from './read-lines';

/** A line of the matrix as it stands on a day. */
export interface StandingLine extends MatrixLine {
	standing: LineStanding;
	lasts_until: string | null;
	is_stale: boolean;
}

/** The service matrix of a state, read for a day. */
export interface Matrix {
	state: number;
	day: string;
	/** The day that counts as today. */
	today: string;
	lines: StandingLine[];
	/** Where a line is live on the day; a place without a cell is one of which nobody has said anything. */
	cells: MatrixCell[];
}

/** What to read: the latest state and the present day unless others are named. */
export interface MatrixQuestion {
	state?: number;
	day?: string;
	now: Date;
}

/** Reads the matrix of a state for a day: every line and how it stands, and the cells that live lines make. */
export async function readMatrix(w: Warehouse, asked: MatrixQuestion): Promise<Matrix> {
	const state = await stateAsked(w, asked.state);
	const today = await presentDay(w, { state, now: asked.now });
	const day = asked.day ?? today;
	if (!isDay(day))
		throw new Refusal('not_a_day', `"${day.slice(0, 40)}" is not a day.`, 'Write it as 2015-09-30.');
	const lines = (await readLines(w, state)).map((line) => ({
		...line,
		standing: lineOn(line, day),
		lasts_until: lastsUntil(line),
		is_stale: isStale(line, { day, today })
	}));
	return { state, day, today, lines, cells: [...cellsOn(lines, day).values()] };
}

async function stateAsked(w: Warehouse, asked: number | undefined): Promise<number> {
	const latest = await latestState(w);
	if (asked === undefined) return latest;
	if (Number.isInteger(asked) && asked >= 1 && asked <= latest) return asked;
	throw new Refusal('unknown_state', 'There is no such state.', `States go from 1 to ${latest}.`);
}

/** Whether a text is a day of the calendar, written `2015-09-30`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const moment = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
}
