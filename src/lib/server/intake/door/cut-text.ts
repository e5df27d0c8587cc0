import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { Refusal } from '$lib/domain';
import { wideEncoding } from '../read';
import { asNarrow, asWide } from './wide-text';

/** So many bytes tell what a file is. */
const HEAD = 512;
const GZIP = '\x1f\x8b';
/** UTF-32, by its byte order mark. */
const WIDER = ['\xff\xfe\0\0', '\0\0\xfe\xff'];

/** How a text is cut, and the name of the file for what is said of it. */
export interface CutText {
	name: string;
	/** What is no text may pass as it is; otherwise it is refused. */
	mayPass?: boolean;
	cut: (text: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** Cuts a text, a gzip file as what is packed in it, UTF-16 in the bytes it came in. What is no text is refused, unless it may pass. */
export async function* cutText(
	pieces: AsyncIterable<Uint8Array>,
	how: CutText,
	isPacked = false
): AsyncGenerator<Uint8Array> {
	const { head, all } = await peek(pieces);
	const start = head.toString('latin1', 0, 2);
	if (start === GZIP && !isPacked) return yield* cutText(inflated(all, how.name), how, true);
	if (['PK', GZIP].includes(start)) throw notCut(how.name, 'an archive or a workbook');
	const wide = WIDER.includes(head.toString('latin1', 0, 4)) ? null : wideEncoding(head);
	if (wide) return yield* asWide(how.cut(asNarrow(all, wide)), wide);
	if (head.includes(0) && how.mayPass) return yield* all;
	if (head.includes(0)) throw notCut(how.name, 'not plain text in UTF-8 or UTF-16');
	yield* how.cut(all);
}

/** The first bytes of a stream, which tell what it is, and all of it. */
export async function peek(
	pieces: AsyncIterable<Uint8Array>
): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> {
	const next = pieces[Symbol.asyncIterator]();
	let head = Buffer.alloc(0);
	while (head.length < HEAD) {
		const { value, done } = await next.next();
		if (done) break;
		head = Buffer.concat([head, value]);
	}
	async function* all(): AsyncGenerator<Uint8Array> {
		yield head;
		for (let piece = await next.next(); !piece.done; piece = await next.next())
			yield Buffer.from(piece.value);
	}
	return { head, all: all() };
}

async function* inflated(pieces: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
	try {
		yield* pipeline(Readable.from(pieces), createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
	} catch (error) {
		if (error instanceof Refusal || (error as Error).name === 'AbortError') throw error;
		throw new Refusal('broken_archive', `${name} cannot be unpacked: it is damaged.`, 'Send it again.');
	}
}

/** What cannot be cut before it is kept. */
export function notCut(name: string, what: string): Refusal {
	return new Refusal(
		'cannot_be_cut',
		`${name} is ${what}. The sharing agreement leaves out some of what it may hold, which is removed before a file is kept; that is done with CSV, also in a zip. Nothing was kept.`,
		'Save it as "CSV UTF-8 (Comma delimited)" and send that file.'
	);
}
