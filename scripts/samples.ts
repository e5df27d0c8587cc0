import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSamples } from './samples/make-samples.ts';

// Writes the invented partnership into data/samples, or into the folder named as the first argument.
const folder = process.argv[2] ?? fileURLToPath(new URL('../data/samples', import.meta.url));

mkdirSync(folder, { recursive: true });
if (!process.argv[2]) for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });

const files = makeSamples();
for (const [path, bytes] of files) {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), bytes);
}
const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
console.error(`${files.size} files, ${(size / 1e6).toFixed(1)} MB, written to ${folder}`);
