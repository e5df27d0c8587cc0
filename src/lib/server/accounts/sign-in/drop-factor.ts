import { endAccess } from '../end-access';
import type { AccountBook } from '../open-accounts';

/**
 * Takes second factor and password off an account whose holder lost the one, signs them out everywhere and takes their
 * tokens back: a short password must not stand alone, so they begin anew by a link.
 */
export function dropSecondFactor(book: AccountBook, userId: string, now: Date): void {
	const { db } = book;
	db.prepare('delete from twoFactor where userId = ?').run(userId);
	db.prepare('update user set twoFactorEnabled = 0 where id = ?').run(userId);
	db.prepare("delete from account where userId = ? and providerId = 'credential'").run(userId);
	endAccess(book, userId, now);
}
