import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, type Brief } from '$lib/domain';
import { briefFrom, checkBrief, isDay } from './brief-shape';

/** One version of a brief, and who kept it when; nobody where the file was written by hand. */
export interface BriefVersion {
	brief: Brief;
	saved: { at: string; who: string } | null;
}

/** The brief of a day, or why its file cannot be used. */
export type KnownBrief =
	{ date: string; brief: Brief; problem: null } | { date: string; brief: null; problem: string };

/** Every version of a meeting's brief, the one that holds first; nothing without a file. Refuses a file that cannot be meant. */
export function versionsOfBrief(home: string, date: string): BriefVersion[] {
	const path = briefPath(home, date);
	if (path === null || !existsSync(path)) return [];
	const { earlier, ...newest } = parsed(path, date);
	const all = [newest, ...(Array.isArray(earlier) ? (earlier as object[]) : [])];
	return all.map((version) => readVersion(version, date));
}

/** The brief of every meeting, the latest first; one whose file cannot be used is told and not thrown. */
export function briefs(home: string): KnownBrief[] {
	return datesIn(home).map((date) => known(home, date));
}

/** Where the brief of a day lies, as `briefs/DATE.json` in the home; nowhere when that is no day. */
export function briefPath(home: string, date: string): string | null {
	return isDay(date) ? join(home, 'briefs', `${date}.json`) : null;
}

function datesIn(home: string): string[] {
	const folder = join(home, 'briefs');
	const files = existsSync(folder) ? readdirSync(folder) : [];
	const dates = files.flatMap((file) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(file)?.[1] ?? []);
	return dates.filter(isDay).sort().reverse();
}

function known(home: string, date: string): KnownBrief {
	try {
		const [newest] = versionsOfBrief(home, date);
		if (newest) return { date, brief: newest.brief, problem: null };
	} catch (error) {
		if (error instanceof Refusal) return { date, brief: null, problem: `${error.message} ${error.hint}` };
		throw error;
	}
	return { date, brief: null, problem: `briefs/${date}.json is gone.` };
}

function readVersion(version: object, date: string): BriefVersion {
	const { saved, ...written } = version as { saved?: unknown };
	const problems = checkBrief(written);
	if (problems.length > 0)
		throw wrong(
			date,
			problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ')
		);
	const brief = briefFrom(written);
	if (brief.date !== date) throw wrong(date, `it is of ${brief.date}, not of the day in its name.`);
	return { brief, saved: isSaved(saved) ? saved : null };
}

function isSaved(saved: unknown): saved is { at: string; who: string } {
	const { at, who } = (saved ?? {}) as Record<string, unknown>;
	return typeof at === 'string' && typeof who === 'string';
}

function parsed(path: string, date: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw wrong(date, 'it is not readable as JSON.');
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value))
		return value as Record<string, unknown>;
	throw wrong(date, 'it holds no brief.');
}

function wrong(date: string, what: string): Refusal {
	return new Refusal(
		'wrong_brief',
		`The brief briefs/${date}.json cannot be used: ${what}`,
		'Correct the file in the home, or take it from the last backup.'
	);
}
