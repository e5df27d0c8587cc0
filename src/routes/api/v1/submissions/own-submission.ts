import { maySeePartner } from '$lib/server/access';
import { submission, unknownSubmission } from '$lib/server/intake';

/**
 * A submission that the actor may see. Another partner's is refused in the same words as one that does not
 * exist, so that nobody learns what others file.
 */
export async function ownSubmission(locals: App.Locals, id: string): ReturnType<typeof submission> {
	const found = await submission(locals.warehouse, id);
	if (!maySeePartner(locals.actor, found.partner)) throw unknownSubmission(id);
	return found;
}
