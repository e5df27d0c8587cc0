/**
 * Headers that every answer bears (OWASP secure headers project), static files too. The content security policy
 * of pages is made by the framework, with a hash for each of its scripts.
 */
export function answerGuards(origin: string): Record<string, string> {
	const guards = {
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin'
	};
	const isSecure = origin.startsWith('https:');
	return isSecure ? { ...guards, 'strict-transport-security': 'max-age=31536000' } : guards;
}

/** The policy of an answer that is no page: whoever opens it as one runs and loads nothing. */
export const NO_PAGE_POLICY =
	"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
