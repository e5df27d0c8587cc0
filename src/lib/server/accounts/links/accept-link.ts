import { randomUUID } from 'node:crypto';
import { Refusal } from '$lib/domain';
import { checkPassword } from '../passwords/check-password';
import { clearAttempts } from '../sign-in/attempts';
import { readLink, spendLink } from './links';
import { endAccess } from '../end-access';
import { addMember, memberById, type Member } from '../members';
import { inOne, type Accounts } from '../open-accounts';

/** What somebody fills in who follows a link. */
export interface Acceptance {
	token: string;
	name: string;
	/** Asked of the first administrator alone. */
	email: string;
	password: string;
}

/**
 * Lets the holder of a link in under the password they chose, and uses the link up. Every earlier session of theirs ends;
 * a new password takes their tokens back too, because whoever had the old one could have made some.
 */
export async function acceptLink(accounts: Accounts, wanted: Acceptance, now: Date): Promise<Member> {
	const link = readLink(accounts, wanted.token, now);
	if (!link) throw linkGone();
	const email = link.member?.email ?? wanted.email;
	const name = (link.kind === 'reset' ? link.member?.name : wanted.name.trim()) ?? '';
	if (name === '' || name.length > 100)
		throw new Refusal('no_name', 'Your name is missing or too long.', 'Write it as colleagues know you.');
	checkPassword(wanted.password, {
		near: [email, name, accounts.partnership()],
		hasSecondFactor: link.member?.hasSecondFactor ?? false
	});
	const hash = await (await accounts.auth.$context).password.hash(wanted.password);
	return inOne(accounts, () => {
		if (!spendLink(accounts, wanted.token, now)) throw linkGone();
		const member =
			link.member ?? addMember(accounts, { email, name, role: 'administrator', partners: [] }, now);
		keepPassword(accounts, member.id, { name, hash, now });
		if (link.kind === 'reset') endAccess(accounts, member.id, now);
		clearAttempts(accounts, member.email);
		return memberById(accounts, member.id) ?? member;
	});
}

function keepPassword(
	{ db }: Accounts,
	userId: string,
	{ name, hash, now }: { name: string; hash: string; now: Date }
): void {
	const at = now.toISOString();
	db.prepare('update user set name = ?, emailVerified = 1, updatedAt = ? where id = ?').run(name, at, userId);
	db.prepare('delete from account where userId = ? and providerId = ?').run(userId, 'credential');
	db.prepare(
		'insert into account (id, accountId, providerId, userId, password, createdAt, updatedAt) values (?, ?, ?, ?, ?, ?, ?)'
	).run(randomUUID(), userId, 'credential', userId, hash, at, at);
	db.prepare('delete from session where userId = ?').run(userId);
}

function linkGone(): Refusal {
	return new Refusal(
		'link_gone',
		'This link was used already, or is too old.',
		'Ask an administrator for a new one.'
	);
}
