import type { AccountBook } from './open-accounts';

/** Takes the second factor off an account whose holder lost it, and signs them out everywhere. */
export function dropSecondFactor({ db }: AccountBook, userId: string): void {
	db.prepare('delete from twoFactor where userId = ?').run(userId);
	db.prepare('update user set twoFactorEnabled = 0 where id = ?').run(userId);
	db.prepare('delete from session where userId = ?').run(userId);
}
