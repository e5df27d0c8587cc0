import { Refusal } from '$lib/domain';
import { cookiesFrom, sessionCookieName, type CookieToSet } from './cookies';
import { memberById } from '../members';
import type { Accounts } from '../open-accounts';
import { PROVIDER_ID, readProvider } from '../rules/provider';
import { endSession, endSessions, readSession } from '../sessions';
import { saysFactor, withClaims } from './provider-claims';
import { askForCode } from './second-factor';
import { remembered, type Entry, type Knock } from './sign-in';

/** Sends somebody to their provider; they come back to `finishProviderSignIn`, and then to `back`. */
export async function beginProviderSignIn(
	accounts: Accounts,
	back: string
): Promise<{ url: string; cookies: CookieToSet[] }> {
	const { headers, response } = await accounts.auth.api.signInSocial({
		body: {
			provider: PROVIDER_ID,
			callbackURL: back,
			errorCallbackURL: '/sign-in',
			disableRedirect: true
		},
		headers: new Headers({ origin: accounts.origin }),
		returnHeaders: true
	});
	if (!response.url) throw refused();
	return { url: response.url, cookies: cookiesFrom(headers, accounts.origin) };
}

/**
 * Lets somebody in who comes back from their provider, if it says under its own signature who they are and they have
 * an account or an invitation here. Nobody gets an account by signing in. Whoever has a second factor here is asked for
 * its code, unless the provider says that it asked for several factors itself.
 */
export async function finishProviderSignIn(
	accounts: Accounts,
	request: Request,
	knock: Knock
): Promise<Entry & { back: string }> {
	const { result: answer, claims } = await withClaims(() => accounts.auth.handler(request));
	const cookies = cookiesFrom(answer.headers, accounts.origin);
	const session = cookies.find(({ name }) => name === sessionCookieName(accounts.origin));
	forgetProviderTokens(accounts);
	const visit = readSession(accounts, session?.value, knock.now);
	if (!visit?.account || !visit.session) throw refused();
	const member = memberById(accounts, visit.account.id);
	if (!member) throw refused();
	if (member.status === 'disabled') {
		endSessions(accounts, member.id);
		throw refused();
	}
	const back = answer.headers.get('location') ?? '/';
	const provider = await readProvider(accounts, accounts.key);
	const hasFactor = provider !== null && saysFactor(provider, claims);
	const { email } = member;
	if (member.hasSecondFactor && !hasFactor) {
		endSession(accounts, member.id, visit.session.id);
		return { outcome: 'code', email, cookies: [await askForCode(accounts, member.id)], back };
	}
	noteProvider(accounts, visit.session.id, hasFactor);
	return { outcome: 'in', email, cookies: [...cookies, remembered(accounts, member.id, knock)], back };
}

function noteProvider({ db }: Accounts, sessionId: string, hasFactor: boolean): void {
	db.prepare('insert into provider_session (session_id, has_factor) values (?, ?)').run(
		sessionId,
		hasFactor ? 1 : 0
	);
}

/** We ask the provider who somebody is, and nothing after that: its tokens are not kept. */
function forgetProviderTokens({ db }: Accounts): void {
	db.prepare(
		'update account set accessToken = null, refreshToken = null, idToken = null where providerId = ?'
	).run(PROVIDER_ID);
}

function refused(): Refusal {
	return new Refusal(
		'provider_refused',
		'Your provider did not say who you are, or nobody here has an account under your address.',
		'Try again; if it does not help, ask an administrator to invite that address.'
	);
}
