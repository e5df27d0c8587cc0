import { Refusal } from '$lib/domain';
import { attemptWasRight, beginAttempt } from '../sign-in/attempts';
import { checkPassword } from './check-password';
import type { Accounts } from '../open-accounts';
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
	const stored = accounts.db
		.prepare("select password from account where userId = ? and providerId = 'credential'")
		.get(account.id)?.password;
	const { password: keeper } = await accounts.auth.$context;
	const isRight = typeof stored === 'string' && (await keeper.verify({ hash: stored, password }));
	if (!isRight)
		throw new Refusal('wrong_password', 'This is not your password.', 'Write the one that you sign in with.');
	attemptWasRight(accounts, [...keys]);
}

/** The account and session of somebody who signed in by a browser; a program's token has none. */
export function ownSession({ account, session }: Visit) {
	if (account && session) return { account, session };
	throw new Refusal('no_session', 'Nobody is signed in here.', 'Sign in first.');
}
