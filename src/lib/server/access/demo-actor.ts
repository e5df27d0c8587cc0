import { roleNamed, type Actor, type Role } from '$lib/domain';

/** The cookie that the role switcher of a demo home sets; the only source of a role. */
export const ROLE_COOKIE = 'braidwork_role';

/** How the cookie is set: unreadable for scripts, never sent along from another site, and over https never over http. */
export function roleCookieOptions({ protocol }: Pick<URL, 'protocol'>) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: protocol === 'https:',
		maxAge: 12 * 60 * 60
	} as const;
}

/** A visit to the demo begins in the role that reads every figure and changes nothing. */
const FIRST_ROLE: Role = 'leader';

const PARTNER_ID = /^[a-z0-9_-]{1,64}$/;

/** The actor that a cookie of the role switcher stands for; without one, or with a broken one, a reader. */
export function demoActor(cookie: string | undefined): Actor {
	const [role = '', partners = ''] = (cookie ?? '').split(':');
	const chosen = roleNamed(role);
	if (chosen === null) return actorAs(FIRST_ROLE, []);
	return actorAs(
		chosen,
		partners.split('+').filter((partner) => PARTNER_ID.test(partner))
	);
}

/** The cookie's value for a role, tied to partners when some are named; `null` for a role that is none. */
export function roleCookie(role: string, partners: string[] = []): string | null {
	if (roleNamed(role) === null) return null;
	const named = partners.filter((partner) => PARTNER_ID.test(partner));
	return named.length === 0 ? role : `${role}:${named.join('+')}`;
}

function actorAs(role: Role, partners: string[]): Actor {
	const tied = role === 'analyst' && partners.length > 0;
	return {
		who: tied ? `demo ${role} of ${partners.join(', ')}` : `demo ${role}`,
		role,
		partners: tied ? partners : null
	};
}
