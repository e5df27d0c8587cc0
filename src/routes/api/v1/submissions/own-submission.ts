import { Refusal } from '$lib/domain';
import { maySeePartner } from '$lib/server/access';
import { submission } from '$lib/server/intake';

/**
 * A submission that the actor may see. Another partner's is refused in the same words as one that does not
 * exist, so that nobody learns what others file.
 */
export async function ownSubmission(locals: App.Locals, id: string): ReturnType<typeof submission> {
	const found = await submission(locals.warehouse, id);
	if (!maySeePartner(locals.actor, found.partner)) throw unknown(id);
	return found;
}

function unknown(id: string): Refusal {
	return new Refusal(
		'unknown_submission',
		`There is no submission ${id}.`,
		'List them with `braidwork submissions`.'
	);
}
