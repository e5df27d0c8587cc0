import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How a tool is led to the application. */
export interface Guide {
	/** The address of the proxy that the tool is given. */
	address: string;
	stop(): void;
}

const TEXT = /^(text\/|application\/(json|problem\+json|javascript)|image\/svg)/;

/**
 * A proxy for a tool that cannot be told to leave an address alone: it keeps the tool's visit alive by sending its
 * cookie each time, and answers for what would end that visit. Pages come uncompressed, and of what is no text only the
 * head: the tool takes a workbook for a page and dies of it.
 */
export async function guide(
	target: string,
	{ cookie, spared }: { cookie: string; spared: string[] }
): Promise<Guide> {
	const { hostname, port } = new URL(target);
	const proxy = createServer((request, response) => {
		const { pathname, search } = new URL(request.url ?? '/', target);
		if (spared.includes(pathname)) return void response.writeHead(404).end();
		const plain = { 'accept-encoding': 'identity' };
		const headers = { ...request.headers, ...plain, origin: target, ...(cookie && { cookie }) };
		const onward = { hostname, port, path: pathname + search, method: request.method, headers };
		const answered = (answer: IncomingMessage) => {
			const { 'content-length': _length, ...head } = answer.headers;
			response.writeHead(answer.statusCode ?? 502, head);
			if (TEXT.test(head['content-type'] ?? '')) void text(answer).then((page) => response.end(named(page)));
			else answer.resume().on('end', () => response.end());
		};
		request.pipe(ask(onward, answered).on('error', () => response.destroy()));
	});
	await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
	const own = (proxy.address() as AddressInfo).port;
	const stop = () => {
		proxy.close();
		proxy.closeAllConnections();
	};
	return { address: `http://127.0.0.1:${own}`, stop };
}

/** The tool forgets a query without a value, and the actions of our forms are such: here each gets one. */
function named(page: string): string {
	return page.replace(/\b((?:form)?action="\?\/\w+)"/g, '$1=1"');
}
