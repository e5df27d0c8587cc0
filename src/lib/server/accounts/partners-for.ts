import type { Role } from '$lib/domain';

/** Roles that are never shown a partner's rows, whatever is written beside their name. */
const WITHOUT_ROWS: readonly Role[] = ['leader', 'writer'];

/**
 * The partners whose rows somebody may see: those assigned to an analyst or a navigator, those granted to an
 * administrator (none at first), none for who reads figures.
 */
export function partnersFor(role: Role, assigned: string[] | null): string[] | null {
	return WITHOUT_ROWS.includes(role) ? [] : assigned;
}
