import type { Actor } from '$lib/domain';

/** Who asks, and by what they are known. */
export interface Visit {
	actor: Actor;
	/** The account behind it; none for a visitor without one and in the demo. */
	account: { id: string; name: string; email: string; hasSecondFactor: boolean } | null;
	/** The session of a browser; none for a program. */
	session: { id: string; token: string; idleAt: string; endsAt: string } | null;
	/** `read` for a program that may only ask. */
	scope: 'read' | 'all';
}
