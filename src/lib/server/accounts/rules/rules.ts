import type { AccountBook } from '../open-accounts';
import type { Visit } from '../visit';
import { prepared } from '../prepared';

/** Whether everybody has to have a second factor. */
export function needsSecondFactor(book: AccountBook): boolean {
	return readRule(book, 'second_factor') === true;
}

/** Makes a second factor everybody's duty, or their own choice. */
export function requireSecondFactor(book: AccountBook, isNeeded: boolean): void {
	keepRule(book, 'second_factor', isNeeded);
}

/**
 * Whether somebody, or their program, does what the rule on second factors asks: by a factor of their own, or in a session
 * in which the county's provider asked for several. A program is worth what its owner's own factor is.
 */
export function meetsFactorRule(book: AccountBook, { account, session }: Visit): boolean {
	if (!account || account.hasSecondFactor || session?.provider?.hasFactor) return true;
	return !needsSecondFactor(book);
}

/** What administrators decided under a name; nothing when they did not. */
export function readRule({ db }: AccountBook, name: string): unknown {
	const value = prepared(db, 'select value from rule where name = ?').get(name)?.value;
	return typeof value === 'string' ? (JSON.parse(value) as unknown) : undefined;
}

/** Keeps a decision; `null` takes it back. */
export function keepRule({ db }: AccountBook, name: string, value: unknown): void {
	if (value === null) db.prepare('delete from rule where name = ?').run(name);
	else
		db.prepare(
			'insert into rule (name, value) values (?, ?) on conflict (name) do update set value = excluded.value'
		).run(name, JSON.stringify(value));
}
