import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';

/** How slow a visitor may be, and how many connections one address may have. */
export interface Pace {
	/** Bytes that a body must bring in each span while we wait for it. */
	leastBytes: number;
	spanMs: number;
	/** Spans in a row that may bring less. */
	patience: number;
	/** Spans in a row in which less of an answer that waits may be taken. */
	patienceReading: number;
	/** Requests that one connection may have unanswered; browsers send one after another. */
	perConnection: number;
	/** Connections of one address; null where a proxy stands before everybody. */
	perAddress: number | null;
}

/** 500 bytes a second is what Apache's mod_reqtimeout asks for; a 2 GB upload over any real line is far faster. */
export const PACE: Pace = {
	leastBytes: 5000,
	spanMs: 10_000,
	patience: 2,
	patienceReading: 12,
	perConnection: 4,
	perAddress: 200
};

/** Cuts visitors who keep a connection busy with hardly a byte in either direction, and those who open very many. */
export function keepPace(server: Server, pace: Pace): void {
	const open = new Map<string, number>();
	server.on(
		'connection',
		(socket: Socket) => pace.perAddress !== null && count(socket, open, pace.perAddress)
	);
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		countUnanswered(request.socket, response, pace.perConnection);
		if (hasBody(request)) watchBody(request, response, pace);
	});
	watchAnswers(server, pace);
}

const unanswered = new WeakMap<Socket, number>();

/** Whoever sends on and on without reading is cut, before all of it is answered. */
function countUnanswered(socket: Socket, response: ServerResponse, most: number): void {
	const now = (unanswered.get(socket) ?? 0) + 1;
	unanswered.set(socket, now);
	response.once('finish', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
	if (now > most) socket.destroy();
}

/** How much of its answers a visitor had taken when we last looked, and for how many spans it was hardly more. */
interface Taken {
	whole: number;
	waiting: number;
	spans: number;
}

/** One look over all connections costs less than a timer for each answer. */
function watchAnswers(server: Server, { leastBytes, spanMs, patienceReading }: Pace): void {
	const open = new Map<Socket, Taken>();
	server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', (socket: Socket) => {
		open.set(socket, { whole: 0, waiting: 0, spans: 0 });
		socket.once('close', () => open.delete(socket));
	});
	const look = () => {
		for (const [socket, before] of open) {
			const whole = socket.bytesWritten - socket.writableLength;
			const waiting = waitingIn(socket);
			const isStuck =
				socket.writableLength > 0 && whole === before.whole && before.waiting - waiting < leastBytes;
			const spans = isStuck ? before.spans + 1 : 0;
			open.set(socket, { whole, waiting, spans });
			if (spans >= patienceReading) socket.destroy();
		}
	};
	const timer = setInterval(look, spanMs);
	timer.unref();
	server.once('close', () => clearInterval(timer));
}

/** What the system has not yet taken of the piece under way. Node asks the same before it calls a socket silent. */
function waitingIn(socket: Socket): number {
	const handle: unknown = Reflect.get(socket, '_handle');
	const size: unknown =
		typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'writeQueueSize') : 0;
	return typeof size === 'number' ? size : 0;
}

function count(socket: Socket, open: Map<string, number>, most: number): void {
	const address = socket.remoteAddress ?? '';
	const now = (open.get(address) ?? 0) + 1;
	open.set(address, now);
	socket.once('close', () => {
		const left = (open.get(address) ?? 1) - 1;
		if (left > 0) open.set(address, left);
		else open.delete(address);
	});
	if (now > most) socket.destroy();
}

function hasBody({ headers }: IncomingMessage): boolean {
	return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

/** While it is we who do not take what has come, nobody is slow but us. */
function watchBody(request: IncomingMessage, response: ServerResponse, pace: Pace): void {
	const { socket } = request;
	let [seen, slow] = [socket.bytesRead, 0];
	const timer = setInterval(() => {
		if (request.complete || request.destroyed) return clearInterval(timer);
		const got = socket.bytesRead - seen;
		seen = socket.bytesRead;
		const isWaiting = request.readableFlowing === true && request.readableLength === 0;
		slow = isWaiting && got < pace.leastBytes ? slow + 1 : 0;
		if (slow < pace.patience) return;
		clearInterval(timer);
		cut(request, response);
	}, pace.spanMs);
	timer.unref();
	response.once('close', () => clearInterval(timer));
}

function cut(request: IncomingMessage, response: ServerResponse): void {
	if (!response.headersSent) {
		const title = 'The rest of this request did not come in time.';
		const problem = { type: 'urn:braidwork:problem:too_slow', status: 408, code: 'too_slow', title };
		response.writeHead(408, { 'content-type': 'application/problem+json', connection: 'close' });
		response.end(JSON.stringify(problem));
	}
	setTimeout(() => request.socket.destroy(), 100).unref();
}
