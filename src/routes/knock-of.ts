import type { RequestEvent } from '@sveltejs/kit';
import { deviceCookieName, type Knock } from '$lib/server/accounts';

/** What came with somebody who wants to sign in. */
export function knockOf({ request, cookies, locals, getClientAddress }: RequestEvent): Knock {
	return {
		address: getClientAddress(),
		browser: request.headers.get('user-agent') ?? '',
		device: cookies.get(deviceCookieName(locals.accounts.origin)),
		now: new Date()
	};
}
