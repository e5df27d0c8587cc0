import type { Brief } from '$lib/domain';
import { changesBetween, type OpenHome } from '$lib/server/desk';
import { briefTables } from '$lib/server/measures';
import { briefPage, type BriefPage } from '$lib/ui/brief/brief-page';

/** What the pages of this home say of a brief, in the same sentences. */
export async function briefIn({ warehouse, settings }: OpenHome, brief: Brief): Promise<BriefPage> {
	const { state, previous, calendar, focus_award } = brief;
	const context = { threshold: settings.threshold, calendar, focus_award };
	const [now, then, changes] = await Promise.all([
		briefTables(warehouse, state, context),
		previous && briefTables(warehouse, previous.state, context),
		changesBetween(warehouse, brief)
	]);
	return briefPage({ brief, partnership: settings.name, now, then, today: null, changes });
}
