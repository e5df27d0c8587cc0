import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/**
 * Lets requests that only read begin one after another, each in a turn of its own of the event loop. A page whose
 * tables are remembered is made without a pause, so fifty that come at once would else be made in one turn; and a file
 * that is being received and read gets one piece further in a turn. Nobody is answered later for it: it is the same work
 * in the same order.
 */
export function takeTurns(handler: RequestListener): RequestListener {
	const waiting: (() => void)[] = [];
	const next = () => {
		waiting.shift()?.();
		if (waiting.length > 0) setImmediate(next);
	};
	return (request: IncomingMessage, response: ServerResponse) => {
		if (request.method !== 'GET' && request.method !== 'HEAD') return handler(request, response);
		waiting.push(() => {
			if (!response.destroyed) handler(request, response);
		});
		if (waiting.length === 1) setImmediate(next);
	};
}
