import { Refusal } from '$lib/domain';
import { noteDeed } from '$lib/server/audit';
import type { HomeCommand, Outcome, Place } from './command';
import type { Order } from './order';
import { refuseOthersSubmission, refuseUnlessAllowed, whoActs } from './who-acts';

/**
 * Runs a command in an opened home, as `console` in the audit log or as whom `--as` names: what it says that it did, or
 * else its name. What that account may not do is refused, and that is written down.
 */
export async function performNoted(
	command: HomeCommand,
	order: Order,
	place: Omit<Place, 'note' | 'actor'>
): Promise<Outcome> {
	const { name } = command;
	const actor = await whoActs(order, place.home.dir);
	let isNoted = false;
	const note: Place['note'] = (did, about = {}) => {
		isNoted = true;
		return noteDeed(place.home.dir, { who: actor.who, did, about, now: new Date() });
	};
	try {
		refuseUnlessAllowed(actor, name);
		await refuseOthersSubmission(place.home, actor, { command: name, order });
		const outcome = await command.run(order, { ...place, actor, note });
		if (!command.isReading && !isNoted) await note('ran a command', { command: name });
		return outcome;
	} catch (error) {
		if (error instanceof Refusal && error.code === 'not_allowed')
			await note('was refused', { command: name });
		throw error;
	}
}
