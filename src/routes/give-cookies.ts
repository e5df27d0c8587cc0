import type { Cookies } from '@sveltejs/kit';
import type { CookieToSet } from '$lib/server/accounts';

/** Gives a visitor's browser what it is to keep; an empty value takes it back. */
export function giveCookies(cookies: Cookies, given: CookieToSet[]): void {
	for (const { name, value, options } of given)
		if (value === '') cookies.delete(name, options);
		else cookies.set(name, value, options);
}
