import type { AccountBook } from './open-accounts';

/** Ends every way in that an account has open: its browsers and, for good, its tokens. */
export function endAccess({ db }: AccountBook, userId: string, now: Date): void {
	db.prepare('delete from session where userId = ?').run(userId);
	db.prepare('update api_token set revoked_at = coalesce(revoked_at, ?) where user_id = ?').run(
		now.toISOString(),
		userId
	);
}
