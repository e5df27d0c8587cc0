import type { DatabaseSync } from 'node:sqlite';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { IDLE_MINUTES } from './session-limits';

/** What the library is told; its paths below `basePath` are not served, but called by the functions of this room. */
export function authOptions(db: DatabaseSync, { origin, key }: { origin: string; key: string }) {
	return {
		appName: 'Braidwork',
		database: db,
		secret: key,
		baseURL: origin,
		basePath: '/sign-in/provider',
		telemetry: { enabled: false },
		logger: { disabled: true },
		rateLimit: { enabled: false },
		// Our own rules of length stand in check-password.ts; at sign-in any length is compared.
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 256 },
		session: { expiresIn: IDLE_MINUTES * 60, disableSessionRefresh: true },
		advanced: {
			useSecureCookies: false,
			cookiePrefix: cookiePrefix(origin),
			defaultCookieAttributes: { secure: isSecure(origin), sameSite: 'lax', httpOnly: true, path: '/' }
		},
		user: {
			additionalFields: {
				role: { type: 'string', input: false, required: true },
				partners: { type: 'string', input: false, required: true },
				disabledAt: { type: 'date', input: false, required: false }
			}
		},
		plugins: [twoFactor({ issuer: 'Braidwork' })]
	} satisfies BetterAuthOptions;
}

/** The library at work on the accounts of one home. */
export function makeAuth(db: DatabaseSync, options: { origin: string; key: string }) {
	return betterAuth(authOptions(db, options));
}

export type Auth = ReturnType<typeof makeAuth>;

/** On https a cookie is bound to this very host (`__Host-`); a browser takes such names from https alone. */
export function cookiePrefix(origin: string): string {
	return isSecure(origin) ? '__Host-braidwork' : 'braidwork';
}

/** Whether cookies travel on https alone. */
export function isSecure(origin: string): boolean {
	return origin.startsWith('https:');
}
