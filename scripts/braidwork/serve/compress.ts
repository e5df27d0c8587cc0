import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, createBrotliCompress, type BrotliCompress } from 'node:zlib';

const TEXT = /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript|xml)|image\/svg\+xml)/;

/** Below this the compressed answer is hardly shorter than the answer itself: one network packet. */
const SMALLEST = 1400;

/** Fast enough for an answer made on the spot; the files of the build are compressed at 11 beforehand. */
const QUALITY = 4;

/**
 * A window of 256 kB, as long as nearly every page. The usual 4 MB are made and let go for each answer; with many readers
 * at once the memory collector then took more of the machine than the compressing.
 */
const WINDOW_BITS = 18;

/** Nearly every compressed page comes in one piece. */
const PIECE = 64 * 1024;

type Write = ServerResponse['write'];

/** Compresses what an answer writes, when the visitor takes brotli and the answer is text that nobody compressed yet. */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): void {
	if (request.method === 'HEAD' || !/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return;
	const plain = {
		writeHead: response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse,
		write: response.write.bind(response) as (...args: unknown[]) => boolean,
		end: response.end.bind(response) as (...args: unknown[]) => ServerResponse
	};
	let packer: BrotliCompress | null = null;
	const begin = () => (packer = startPacker(response, plain));

	response.writeHead = ((status: number, ...rest: unknown[]) => {
		const headers = rest.findLast((item) => typeof item === 'object' && item !== null);
		for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string);
		response.statusCode = status;
		if (isWorthIt(response)) begin();
		return plain.writeHead(status);
	}) as ServerResponse['writeHead'];
	response.write = ((...args: Parameters<Write>) => {
		if (!response.headersSent) response.writeHead(response.statusCode);
		return packer ? packer.write(args[0], args[1] as BufferEncoding) : plain.write(...args);
	}) as Write;
	response.end = ((...args: unknown[]) => {
		if (!response.headersSent) response.writeHead(response.statusCode);
		if (!packer) return plain.end(...args);
		packer.end(...(args as []));
		return response;
	}) as ServerResponse['end'];
}

function startPacker(
	response: ServerResponse,
	plain: { write: (...args: unknown[]) => boolean; end: (...args: unknown[]) => ServerResponse }
): BrotliCompress {
	const length = Number(response.getHeader('content-length'));
	markCompressed(response);
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: QUALITY,
		[constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
		[constants.BROTLI_PARAM_SIZE_HINT]: length || 0
	};
	const packer = createBrotliCompress({ params, chunkSize: PIECE });
	packer.on('data', (chunk) => plain.write(chunk) || packer.pause());
	packer.on('end', () => plain.end());
	packer.on('drain', () => response.emit('drain'));
	response.on('drain', () => packer.resume());
	response.on('close', () => packer.destroy());
	return packer;
}

/** The compressed answer is another representation: its tag is a weak one, and caches must tell the two apart. */
function markCompressed(response: ServerResponse): void {
	response.removeHeader('content-length');
	response.setHeader('content-encoding', 'br');
	response.appendHeader('vary', 'Accept-Encoding');
	const tag = response.getHeader('etag');
	if (typeof tag === 'string' && !tag.startsWith('W/')) response.setHeader('etag', `W/${tag}`);
}

function isWorthIt(response: ServerResponse): boolean {
	const length = response.getHeader('content-length');
	const isBody = response.statusCode >= 200 && ![204, 206, 304].includes(response.statusCode);
	const isLong = length === undefined || Number(length) >= SMALLEST;
	const type = String(response.getHeader('content-type') ?? '');
	return isBody && isLong && !response.hasHeader('content-encoding') && TEXT.test(type);
}
