import { error, type Handle } from '@sveltejs/kit';
import { bodyLimit, streamsUploads } from '$lib/server/access';
import { FAULT_WORDS } from '$lib/ui/words/frame';

/**
 * Counts what is sent while it arrives, so that a body without a length is held to its route's limit too and nobody's
 * form fills the memory. Files that are filed are counted where they are received.
 */
export const limitBody: Handle = ({ event, resolve }) => {
	const { request, route } = event;
	if (request.body && !streamsUploads(route.id, request.method))
		event.request = counted(request, bodyLimit(route.id, request.method, 0));
	return resolve(event);
};

function counted(request: Request, limit: number): Request {
	let seen = 0;
	const count = new TransformStream<Uint8Array, Uint8Array>({
		transform(piece, out) {
			seen += piece.byteLength;
			if (seen > limit) error(413, FAULT_WORDS.tooLarge(limit / (1024 * 1024)));
			out.enqueue(piece);
		}
	});
	const body: RequestInit & { duplex: 'half' } = { body: request.body?.pipeThrough(count), duplex: 'half' };
	return new Request(request, body);
}
