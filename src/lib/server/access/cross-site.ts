const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request that would change something comes from another site's page, whatever its content type. */
export function isCrossSite(request: Pick<Request, 'method' | 'headers'>, origin: string): boolean {
	if (READING.has(request.method)) return false;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin' && site !== 'none') return true;
	const from = request.headers.get('origin');
	return from !== null && from !== origin;
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What to do with a request that came in under a `Host` header: nothing, send the visitor to the one
 * origin (another name of the same machine), or refuse it (a name that is not ours).
 */
export function judgeHost(host: string | null, origin: string): 'same' | 'redirect' | 'refuse' {
	const own = new URL(origin);
	if (host === null || host === own.host) return 'same';
	const asked = URL.parse(`http://${host}`);
	const isOurs = asked !== null && isLoopback(asked.hostname) && isLoopback(own.hostname);
	return isOurs ? 'redirect' : 'refuse';
}

/** Whether a name means this very machine and no other. */
export function isLoopback(hostname: string): boolean {
	return LOOPBACK_NAMES.has(hostname);
}
