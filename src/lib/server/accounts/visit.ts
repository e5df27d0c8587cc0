import type { Actor } from '$lib/domain';

/** A browser that somebody is signed in with. */
export interface Session {
	id: string;
	token: string;
	beganAt: string;
	idleAt: string;
	endsAt: string;
	/** Whether it began at the county's provider, and whether that asked for several factors. */
	provider: { hasFactor: boolean } | null;
}

/** Who asks, and by what they are known. */
export interface Visit {
	actor: Actor;
	/** The account behind it; none for a visitor without one and in the demo. */
	account: { id: string; name: string; email: string; hasSecondFactor: boolean } | null;
	/** The session of a browser; none for a program. */
	session: Session | null;
	/** `read` for a program that may only ask. */
	scope: 'read' | 'all';
}
