import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, the first day that a zip archive knows; ours bear no time, so that the same content is the same file. */
const NO_TIME = 0x21;

/** A zip archive of small texts by their file names. */
export function zipOf(files: ReadonlyMap<string, string>): Uint8Array {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [path, text] of files) {
		const [name, content] = [Buffer.from(path, 'utf8'), Buffer.from(text, 'utf8')];
		const packed = deflateRawSync(content);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(0x800, 2);
		common.writeUInt16LE(8, 4);
		common.writeUInt16LE(NO_TIME, 8);
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(content.length, 18);
		common.writeUInt16LE(name.length, 22);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(at, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, place, name]));
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
		parts.push(local);
		at += local.length;
	}
	return Buffer.concat([...parts, ...directory, endOf(directory, at)]);
}

function endOf(directory: Buffer[], at: number): Buffer {
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(Buffer.concat(directory).length, 12);
	end.writeUInt32LE(at, 16);
	return end;
}
