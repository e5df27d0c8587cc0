import { isAscii, isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { Refusal } from '$lib/domain';
import { readChunks } from './read-chunks';
import type { TextFile } from './walk-records';

export type Encoding =
	'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'utf-8 and windows-1252';

/** A file as UTF-8 text on disk, and how it was encoded as sent. */
export interface DecodedText extends TextFile {
	encoding: Encoding;
	/** The text lies in a file of its own, not in the file as sent. */
	isCopy: boolean;
}

/** Enough to tell UTF-16 by. */
const HEAD = 4096;

/** Makes a file readable as UTF-8: in place when it is, else as a decoded copy in `folder`. */
export async function decodeText(
	path: string,
	{ name, folder }: { name: string; folder: string }
): Promise<DecodedText> {
	const { size } = await stat(path);
	const head = await firstBytes(path);
	if (head.readUIntBE(0, 4) === 0x0000feff || head.readUIntBE(0, 4) === 0xfffe0000)
		throw unknownEncoding(name, 'UTF-32');
	const wide = wideEncoding(head.subarray(0, Math.min(size, head.length)));
	if (wide) return copy(path, join(folder, 'decoded'), { encoding: wide, name });
	const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
	if ((await isAllUtf8(path)) && !(await readsLikeWindows(path))) {
		return { path, start: bom, size, encoding: bom ? 'utf-8-bom' : 'utf-8', isCopy: false };
	}
	const encoding = (await hasUtf8Letters(path)) ? 'utf-8 and windows-1252' : 'windows-1252';
	return copy(path, join(folder, 'decoded'), { encoding, name });
}

async function firstBytes(path: string): Promise<Buffer> {
	const file = await open(path, 'r');
	try {
		const { buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
		return buffer;
	} finally {
		await file.close();
	}
}

/** UTF-16 by its byte order mark, or by every second byte of a Latin text being zero. */
export function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const zeros = [0, 0];
	const looked = head.length;
	for (let at = 0; at < looked; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros;
	if (odd > looked * 0.4 && even < looked * 0.05) return 'utf-16le';
	if (even > looked * 0.4 && odd < looked * 0.05) return 'utf-16be';
	return null;
}

async function isAllUtf8(path: string): Promise<boolean> {
	let rest = Buffer.alloc(0);
	for await (const chunk of readChunks(path)) {
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const whole = endOfWholeLetters(bytes);
		if (!isUtf8(bytes.subarray(0, whole))) return false;
		rest = Buffer.from(bytes.subarray(whole));
	}
	return rest.length === 0;
}

/** Letters of two bytes that no name in Latin letters has, and those of scripts that nobody here files in. */
const STRANGE_PAIR = /([A-Za-z]?)([\xc4-\xdf])[\x80-\xbf]([A-Za-z]?)/g;

/** Letters of four bytes from U+40000 on, where no script is: "ñ€’’" in Windows-1252. */
const UNASSIGNED = /[\xf1-\xf4][\x80-\xbf]{3}/g;

/** Bytes that mean nothing in Windows-1252. */
const NOT_WINDOWS = /[\x81\x8d\x8f\x90\x9d]/;

/**
 * A text that is UTF-8 only by chance: "JOSÉ’S" in Windows-1252 has the bytes of a letter of the phonetic alphabet.
 * True when every letter beyond ASCII is of a script that is not filed here (U+0250-U+036F, U+0700-U+07FF), or stands
 * between Latin letters though it is not of their script.
 */
async function readsLikeWindows(path: string): Promise<boolean> {
	let strange = 0;
	for await (const chunk of readChunks(path)) {
		if (isAscii(chunk)) continue;
		const text = chunk.toString('latin1');
		if (NOT_WINDOWS.test(text)) return false;
		const pairs = [...text.matchAll(STRANGE_PAIR)];
		const unassigned = text.match(UNASSIGNED)?.length ?? 0;
		const all = text.match(/[\x80-\xff]/g)?.length ?? 0;
		if (all !== 2 * pairs.length + 4 * unassigned || !pairs.every(isStrange)) return false;
		strange += pairs.length + unassigned;
	}
	return strange > 0;
}

function isStrange([, before, lead = '', after]: RegExpMatchArray): boolean {
	return /[\xc9-\xcd\xdc-\xdf]/.test(lead) || before !== '' || after !== '';
}

/** Where the last letter that may go on in the next chunk begins. */
function endOfWholeLetters(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] as number;
		if (byte < 0x80) return bytes.length;
		const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
		if (needs > 0) return needs > back ? bytes.length - back : bytes.length;
	}
	return bytes.length;
}

