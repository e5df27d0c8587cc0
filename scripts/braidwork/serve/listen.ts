import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '$lib/domain';
import { answerGuards, isCrossSite, NO_PAGE_POLICY } from '$lib/server/access';
import { logRequest, newRequestId } from '$lib/server/audit';
import { compressAnswer } from './compress';

/** A server that holds its port and answers as soon as it is given a handler. */
export interface Listening {
	server: Server;
	/** The one origin of the application. */
	origin: string;
	answerWith(handler: RequestListener, limit: number): void;
	/** Stops taking visitors, lets running answers end, and cuts what does not end in time. */
	stop(): Promise<void>;
}

/** A 2 GB upload over a line of 1 Mbit/s takes five hours. */
const LONGEST_REQUEST_MS = 6 * 60 * 60 * 1000;
const LONGEST_HEAD_MS = 60 * 1000;
const LONGEST_FAREWELL_MS = 10 * 1000;

/** Takes a port, first of all, so that a taken one is noticed before anything is opened. */
export async function listen(host: string, port: number): Promise<Listening> {
	const server = createServer({ requestTimeout: LONGEST_REQUEST_MS, headersTimeout: LONGEST_HEAD_MS });
	await takePort(server, host, port);
	const origin = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
	const starting: RequestListener = (_request, response) =>
		response
			.writeHead(503, { 'retry-after': '2', 'cache-control': 'no-store', ...answerGuards(origin) })
			.end('Braidwork is starting. Try again in a moment.\n');
	server.on('request', starting);
	return {
		server,
		origin,
		answerWith: (handler, limit) => {
			server.off('request', starting);
			server.on('request', withGuards(handler, origin, limit));
		},
		stop: () => stop(server)
	};
}

function takePort(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(explainPort(error, host, port)));
		server.listen(port, host, () => resolve());
	});
}

function explainPort(error: NodeJS.ErrnoException, host: string, port: number): Error {
	if (error.code === 'EADDRINUSE')
		return new Refusal(
			'port_taken',
			`Port ${port} of ${host} is taken by another program.`,
			'Choose another with --port N, or stop that program.'
		);
	if (error.code === 'EACCES')
		return new Refusal(
			'no_permission',
			`This account may not use port ${port}.`,
			'Choose one above 1023 with --port N.'
		);
	return error;
}

function withGuards(handler: RequestListener, origin: string, limit: number): RequestListener {
	const guards = Object.entries(answerGuards(origin));
	return (request, response) => {
		const id = (request.headers['x-request-id'] = newRequestId());
		for (const [name, value] of [...guards, ['x-request-id', id] as const]) response.setHeader(name, value);
		const problem = problemWith(request, origin, limit);
		if (problem) return refuse(request, response, { ...problem, id });
		nameOrigin(request, origin);
		compressAnswer(request, response);
		handler(request, response);
	};
}

/** What can be told from the head of a request alone, before a byte of its body is taken. */
function problemWith(request: IncomingMessage, origin: string, limit: number): Problem | null {
	if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge(limit);
	const { method = 'GET', headers } = request;
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

function tooLarge(limit: number): Problem {
	const title = `The upload is larger than ${Math.round(limit / (1024 * 1024))} MB.`;
	const detail = 'Send fewer or smaller files, or raise upload_limit_mb in the settings.';
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

/**
 * A program such as curl names no origin, and a browser always does when it changes something or comes from
 * another site. So for /api a request with neither mark is a program's, and counts as our own.
 */
function nameOrigin(request: IncomingMessage, origin: string): void {
	const { headers } = request;
	const isProgram = headers.origin === undefined && headers['sec-fetch-site'] === undefined;
	if (isProgram && request.url?.startsWith('/api/')) headers.origin = origin;
}

function stop(server: Server): Promise<void> {
	const cut = setTimeout(() => server.closeAllConnections(), LONGEST_FAREWELL_MS);
	return new Promise((resolve) => {
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}
