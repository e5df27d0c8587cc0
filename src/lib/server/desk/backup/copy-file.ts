import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

const PIECE = 1 << 20;

/**
 * Copies the bytes that a file has at this moment to a new file of its owner's alone, a megabyte at a time; what is
 * added to it meanwhile is left out. Returns once they are on the disk.
 */
export async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
	mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
	const source = await open(from, 'r');
	try {
		const target = await open(to, 'w', 0o600);
		try {
			const { size } = await source.stat();
			const hash = createHash('sha256');
			const piece = Buffer.allocUnsafe(Math.max(1, Math.min(PIECE, size)));
			let bytes = 0;
			while (bytes < size) {
				const { bytesRead } = await source.read(piece, 0, Math.min(piece.length, size - bytes), bytes);
				if (bytesRead === 0) break;
				const got = piece.subarray(0, bytesRead);
				hash.update(got);
				for (let at = 0; at < got.length;) at += (await target.write(got, at)).bytesWritten;
				bytes += bytesRead;
			}
			await target.datasync();
			return { bytes, sha256: hash.digest('hex') };
		} finally {
			await target.close();
		}
	} finally {
		await source.close();
	}
}
