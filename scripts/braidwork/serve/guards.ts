import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerGuards, bodyLimit, isCrossSite, NO_PAGE_POLICY } from '$lib/server/access';
import { logRequest, newRequestId } from '$lib/server/audit';
import { compressAnswer } from './compress';
import type { Reach } from './reach';

/** What every request is held against before the application sees it. */
export interface Guarded {
	origin: string;
	/** Most bytes of files that are filed; everything else has limits of its own. */
	limit: number;
	proxy: Reach['proxy'];
}

/** What proxies say of a visitor; believed of the configured one alone. */
const OF_PROXIES = /^(x-forwarded-.*|forwarded|x-real-ip|true-client-ip|cf-connecting-ip)$/;

const LONGEST_FAREWELL_MS = 10 * 1000;

/** Where monitors ask; it says nothing of the partnership and is answered by any name of the machine. */
export const HEALTH = '/api/v1/health';

/** Wraps the application: refuses what the head of a request alone forbids, and believes no header that nobody vouches for. */
export function withGuards(handler: RequestListener, guarded: Guarded): RequestListener {
	const guards = Object.entries(answerGuards(guarded.origin));
	return (request, response) => {
		const id = (request.headers['x-request-id'] = newRequestId());
		for (const [name, value] of [...guards, ['x-request-id', id] as const]) response.setHeader(name, value);
		const problem = problemWith(request, guarded);
		if (problem) return refuse(request, response, { ...problem, id });
		believe(request, guarded);
		compressAnswer(request, response);
		handler(request, response);
	};
}

/** What can be told from the head of a request alone, before a byte of its body is taken. */
function problemWith(request: IncomingMessage, { origin, limit }: Guarded): Problem | null {
	const { method = 'GET', headers } = request;
	const most = bodyLimit(URL.parse(request.url ?? '/', origin)?.pathname ?? null, method, limit);
	if (Number(headers['content-length'] ?? 0) > most) return tooLarge(most, most === limit);
	const asked = {
		method,
		headers: new Headers({ ...pick(headers, 'origin'), ...pick(headers, 'sec-fetch-site') })
	};
	return isCrossSite(asked, origin) ? crossSite(origin) : null;
}

function pick(headers: IncomingHttpHeaders, name: string): Record<string, string> {
	const value = headers[name];
	return value === undefined ? {} : { [name]: String(value) };
}

interface Problem {
	status: number;
	code: string;
	title: string;
	detail: string;
}

function tooLarge(limit: number, isUpload: boolean): Problem {
	const title = `The upload is larger than ${Math.round(limit / (1024 * 1024))} MB.`;
	const detail = isUpload
		? 'Send fewer or smaller files, or raise upload_limit_mb in the settings.'
		: 'This address takes no more. Files are filed at /submissions, or by a program at /api/v1/submissions.';
	return { status: 413, code: 'too_large', title, detail };
}

function crossSite(origin: string): Problem {
	const title = 'This request comes from another site.';
	return { status: 403, code: 'cross_site', title, detail: `Use Braidwork from its own address, ${origin}.` };
}

/** What still comes of the body is let go by for a while first: a sender whose connection is cut at once never reads why. */
function refuse(request: IncomingMessage, response: ServerResponse, problem: Problem & { id: string }): void {
	const began = performance.now();
	const answer = () => {
		clearTimeout(patience);
		if (response.headersSent) return;
		response.writeHead(problem.status, {
			'content-type': 'application/problem+json',
			'cache-control': 'private, no-store',
			'content-security-policy': NO_PAGE_POLICY,
			connection: 'close'
		});
		response.end(JSON.stringify({ type: `urn:braidwork:problem:${problem.code}`, ...problem }));
		const { method = '' } = request;
		const ms = performance.now() - began;
		logRequest({ id: problem.id, method, route: null, status: problem.status, ms });
	};
	const patience = setTimeout(answer, LONGEST_FAREWELL_MS);
	request.once('end', answer).once('close', answer).resume();
}

function believe(request: IncomingMessage, { origin, proxy }: Guarded): void {
	const { headers } = request;
	for (const name of Object.keys(headers))
		if (OF_PROXIES.test(name) && name !== proxy?.address_header) delete headers[name];
	if (proxy) headers[proxy.address_header] = addressesIn(request, proxy);
	if (request.url === HEALTH) headers.host = new URL(origin).host;
	nameOrigin(request, origin);
}

/** Whoever comes past the proxy is known by their own address, as if each hop had added it. */
function addressesIn({ headers, socket }: IncomingMessage, proxy: NonNullable<Reach['proxy']>): string {
	const said = String(headers[proxy.address_header] ?? '');
	const known = said.split(',').filter((address) => address.trim() !== '');
	const missing = Math.max(0, proxy.hops - known.length);
	return [...Array<string>(missing).fill(socket.remoteAddress ?? ''), ...known].join(',');
}

/**
 * A program such as curl names no origin, and a browser always does when it changes something or comes from
 * another site. So for /api a request with neither mark is a program's, and counts as our own.
 */
function nameOrigin(request: IncomingMessage, origin: string): void {
	const { headers } = request;
	const isProgram = headers.origin === undefined && headers['sec-fetch-site'] === undefined;
	if (isProgram && request.url?.startsWith('/api/')) headers.origin = origin;
}
