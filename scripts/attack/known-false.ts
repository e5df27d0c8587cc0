import type { Finding } from './finding';

/** A report of a tool that is no finding, as narrow as it can be said, and why. */
interface KnownFalse {
	tool: string;
	kind: string;
	place: RegExp;
	what: RegExp;
	why: string;
}

export const KNOWN_FALSE: KnownFalse[] = [
	{
		tool: 'wapiti',
		kind: 'HTTP Secure Headers',
		place: /./,
		what: /^Strict-Transport-Security is not set$/,
		why: 'browsers ignore it on http; it is sent where the origin is https (commands/reach)'
	},
	{
		tool: 'wapiti',
		kind: 'HTTP Secure Headers',
		place: /./,
		what: /^X-XSS-Protection is not set$/,
		why: 'browsers gave the filter up, and OWASP advises against it; the content security policy stands in its place'
	},
	{
		tool: 'wapiti',
		kind: 'Backup file',
		place: /^GET [^ ]*\/invitation\//,
		what: /./,
		why: 'any name below /invitation is a link that is none; its page says so and holds nothing'
	},
	{
		tool: 'wapiti',
		kind: 'Cross Site Request Forgery',
		place: /^POST /,
		what: /^Lack of anti CSRF token/,
		why: 'a request must bear our own origin, by header, whatever it sends (commands/hardening); a hidden field would add nothing'
	},
	{
		tool: 'sqlmap',
		kind: 'injection',
		place: /./,
		what: /,false positive or unexploitable$/,
		why: 'sqlmap took it back itself: the difference between two answers did not depend on what was asked'
	}
];

/** Why a finding is none; nothing when it is one. */
export function whyFalse({ tool, kind, place, what }: Finding): string | null {
	const known = KNOWN_FALSE.find(
		(one) => one.tool === tool && one.kind === kind && one.place.test(place) && one.what.test(what)
	);
	return known?.why ?? null;
}
