import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { readChunks } from './read-chunks';

/** 1 January 1980, the first day that a zip archive knows; ours bear no time. */
const NO_TIME = 0x21;

/** A zip archive that is written file by file, in constant memory. */
export class ZipWriter {
	private readonly directory: Buffer[] = [];
	private at = 0;

	private constructor(
		private readonly file: FileHandle,
		private readonly path: string
	) {}

	static async create(path: string): Promise<ZipWriter> {
		return new ZipWriter(await open(path, 'wx', 0o600), path);
	}

	/** Adds a file under a name of its own. */
	async add(name: string, path: string): Promise<void> {
		const packed = `${this.path}.packed`;
		let [crc, size, length] = [0, 0, 0];
		for await (const chunk of readChunks(path)) {
			crc = crc32(chunk, crc);
			size += chunk.length;
		}
		await pipeline(createReadStream(path), createDeflateRaw(), createWriteStream(packed));
		for await (const chunk of readChunks(packed)) length += chunk.length;
		const bytes = Buffer.from(name, 'utf8');
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(0x800, 2);
		common.writeUInt16LE(8, 4);
		common.writeUInt16LE(NO_TIME, 8);
		common.writeUInt32LE(crc, 10);
		common.writeUInt32LE(length, 14);
		common.writeUInt32LE(size, 18);
		common.writeUInt16LE(bytes.length, 22);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(this.at, 10);
		this.directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, rest, bytes]));
		await this.write(Buffer.concat([Buffer.from('PK\x03\x04'), common, bytes]));
		for await (const chunk of readChunks(packed)) await this.write(chunk);
		await rm(packed);
	}

	/** Ends the archive; it is on disk afterwards. */
	async close(): Promise<void> {
		const entries = Buffer.concat(this.directory);
		const end = Buffer.alloc(22);
		end.write('PK\x05\x06');
		end.writeUInt16LE(this.directory.length, 8);
		end.writeUInt16LE(this.directory.length, 10);
		end.writeUInt32LE(entries.length, 12);
		end.writeUInt32LE(this.at, 16);
		await this.write(Buffer.concat([entries, end]));
		await this.file.datasync();
		await this.file.close();
	}

	/** Lets go of the file, finished or not. */
	async release(): Promise<void> {
		await this.file.close();
	}

	private async write(bytes: Uint8Array): Promise<void> {
		await this.file.write(bytes);
		this.at += bytes.length;
	}
}
