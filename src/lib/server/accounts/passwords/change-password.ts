import { Refusal } from '$lib/domain';
import { attemptWasRight, beginAttempt } from '../sign-in/attempts';
import { checkPassword } from './check-password';
import type { AccountBook, Accounts } from '../open-accounts';
import { endOtherSessions } from '../sessions';
import type { Visit } from '../visit';
import { WaitFirst } from '../sign-in/wait-first';

/** Gives the account of a visit a new password, and signs every other browser out. */
export async function changePassword(
	accounts: Accounts,
	visit: Visit,
	{ current, fresh, now }: { current: string; fresh: string; now: Date }
): Promise<void> {
	const { account, session } = ownSession(visit);
	await provePassword(accounts, visit, current, now);
	checkPassword(fresh, {
		near: [account.email, account.name, accounts.partnership()],
		hasSecondFactor: account.hasSecondFactor
	});
	const hash = await (await accounts.auth.$context).password.hash(fresh);
	accounts.db
		.prepare("update account set password = ?, updatedAt = ? where userId = ? and providerId = 'credential'")
		.run(hash, now.toISOString(), account.id);
	endOtherSessions(accounts, account.id, session.id);
}

/** Refuses whoever sits at a session and does not know its password. */
export async function provePassword(
	accounts: Accounts,
	visit: Visit,
	password: string,
	now: Date
): Promise<void> {
	const { account, session } = ownSession(visit);
	const keys = [`device:${session.id}`] as const;
	const wait = beginAttempt(accounts, [...keys], now);
	if (wait > 0) throw new WaitFirst(wait);
	const stored = storedPassword(accounts, account.id);
	const { password: keeper } = await accounts.auth.$context;
	const isRight = stored !== null && (await keeper.verify({ hash: stored, password }));
	if (!isRight)
		throw new Refusal('wrong_password', 'This is not your password.', 'Write the one that you sign in with.');
	attemptWasRight(accounts, [...keys]);
}

/** So long somebody without a password counts as the one who just came by their provider. */
const FRESH_MINUTES = 10;

/**
 * Refuses whoever sits at somebody else's open session: by the password, or where the account has none because its
 * owner comes by the county's provider, by having just come from there.
 */
export async function proveOwner(
	accounts: Accounts,
	visit: Visit,
	password: string,
	now: Date
): Promise<void> {
	const { account, session } = ownSession(visit);
	if (hasPassword(accounts, account.id)) return provePassword(accounts, visit, password, now);
	const isFresh = now.getTime() - Date.parse(session.beganAt) < FRESH_MINUTES * 60_000;
	if (session.provider && isFresh) return;
	throw new Refusal(
		'come_again',
		`You have no password here, and came from your provider more than ${FRESH_MINUTES} minutes ago.`,
		'Sign out, sign in by your provider again, and do this first.'
	);
}

/** Whether an account has a password of its own. */
export function hasPassword(book: AccountBook, userId: string): boolean {
	return storedPassword(book, userId) !== null;
}

function storedPassword({ db }: AccountBook, userId: string): string | null {
	const stored = db
		.prepare("select password from account where userId = ? and providerId = 'credential'")
		.get(userId)?.password;
	return typeof stored === 'string' ? stored : null;
}

/** The account and session of somebody who signed in by a browser; a program's token has none. */
export function ownSession({ account, session }: Visit) {
	if (account && session) return { account, session };
	throw new Refusal('no_session', 'Nobody is signed in here.', 'Sign in first.');
}
