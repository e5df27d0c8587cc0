import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { originalOf } from '$lib/server/intake';
import { answering } from '../../../../problem';
import { ownSubmission } from '../../own-submission';
import type { RequestHandler } from './$types';

/** The bytes that were kept of a submission's file. It holds people's names, so each fetch is written down. */
export const GET: RequestHandler = ({ params, locals, request }) =>
	answering(async () => {
		await ownSubmission(locals, params.id);
		const { path, name, bytes } = await originalOf(locals.warehouse, params.id);
		if (request.method === 'GET') await locals.note('downloaded the original', { submission: params.id });
		const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
		return new Response(body, {
			headers: {
				'content-type': 'application/octet-stream',
				'content-length': String(bytes),
				'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
			}
		});
	});
