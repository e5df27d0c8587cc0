import type { IncomingMessage } from 'node:http';
import type { Actor, Settings } from '$lib/domain';
import type { About, Deed, FewNotes } from '$lib/server/audit';
import type { Accounts, Visit } from '$lib/server/accounts';
import type { OpenHome } from '$lib/server/desk';

/** The home that this process serves, kept where the pages and the console of the same process both find it. */
interface Served {
	home: OpenHome;
	accounts: Accounts;
	/** Writes down what strangers can cause at will. */
	fewNotes: FewNotes;
	/** The one origin that visitors use, or null while developing. */
	origin: string | null;
	/** Counts and protects the tables of the latest state, once at a time; false when that failed, and it is logged. */
	prepareSoon(): Promise<boolean>;
	/** The id under which the last such failure is logged; nothing once it has succeeded again. */
	prepareFault(): string | null;
	/** Makes the next state where the figures do not keep to the agreements, and says what was changed. */
	keepAgreed(actor?: Actor): Promise<string | null>;
	/** Brings into memory what the next filing is compared with; pages need none of it. */
	standReady(): Promise<void>;
	close(): Promise<void>;
}

declare global {
	var braidwork: Served | undefined;

	namespace App {
		interface Locals {
			home: OpenHome;
			warehouse: OpenHome['warehouse'];
			settings: Settings;
			actor: Actor;
			accounts: Accounts;
			/** By what the actor is known: a session, a token, or nothing. */
			visit: Visit;
			/**
			 * Drawings of this answer by figure id. A load puts the SVG text here, the page writes the comment
			 * `<!--figure:ID-->`, and the hook fills it in, so that a drawing travels once.
			 */
			drawings: Map<string, string>;
			/** The id of this request, in the server's log, in the answer's head and in the audit log. */
			requestId: string;
			/** Writes down in the audit log what the actor did; returns once it is on the disk. */
			note(did: Deed, about?: About, who?: string): Promise<void>;
		}
		/** What the server that carries the application hands over; nothing while developing. */
		interface Platform {
			req: IncomingMessage;
		}
		interface Error {
			message: string;
			/** What to quote to the operator: the same id stands in the server's log. */
			id?: string;
		}
	}
}

export {};
