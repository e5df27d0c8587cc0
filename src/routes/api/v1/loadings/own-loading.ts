import { maySeePartner } from '$lib/server/access';
import { Refusal } from '$lib/domain';
import { loadingOf, type LoadingView } from '$lib/server/intake';

/** A loading that the actor may see; another partner's is refused like one that does not exist. */
export function ownLoading(locals: App.Locals, id: string): LoadingView {
	const found = loadingOf(locals.warehouse, id);
	if (found && maySeePartner(locals.actor, found.partner)) return found;
	throw new Refusal(
		'unknown_loading',
		'There is no loading of that id any more.',
		'What it made stands in the list of submissions.'
	);
}

/** What is said of a loading while it is watched: how far each file is, and the submissions it led to. */
export function publicLoading({ id, phase, ahead, files, results, refusal }: LoadingView) {
	const submissions = results.map(({ submission_id, status }) => ({ submission_id, status }));
	return { id, phase, ahead, files, submissions, refusal };
}
