import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that is weak in every way that the tools look for. */
export interface WeakPage {
	address: string;
	stop(): void;
}

/**
 * Serves a page that is weak on purpose: it shows a file of secrets, writes back what it is sent as markup, answers
 * what follows a number as a database would, and waits for slow visitors for ever. A tool that finds nothing here
 * has not looked, and its silence about Braidwork would be worth nothing.
 */
export async function serveWeakPage(): Promise<WeakPage> {
	const server = createServer({ headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 }, answer);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	const stop = () => {
		server.close();
		server.closeAllConnections();
	};
	return { address: `http://127.0.0.1:${port}`, stop };
}

const PAGES: Record<string, (query: URLSearchParams) => string> = {
	'/': () => '<html><body><a href="/greet?name=you">Greet</a></body></html>',
	'/greet': (query) => `<html><body>Hello ${query.get('name') ?? ''}</body></html>`,
	'/coverage': () => '<html><body>A page to be read.</body></html>',
	'/.env': () => 'SECRET=on-purpose',
	'/item': (query) => `<html><body>${isTrue(query.get('id') ?? '') ? ROW : NO_ROW}</body></html>`
};

const ROW = '<p>Item one is in stock and costs three dollars; a dozen of them lie in the second room.</p>';
const NO_ROW = '<p>Nothing was found.</p>';

function answer(request: IncomingMessage, response: ServerResponse): void {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://weak');
	const page = request.method === 'GET' ? PAGES[pathname] : undefined;
	request.resume();
	response.writeHead(page ? 200 : 404, { 'content-type': 'text/html' });
	response.end(page?.(searchParams) ?? 'There is nothing here.');
}

/** What a database says of a condition into which a text was written as it came. */
function isTrue(text: string): boolean {
	const asked = /^1(?:\s+AND\s+(\d+)\s*([=<>])\s*(\d+))?\s*(?:--.*|#.*)?$/i.exec(text.trim());
	if (asked === null) return false;
	const [, left, sign, right] = asked;
	if (left === undefined) return true;
	const [one, other] = [Number(left), Number(right)];
	return sign === '=' ? one === other : sign === '<' ? one < other : one > other;
}
