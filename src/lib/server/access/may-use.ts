import { ROLES, type Actor, type Role } from '$lib/domain';
import { ACCESS, type PartnerOf, type RouteAccess } from './route-access';

/** Whether a role (or nobody, `null`) may use a route by a method. Refused unless the table says otherwise. */
export function mayUse(role: Role | null, route: string | null, method: string): boolean {
	return entriesOf(route, method).some((entry) => admits(entry, role));
}

/** The methods the table knows for a route, for the `Allow` header of a refusal. */
export function methodsOf(route: string | null): string[] {
	return ACCESS.filter((entry) => entry.route === route).flatMap((entry) => entry.methods);
}

/** The roles that may use a route by a method, so that a refusal can say whom to ask. */
export function rolesFor(route: string | null, method: string): readonly Role[] {
	return entriesOf(route, method).flatMap((entry) => (entry.roles === 'anyone' ? [] : entry.roles));
}

/** Whether using a route by a method changes nothing. */
export function isReading(route: string | null, method: string): boolean {
	if (method === 'GET' || method === 'HEAD') return true;
	return entriesOf(route, method).some(({ isQuestion }) => isQuestion);
}

/** How it is known whose rows a route is about by a method; nothing when it is about nobody's. */
export function partnerOf(route: string | null, method: string): PartnerOf | null {
	return entriesOf(route, method).find((entry) => entry.partnerOf)?.partnerOf ?? null;
}

/** Whether an actor may see a partner's files and rows: all partners, or those they are assigned to. */
export function maySeePartner(actor: Actor, partner: string): boolean {
	return actor.partners === null || actor.partners.includes(partner);
}

/**
 * Whether the answers of a route may lie in a browser's cache after its visitor has left: those alone that every role may
 * have, and that show nobody's rows, files or account.
 */
export function mayBeKept(route: string | null): boolean {
	return ACCESS.filter((entry) => entry.route === route).every(
		({ roles, partnerOf: rows, isOwn }) => (roles === 'anyone' || roles === ROLES) && !rows && !isOwn
	);
}

function entriesOf(route: string | null, method: string): RouteAccess[] {
	const asked = method === 'HEAD' ? 'GET' : method;
	return ACCESS.filter((entry) => entry.route === route && entry.methods.some((known) => known === asked));
}

function admits(entry: RouteAccess, role: Role | null): boolean {
	return entry.roles === 'anyone' || (role !== null && entry.roles.includes(role));
}