/**
 * Western letters and typographic marks as UTF-8 writes them (U+00A0-U+00FF, U+2000-U+203F). Nobody writes these
 * pairs in Windows-1252 (they read "Ã©", "â€™"), so a file that has them beside bytes that UTF-8 does not allow was
 * written by two systems.
 */
const UTF8_LETTER = /[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]/;

const LETTER = new RegExp(`${UTF8_LETTER.source}|[\\x80-\\xff]`, 'g');

async function hasUtf8Letters(path: string): Promise<boolean> {
	for await (const chunk of readChunks(path)) {
		if (UTF8_LETTER.test(chunk.toString('latin1'))) return true;
	}
	return false;
}

async function copy(
	path: string,
	target: string,
	{ encoding, name }: { encoding: Encoding; name: string }
): Promise<DecodedText> {
	const decode = decoderOf(encoding);
	const out = createWriteStream(target);
	let line = 1;
	let size = 0;
	const write = async (text: string) => {
		const lost = text.search(LOST);
		if (lost >= 0) throw unreadable(name, line + countLines(text.slice(0, lost)), encoding);
		line += countLines(text);
		const bytes = Buffer.from(text, 'utf8');
		size += bytes.length;
		if (!out.write(bytes)) await once(out, 'drain');
	};
	try {
		for await (const chunk of readChunks(path)) await write(decode.write(chunk));
		await write(decode.end() ?? '');
	} finally {
		out.end();
		await once(out, 'close');
	}
	const start = await startOfText(target);
	return { path: target, start, size, encoding, isCopy: true };
}

/** What a decoder writes for bytes that mean nothing, and half a pair of UTF-16. */
const LOST = /\ufffd|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function decoderOf(encoding: Encoding): { write(bytes: Buffer): string; end(): string | undefined } {
	if (encoding === 'utf-8 and windows-1252') return mixedDecoder();
	if (encoding === 'windows-1252') return iconv.getDecoder('windows-1252');
	let rest = '';
	const inner = iconv.getDecoder(encoding, { stripBOM: false });
	/** Keeps half a pair for the next chunk. */
	const whole = (text: string) => {
		const all = rest + text;
		const isHalf = /[\ud800-\udbff]$/.test(all);
		rest = isHalf ? all.slice(-1) : '';
		return isHalf ? all.slice(0, -1) : all;
	};
	return { write: (bytes) => whole(inner.write(bytes)), end: () => rest + (inner.end() ?? '') };
}

/** Keeps what is UTF-8 and decodes each other byte as Windows-1252. */
function mixedDecoder(): { write(bytes: Buffer): string; end(): string } {
	let rest = Buffer.alloc(0);
	const decode = (bytes: Buffer) =>
		bytes.toString('latin1').replace(LETTER, (letter) => {
			const raw = Buffer.from(letter, 'latin1');
			return letter.length > 1 ? raw.toString('utf8') : iconv.decode(raw, 'windows-1252');
		});
	return {
		write(chunk) {
			const bytes = Buffer.concat([rest, chunk]);
			const whole = endOfWholeLetters(bytes);
			rest = Buffer.from(bytes.subarray(whole));
			return decode(bytes.subarray(0, whole));
		},
		end: () => decode(rest)
	};
}

async function startOfText(path: string): Promise<number> {
	const head = await firstBytes(path);
	return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

function countLines(text: string): number {
	return text.match(/\n|\r(?!\n)/g)?.length ?? 0;
}

function unreadable(name: string, line: number, encoding: Encoding): Refusal {
	return new Refusal(
		'unreadable_bytes',
		`Line ${line} of ${name} has bytes that are no text in ${encoding}.`,
		'Export it again as "CSV UTF-8", or ask which encoding the system writes.'
	);
}

function unknownEncoding(name: string, encoding: string): Refusal {
	return new Refusal(
		'unknown_encoding',
		`${name} is written in ${encoding}.`,
		'Export it again as "CSV UTF-8".'
	);
}
