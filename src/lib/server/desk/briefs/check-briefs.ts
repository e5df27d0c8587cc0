import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { briefs, type KnownBrief } from './read-briefs';

/** What is wrong with the briefs of a home: files that cannot be used, and briefs of states that never were. */
export function checkBriefs(home: string, latest: number): string[] {
	return [...briefs(home).flatMap((known) => problemsOf(known, latest)), ...strangers(home)];
}

function problemsOf({ date, brief, problem }: KnownBrief, latest: number): string[] {
	if (brief === null) return [problem];
	const pinned = [brief.state, brief.previous?.state ?? 0];
	const missing = pinned.filter((state) => state > latest);
	return missing.map(
		(state) =>
			`The brief briefs/${date}.json tells of state ${state}, but the latest of this home is ${latest}.`
	);
}

/** Files beside the briefs that no page shows. */
function strangers(home: string): string[] {
	const folder = join(home, 'briefs');
	const known = new Set(briefs(home).map(({ date }) => `${date}.json`));
	const files = existsSync(folder) ? readdirSync(folder) : [];
	return files
		.filter((file) => !known.has(file) && !file.endsWith('.draft'))
		.map((file) => `briefs/${file} is not named by the day of a meeting, so no page shows it.`);
}
