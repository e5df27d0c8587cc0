export type Role = 'leader' | 'writer' | 'analyst' | 'navigator' | 'administrator';

export const ROLES: readonly Role[] = ['leader', 'writer', 'analyst', 'navigator', 'administrator'];

/** Who asks: a role, and the partners whose files they may see. `who` is what the record shows. */
export interface Actor {
	who: string;
	/** `null` for a visitor who has not signed in. */
	role: Role | null;
	/** Partner ids the actor is assigned to; `null` means every partner (console, whoever was given all). */
	partners: string[] | null;
}

/** A visitor who has not signed in. */
export const NOBODY: Actor = { who: 'nobody', role: null, partners: [] };

/** The role of this name, or nothing. */
export function roleNamed(text: string): Role | null {
	return ROLES.find((role) => role === text) ?? null;
}
