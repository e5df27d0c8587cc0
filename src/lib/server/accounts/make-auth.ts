import type { DatabaseSync } from 'node:sqlite';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { discoveryAddress, PROVIDER_ID, type Provider } from './rules/provider';
import { cookiePrefix, isSecure } from './origin';
import { whoIsVouchedFor, type ProviderTokens } from './sign-in/provider-claims';
import { IDLE_MINUTES } from './session-limits';

/** Where and with what the library works. */
export interface AuthPlace {
	origin: string;
	key: string;
	provider: Provider | null;
}

/** What the library is told; its paths below `basePath` are not served, but called by the functions of this room. */
export function authOptions(db: DatabaseSync, { origin, key, provider }: AuthPlace) {
	return {
		appName: 'Braidwork',
		database: db,
		secret: key,
		baseURL: origin,
		basePath: '/sign-in/provider',
		telemetry: { enabled: false },
		logger: { disabled: true },
		rateLimit: { enabled: false },
		onAPIError: { errorURL: '/sign-in' },
		// Our own rules of length stand in check-password.ts; at sign-in any length is compared.
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 256 },
		session: { expiresIn: IDLE_MINUTES * 60, disableSessionRefresh: true },
		// Administrators alone make accounts, so an address here is nobody's who only claimed it.
		account: {
			accountLinking: {
				enabled: true,
				requireLocalEmailVerified: false,
				trustedProviders: provider?.isTrusted ? [PROVIDER_ID] : []
			},
			encryptOAuthTokens: true
		},
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
		plugins: [
			// Whoever has no password proves by a fresh sign-in that it is them (`proveOwner`); wrong codes are counted by us.
			twoFactor({ issuer: 'Braidwork', allowPasswordless: true, accountLockout: { enabled: false } }),
			genericOAuth({ config: provider ? [providerOptions(provider)] : [] })
		]
	} satisfies BetterAuthOptions;
}

/** What it says of somebody counts only under its signature, for this application and for this very attempt. */
function providerOptions(provider: Provider) {
	const { name, issuer, clientId, clientSecret } = provider;
	return {
		providerId: PROVIDER_ID,
		name,
		discoveryUrl: discoveryAddress(issuer),
		requireIdTokenVerification: true,
		getUserInfo: (tokens: ProviderTokens) => whoIsVouchedFor(provider, tokens),
		clientId,
		clientSecret,
		scopes: ['openid', 'email', 'profile'],
		pkce: true,
		disableSignUp: true
	};
}

/** The library at work on the accounts of one home. */
export function makeAuth(db: DatabaseSync, place: AuthPlace) {
	return betterAuth(authOptions(db, place));
}

export type Auth = ReturnType<typeof makeAuth>;
