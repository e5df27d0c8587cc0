import { open } from 'node:fs/promises';

const CHUNK = 1 << 20;

/** The bytes of a file, a piece at a time. All pieces lie in the same memory: use each before asking for the next. */
export async function* readChunks(path: string): AsyncGenerator<Buffer> {
	const file = await open(path, 'r');
	try {
		const { size } = await file.stat();
		const bytes = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, size)));
		for (;;) {
			const { bytesRead } = await file.read(bytes, 0, bytes.length, null);
			if (bytesRead === 0) return;
			yield bytes.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}
