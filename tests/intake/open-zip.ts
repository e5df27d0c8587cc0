import { inflateRawSync } from 'node:zlib';

/** The texts in a zip archive by their names; for archives that are as they should be. */
export function csvsOf(bytes: Buffer): Map<string, string> {
	const files = new Map<string, string>();
	for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
		const [method, packed, name, extra] = [
			bytes.readUInt16LE(at + 8),
			bytes.readUInt32LE(at + 18),
			bytes.readUInt16LE(at + 26),
			bytes.readUInt16LE(at + 28)
		];
		const from = at + 30 + name + extra;
		const content = bytes.subarray(from, from + packed);
		const text = method === 8 ? inflateRawSync(content) : content;
		files.set(bytes.toString('utf8', at + 30, at + 30 + name), text.toString('utf8'));
		at = from + packed;
	}
	return files;
}
