import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { Refusal } from '$lib/domain';
import type { AccountBook, Accounts } from '../open-accounts';
import { keepRule, readRule } from './rules';

/** A county's own identity provider, by which its people may sign in (OpenID Connect). */
export interface Provider {
	/** What the button on the sign-in page says. */
	name: string;
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** Whether its people's addresses are taken as checked even when it does not say so. */
	isTrusted: boolean;
	/** What it says in `amr` or `acr` of whoever showed several factors there; empty where our own code is asked for. */
	factorClaim: string;
}

/** The one provider's id in addresses and accounts. */
export const PROVIDER_ID = 'county';

const RULE = 'provider';
const PATIENCE_MS = 10_000;

/** The provider that was set up, with its secret; nothing where there is none. */
export async function readProvider(book: AccountBook, key: string): Promise<Provider | null> {
	const kept = readRule(book, RULE);
	if (!isKept(kept)) return null;
	return {
		...kept,
		factorClaim: kept.factorClaim ?? '',
		clientSecret: await symmetricDecrypt({ key, data: kept.clientSecret })
	};
}

/** What may be shown of the provider: all but its secret. */
export function shownProvider(book: AccountBook): Omit<Provider, 'clientSecret'> | null {
	const kept = readRule(book, RULE);
	if (!isKept(kept)) return null;
	const { name, issuer, clientId, isTrusted, factorClaim = '' } = kept;
	return { name, issuer, clientId, isTrusted, factorClaim };
}

/** Sets the provider up after asking it who it is; an empty secret keeps the one there is, `null` takes the provider away. */
export async function saveProvider(accounts: Accounts, wanted: Provider | null): Promise<void> {
	if (wanted === null) keepRule(accounts, RULE, null);
	else {
		const earlier = await readProvider(accounts, accounts.key);
		const clientSecret = wanted.clientSecret || earlier?.clientSecret || '';
		const provider = checked({ ...wanted, clientSecret });
		await meet(provider.issuer);
		const data = await symmetricEncrypt({ key: accounts.key, data: clientSecret });
		keepRule(accounts, RULE, { ...provider, clientSecret: data });
	}
	await accounts.renewAuth();
}

/** The address to which a provider sends people back. */
export function providerCallback(origin: string): string {
	return `${origin}/sign-in/provider/callback/${PROVIDER_ID}`;
}

/** Where a provider describes itself (OpenID Connect Discovery 1.0, section 4). */
export function discoveryAddress(issuer: string): string {
	return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
}

/** Earlier versions knew no `factorClaim`. */
type KeptProvider = Omit<Provider, 'factorClaim'> & Partial<Pick<Provider, 'factorClaim'>>;

function isKept(kept: unknown): kept is KeptProvider {
	return typeof kept === 'object' && kept !== null && 'issuer' in kept && 'clientSecret' in kept;
}

function checked(provider: Provider): Provider {
	const issuer = URL.parse(provider.issuer.trim());
	const isLocal = issuer?.hostname === '127.0.0.1' || issuer?.hostname === 'localhost';
	if (!issuer || (issuer.protocol !== 'https:' && !isLocal))
		throw new Refusal(
			'bad_provider',
			'The address of the provider is not an https address.',
			'Copy its issuer, as https://login.county.gov.'
		);
	const [name, clientId] = [provider.name.trim(), provider.clientId.trim()];
	if (name === '' || clientId === '' || provider.clientSecret === '')
		throw new Refusal(
			'bad_provider',
			'The name, the client id or the secret is missing.',
			'Copy them from the provider’s page for this application.'
		);
	const factorClaim = provider.factorClaim.trim();
	return { ...provider, name, clientId, issuer: provider.issuer.trim(), factorClaim };
}

/** Asks a provider to describe itself, so that a wrong address is noticed by who writes it. */
async function meet(issuer: string): Promise<void> {
	const said = await describe(discoveryAddress(issuer));
	if (
		said?.issuer?.replace(/\/+$/, '') === issuer.replace(/\/+$/, '') &&
		said.jwks_uri &&
		said.token_endpoint
	)
		return;
	throw new Refusal(
		'bad_provider',
		`At ${issuer} no provider of that name describes itself.`,
		'The issuer must be written exactly as the provider does, and be reachable from this server.'
	);
}

/** What a provider says of itself; nothing when it does not answer. */
export async function describe(address: string): Promise<Partial<Record<string, string>> | null> {
	try {
		const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
		return answer.ok ? ((await answer.json()) as Partial<Record<string, string>>) : null;
	} catch {
		return null;
	}
}
