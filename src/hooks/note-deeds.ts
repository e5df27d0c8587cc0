import type { Handle, RequestEvent } from '@sveltejs/kit';
import { NOBODY } from '$lib/domain';
import { addressGroup } from '$lib/server/access';
import { logFault, noteDeed, type Deed, type Note } from '$lib/server/audit';
import { FAULT_WORDS } from '$lib/ui/words/frame';

/** Something was done or asked for that the audit log could not take. */
export class NotWrittenDown extends Error {
	constructor() {
		super(FAULT_WORDS.notWrittenDown);
		this.name = 'NotWrittenDown';
	}
}

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Gives a request its line to the audit log. Pages and endpoints say what was done in the field's words; whatever
 * would change something and says nothing, and whatever was refused, is written down by its route.
 */
export const noteDeeds: Handle = async ({ event, resolve }) => {
	let isNoted = false;
	event.locals.note = async (did, about = {}, who = event.locals.actor.who) => {
		isNoted = true;
		const { home, requestId } = event.locals;
		try {
			await write(event, home.dir, { who, did, about, now: new Date(), request: requestId });
		} catch (fault) {
			logFault(requestId, 'audit log', fault);
			throw new NotWrittenDown();
		}
	};
	const answer = await resolve(event);
	// Whoever did not sign in could fill the log with refusals; the server's own log has those.
	if (event.locals.actor.role === null) return answer;
	const { method } = event.request;
	const isChange = !READING.includes(method);
	const about = { method, route: event.route.id, answer: answer.status };
	const isRefused = answer.status === 403 || (isChange && !isNoted && isTurnedAway(answer));
	if (isRefused) await event.locals.note('was refused', about);
	else if (isChange && !isNoted) await event.locals.note('sent a change', about);
	return answer;
};

/** A change that reached nothing: not allowed, nothing there, too large, or led away to set up a second factor first. */
function isTurnedAway({ status, headers }: Response): boolean {
	return [401, 403, 404, 405, 413].includes(status) || headers.get('location') === '/account#factor';
}

/** Failures are what somebody can cause at will, so of one visitor only the first ones of an hour are written one by one. */
function write(event: RequestEvent, home: string, note: Note): Promise<void> {
	const name = isFailure(note.did) || note.who === NOBODY.who ? sourceOf(event) : null;
	const few = globalThis.braidwork?.fewNotes;
	if (name === null || !few) return noteDeed(home, note);
	return few.note(note, { name, most: event.locals.settings.limits.failures_noted_per_hour });
}

function isFailure(did: Deed): boolean {
	return did === 'could not sign in' || did === 'was refused';
}

/** An account, an address, or (in a demo, which loopback alone reaches) nothing. */
function sourceOf({ locals, getClientAddress }: RequestEvent): string | null {
	if (locals.actor.role === null) return `address ${addressGroup(getClientAddress())}`;
	return locals.visit.account ? `account ${locals.actor.who}` : null;
}
