import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, discoveryAddress, type Provider } from '../rules/provider';

/** What a provider says of somebody, once its signature was proved. */
export type Claims = Record<string, unknown> & { sub?: string };

/** What a provider hands over; the library has proved the id token, where there is one. */
export interface ProviderTokens {
	idToken?: string;
	accessToken?: string;
}

const PATIENCE_MS = 10_000;

/** The signed claims of the one sign-in that is under way, for whoever has to know more than who it is. */
const underWay = new AsyncLocalStorage<{ claims: Claims | null }>();

/** Runs a sign-in by the provider, and tells what was said under the signature; nothing when nobody came in. */
export async function withClaims<T>(work: () => Promise<T>): Promise<{ result: T; claims: Claims | null }> {
	const seen: { claims: Claims | null } = { claims: null };
	return { result: await underWay.run(seen, work), claims: seen.claims };
}

/**
 * Who it is that the provider vouches for. Without a signed id token it is nobody: an answer that only came over the
 * line is not believed. Where the id token has no address, the provider is asked for it (OpenID Connect Core 1.0,
 * 5.3.2: about the same subject or not at all).
 */
export async function whoIsVouchedFor(provider: Provider, { idToken, accessToken }: ProviderTokens) {
	const claims = idToken === undefined ? null : claimsIn(idToken);
	if (!claims?.sub) return null;
	const seen = underWay.getStore();
	if (seen) seen.claims = claims;
	const more = claims.email === undefined ? await askMore(provider, accessToken) : {};
	if (!more || (more.sub !== undefined && more.sub !== claims.sub)) return null;
	const said: Claims = { ...more, ...claims };
	return {
		...said,
		id: claims.sub,
		email: typeof said.email === 'string' ? said.email : undefined,
		emailVerified: said.email_verified === true || said.email_verified === 'true',
		name: typeof said.name === 'string' ? said.name : undefined
	};
}

/** Whether a provider says that somebody showed several factors (RFC 8176; OpenID Connect Core 1.0, 2). */
export function saysFactor({ factorClaim }: Provider, claims: Claims | null): boolean {
	if (factorClaim === '' || !claims) return false;
	const methods: unknown[] = Array.isArray(claims.amr) ? claims.amr : [];
	return methods.includes(factorClaim) || claims.acr === factorClaim;
}

/** A provider that leaves the subject out says of whom it speaks to nobody. */
async function askMore({ issuer }: Provider, accessToken: string | undefined): Promise<Claims | null> {
	const address = (await describe(discoveryAddress(issuer)))?.userinfo_endpoint;
	if (!address || !accessToken) return null;
	try {
		const headers = { authorization: `Bearer ${accessToken}` };
		const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
		const said = answer.ok ? ((await answer.json()) as Claims) : null;
		return said?.sub === undefined ? null : said;
	} catch {
		return null;
	}
}

/** The library has looked at signature, issuer, audience, times and nonce before this is read. */
function claimsIn(idToken: string): Claims | null {
	try {
		return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as Claims;
	} catch {
		return null;
	}
}
