import { error } from '@sveltejs/kit';
import type { Brief } from '$lib/domain';
import { changesBetween, versionsOfBrief, type BriefVersion } from '$lib/server/desk';
import { briefTables, preparedState } from '$lib/server/measures';
import { briefPage, type BriefPage } from '$lib/ui/brief/brief-page';
import { isRefusal } from '../api/problem';

/** The latest state whose numbers are ready, or the latest of all when none is; 0 in an empty home. */
export async function latestReady({ warehouse, settings }: App.Locals): Promise<number> {
	return (await preparedState(warehouse, settings)) || warehouse.latest();
}

/** Everything that a brief says: its numbers of its own state, and beside them what differs in `latest`. */
export async function readBrief(
	{ warehouse, settings }: App.Locals,
	brief: Brief,
	latest: number
): Promise<BriefPage> {
	const { state, previous, calendar, focus_award } = brief;
	const context = { threshold: settings.threshold, calendar, focus_award };
	const tablesOf = (asked: number | undefined) =>
		asked === undefined ? null : briefTables(warehouse, asked, context);
	const [now, then, today, changes] = await Promise.all([
		tablesOf(state),
		tablesOf(previous?.state),
		tablesOf(latest > state ? latest : undefined),
		changesBetween(warehouse, brief)
	]);
	return briefPage({ brief, partnership: settings.name, now, then, today, changes });
}

/** Every version of the brief of a day, the newest first. There is no page where none was made; a broken file is said. */
export function findVersions(home: string, date: string): [BriefVersion, ...BriefVersion[]] {
	try {
		const [newest, ...earlier] = versionsOfBrief(home, date);
		return newest ? [newest, ...earlier] : error(404, 'There is no brief of that day.');
	} catch (mistake) {
		if (isRefusal(mistake)) error(409, `${mistake.message} ${mistake.hint}`);
		throw mistake;
	}
}
