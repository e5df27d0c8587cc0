import { createReadStream } from 'node:fs';
import { createInflateRaw } from 'node:zlib';
import { Refusal } from '$lib/domain';
import { locateMember, type ZipMember } from './unzip';

const LF = 10;
const QUOTE = 34;

/** How many records a CSV in an archive has, without keeping any of it. */
export async function countRecords(
	path: string,
	member: ZipMember,
	{ name, limit }: { name: string; limit: number }
): Promise<number> {
	const { dataAt, packed, method, size } = await locateMember(path, member, name);
	if (size > limit) throw new Refusal('too_large', `${name} unpacks to too much.`, 'Send it in parts.');
	const raw = createReadStream(path, { start: dataAt, end: Math.max(dataAt, dataAt + packed - 1) });
	const bytes = method === 8 ? raw.pipe(createInflateRaw()) : raw;
	let [records, seen, last, isQuoted] = [0, 0, LF, false];
	try {
		for await (const chunk of bytes as AsyncIterable<Buffer>) {
			seen += chunk.length;
			if (seen > size) break;
			for (const byte of chunk) {
				if (byte === QUOTE) isQuoted = !isQuoted;
				else if (byte === LF && !isQuoted) records++;
				last = byte;
			}
		}
	} catch {
		throw new Refusal('broken_archive', `${name} cannot be unpacked: it is damaged.`, 'Send it again.');
	}
	return last === LF ? records : records + 1;
}
