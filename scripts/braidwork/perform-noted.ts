import { consoleActor } from '$lib/server/access';
import { noteDeed } from '$lib/server/audit';
import type { HomeCommand, Outcome, Place } from './command';
import type { Order } from './order';

/** Runs a command in an opened home, as `console` in the audit log: what it says that it did, or else its name. */
export async function performNoted(
	command: HomeCommand,
	order: Order,
	place: Omit<Place, 'note'>
): Promise<Outcome> {
	let isNoted = false;
	const note: Place['note'] = (did, about = {}) => {
		isNoted = true;
		return noteDeed(place.home.dir, { who: consoleActor().who, did, about, now: new Date() });
	};
	const outcome = await command.run(order, { ...place, note });
	if (!command.isReading && !isNoted) await note('ran a command', { command: command.name });
	return outcome;
}
