import { createReadStream } from 'node:fs';
import { crc32, createInflateRaw } from 'node:zlib';
import { Refusal } from '$lib/domain';
import { locateMember, type ZipMember } from '../unzip';
import { XmlScanner, type XmlVisitor } from './scan-xml';

/** A workbook's archive: where it lies, what the sender calls it, its parts, and the most that a part may inflate to. */
export interface Parts {
	path: string;
	name: string;
	members: ZipMember[];
	limit: number;
}

/** Thrown by a visitor that has seen enough of a part. */
export const ENOUGH = Symbol('enough');

/** The part of that name; archives spell them with and without a leading slash, and in any case. */
export function partOf({ members }: Parts, part: string): ZipMember | undefined {
	const wanted = part.replace(/^\/+/, '').toLowerCase();
	return members.find(({ name }) => name.replace(/^\/+/, '').toLowerCase() === wanted);
}

/** Shows a part to a visitor while it inflates; `most` bytes at most, and not more than the limit. */
export async function visitPart(
	parts: Parts,
	part: string,
	visitor: XmlVisitor,
	most = parts.limit
): Promise<void> {
	const member = partOf(parts, part);
	if (!member) throw damaged(parts.name);
	const scanner = new XmlScanner(visitor, parts.name);
	let decoder: TextDecoder | null = null;
	try {
		for await (const bytes of inflate(parts, member, Math.min(most, parts.limit))) {
			decoder ??= new TextDecoder(encodingOf(bytes));
			scanner.write(decoder.decode(bytes, { stream: true }));
		}
	} catch (error) {
		if (error !== ENOUGH) throw error;
	}
}

function encodingOf([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

async function* inflate(parts: Parts, member: ZipMember, limit: number): AsyncGenerator<Buffer> {
	if (member.flags & 1) throw locked(parts.name);
	const { dataAt, packed, method, crc } = await locateMember(parts.path, member, parts.name);
	if (packed === 0) return;
	const raw = createReadStream(parts.path, { start: dataAt, end: dataAt + packed - 1 });
	const stream = method === 8 ? raw.pipe(createInflateRaw({ chunkSize: 1 << 16 })) : raw;
	let bytes = 0;
	let sum = 0;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > limit) throw tooLarge(parts.name, limit);
			sum = crc32(chunk, sum);
			yield chunk;
		}
	} catch (error) {
		throw error instanceof Refusal ? error : damaged(parts.name);
	} finally {
		raw.destroy();
	}
	if (sum !== crc) throw damaged(parts.name);
}

/** A workbook whose parts are not what they should be. */
export function damaged(name: string): Refusal {
	return new Refusal(
		'broken_archive',
		`${name} is a workbook that is cut off or damaged.`,
		'Open it in a spreadsheet program, save it again, and send that file.'
	);
}

function locked(name: string): Refusal {
	return new Refusal(
		'encrypted_archive',
		`${name} is protected by a password.`,
		'Send it without a password, over a safe way.'
	);
}

function tooLarge(name: string, limit: number): Refusal {
	return new Refusal(
		'too_large',
		`${name} unpacks to more than ${Math.floor(limit / 1e6)} MB.`,
		'Save the sheet as CSV and send that, or ask the administrator to raise upload_limit_mb.'
	);
}
