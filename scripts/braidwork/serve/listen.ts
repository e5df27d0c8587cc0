import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Refusal } from '$lib/domain';
import { answerGuards } from '$lib/server/access';
import { HEALTH, withGuards } from './guards';
import { keepPace, PACE } from './pace';
import type { Reach } from './reach';
import { takeTurns } from './take-turns';

/** A server that holds its port and answers as soon as it is given a handler. */
export interface Listening {
	server: Server;
	/** The one origin of the application. */
	origin: string;
	/** Where it listens itself, when a proxy stands before it. */
	own: string;
	answerWith(handler: RequestListener, limit: number): void;
	/** Stops taking visitors, lets running answers end, and cuts what does not end in time. */
	stop(): Promise<void>;
}

/** A 2 GB upload over a line of 1 Mbit/s takes five hours; `pace` cuts who sends hardly anything. */
const LONGEST_REQUEST_MS = 6 * 60 * 60 * 1000;
const LONGEST_HEAD_MS = 20 * 1000;
const LOOK_EVERY_MS = 5 * 1000;
/** A socket on which nothing moves in either direction. */
const LONGEST_SILENCE_MS = 5 * 60 * 1000;
const LONGEST_FAREWELL_MS = 10 * 1000;
const MOST_CONNECTIONS = 2000;
/** Longer than proxies keep theirs (nginx: 60 s), so that none sends into a connection that is just being closed. */
const KEEP_ALIVE_MS = 65 * 1000;

/** Takes a port, first of all, so that a taken one is noticed before anything is opened. */
export async function listen(reach: Reach): Promise<Listening> {
	const { host, port, tls, proxy } = reach;
	const limits = {
		requestTimeout: LONGEST_REQUEST_MS,
		headersTimeout: LONGEST_HEAD_MS,
		connectionsCheckingInterval: LOOK_EVERY_MS,
		...(proxy && { keepAliveTimeout: KEEP_ALIVE_MS })
	};
	const server = tls ? createSecureServer({ ...limits, ...tls }) : createServer(limits);
	server.timeout = LONGEST_SILENCE_MS;
	server.maxConnections = MOST_CONNECTIONS;
	await takePort(server, host, port);
	const taken = (server.address() as AddressInfo).port;
	const own = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${taken}`;
	const origin = reach.origin ?? own;
	const starting = startingAt(origin);
	server.on('request', starting);
	return {
		server,
		origin,
		own,
		answerWith: (handler, limit) => {
			server.off('request', starting);
			keepPace(server, { ...PACE, ...(proxy && { perAddress: null }) });
			server.on('request', withGuards(takeTurns(handler), { origin, limit, proxy }));
		},
		stop: () => stop(server)
	};
}

/** A monitor reads the same kind of answer before the home is open as after. */
function startingAt(origin: string): RequestListener {
	return ({ url }, response) => {
		const [type, text] =
			url === HEALTH
				? ['application/json', '{"status":"starting"}']
				: ['text/plain; charset=utf-8', 'Braidwork is starting. Try again in a moment.\n'];
		const own = { 'retry-after': '2', 'content-type': type, 'cache-control': 'no-store' };
		response.writeHead(503, { ...own, ...answerGuards(origin) }).end(text);
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
