export type Role = 'leader' | 'writer' | 'analyst' | 'navigator' | 'administrator';

export const ROLES: readonly Role[] = ['leader', 'writer', 'analyst', 'navigator', 'administrator'];

/** Who asks: a role, and the partners whose files they may see. `who` is what the record shows. */
export interface Actor {
	who: string;
	role: Role;
	/** Partner ids the actor is assigned to; `null` means every partner (console, administrator in the demo). */
	partners: string[] | null;
}
