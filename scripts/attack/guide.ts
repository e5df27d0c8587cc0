import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a tool is led to the application. */
export interface Guide {
	/** The address of the proxy that the tool is given. */
	address: string;
	stop(): void;
}

/**
 * A proxy for a tool that cannot be told to leave an address alone: it keeps the tool's visit alive by sending its
 * cookie each time, and answers for what would end that visit.
 */
export async function guide(
	target: string,
	{ cookie, spared }: { cookie: string; spared: string[] }
): Promise<Guide> {
	const { hostname, port } = new URL(target);
	const proxy = createServer((request, response) => {
		const { pathname, search } = new URL(request.url ?? '/', target);
		if (spared.includes(pathname)) return void response.writeHead(404).end();
		const headers = { ...request.headers, origin: target, ...(cookie && { cookie }) };
		const onward = { hostname, port, path: pathname + search, method: request.method, headers };
		const answered = (answer: IncomingMessage) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
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
