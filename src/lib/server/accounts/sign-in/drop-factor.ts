import type { AccountBook } from '../open-accounts';

/**
 * Takes second factor and password off an account whose holder lost the one, and signs them out everywhere: a short
 * password must not stand alone, so they begin anew by a link.
 */
export function dropSecondFactor({ db }: AccountBook, userId: string): void {
	db.prepare('delete from twoFactor where userId = ?').run(userId);
	db.prepare('update user set twoFactorEnabled = 0 where id = ?').run(userId);
	db.prepare("delete from account where userId = ? and providerId = 'credential'").run(userId);
	db.prepare('delete from session where userId = ?').run(userId);
}
