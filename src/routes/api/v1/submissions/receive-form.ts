import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as pipe, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '$lib/domain';
import { partsOf, type Part } from './multipart';

/** A form, and its files as they can be read once their turn has come. */
export interface ReceivedForm {
	fields: Map<string, string>;
	files: { name: string; size: number; stream: AsyncIterable<Uint8Array> }[];
}

/** A field is a word or a number; more is no field of ours. */
const LONGEST_FIELD = 1000;

/** A stream as long as the file itself. */
const CIPHER = 'aes-256-ctr';

/** How long the rest of an upload that is too large is let go by. */
const LONGEST_DRAIN_MS = 10_000;

/**
 * Receives a form as a stream: files wait in a folder of their own below `folder`, which is gone again when
 * `use` has ended, under a key that only this process has: an agreement's columns are cut when they are read, and
 * until then nothing legible may lie on a disk. Refuses more than `limit` bytes, counted as they arrive.
 */
export async function withReceivedForm<T>(
	request: Request,
	folder: string,
	limit: number,
	use: (form: ReceivedForm) => Promise<T>
): Promise<T> {
	const own = await mkdtemp(join(folder, 'upload-'));
	try {
		return await use(await receive(request, own, limit));
	} finally {
		await rm(own, { recursive: true, force: true });
	}
}

async function receive(request: Request, folder: string, limit: number): Promise<ReceivedForm> {
	const form: ReceivedForm = { fields: new Map(), files: [] };
	const body = counted(request.body ?? new ReadableStream(), limit);
	for await (const part of partsOf(body, request.headers.get('content-type')))
		if (part.file === null) form.fields.set(part.name, await readField(part));
		else if (part.file !== '')
			form.files.push(await keepFile(part, part.file, join(folder, String(form.files.length))));
	return form;
}

/**
 * What is beyond the limit is let go by for a while and not kept: a sender whose connection is cut at once never
 * reads why.
 */
async function* counted(body: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
	let seen = 0;
	let patience = Infinity;
	for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
		seen += chunk.byteLength;
		if (seen <= limit) yield chunk;
		else if (patience === Infinity) patience = Date.now() + LONGEST_DRAIN_MS;
		if (Date.now() > patience) break;
	}
	if (seen > limit) throw tooLarge(limit);
}

/** What we say of an upload over the home's limit. */
export function tooLarge(limit: number): Refusal {
	const megabytes = Math.round(limit / (1024 * 1024));
	return new Refusal(
		'too_large',
		`The upload is larger than ${megabytes} MB.`,
		'Send fewer or smaller files, or raise upload_limit_mb in the settings.'
	);
}

async function readField(part: Part): Promise<string> {
	let text = Buffer.alloc(0);
	for await (const piece of part.bytes) {
		text = Buffer.concat([text, piece]);
		if (text.length > LONGEST_FIELD)
			throw new Refusal(
				'broken_upload',
				`The field "${part.name}" is too long.`,
				'Send files in the field "file".'
			);
	}
	return text.toString('utf8').trim();
}

async function keepFile(part: Part, name: string, path: string): Promise<ReceivedForm['files'][number]> {
	const [key, start] = [randomBytes(32), randomBytes(16)];
	const kept = createWriteStream(path, { mode: 0o600 });
	await pipeline(Readable.from(part.bytes), createCipheriv(CIPHER, key, start), kept);
	async function* stream(): AsyncGenerator<Uint8Array> {
		const read = pipe(createReadStream(path), createDecipheriv(CIPHER, key, start), () => undefined);
		yield* read as AsyncIterable<Uint8Array>;
	}
	return { name, size: kept.bytesWritten, stream: stream() };
}
