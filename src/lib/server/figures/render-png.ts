import { renderAsync } from '@resvg/resvg-js';
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import regular from './fonts/public-sans-regular.ttf?inline';
import regularExtended from './fonts/public-sans-regular-extended.ttf?inline';
import strong from './fonts/public-sans-strong.ttf?inline';
import strongExtended from './fonts/public-sans-strong-extended.ttf?inline';

/** A stand-alone SVG as PNG at twice its size, in the font of the pages; drawn beside the main thread. */
export async function renderPng(svg: string): Promise<Buffer> {
	const image = await renderAsync(svg, {
		fitTo: { mode: 'zoom', value: 2 },
		font: {
			fontFiles: await fontFiles(),
			loadSystemFonts: BEYOND_LATIN.test(svg),
			defaultFontFamily: 'Public Sans',
			sansSerifFamily: 'Public Sans'
		}
	});
	return image.asPng();
}

/** Letters that our own fonts do not have: only then are the machine's fonts read, which takes a while. */
const BEYOND_LATIN =
	/[^\t\n\r -\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2122\u2191\u2193\u2212\u2215\ufffd]/;

let written: Promise<string[]> | undefined;

/** The drawing library reads fonts from files alone; ours are carried in the program and written down while it runs. */
async function fontFiles(): Promise<string[]> {
	const files = await (written ??= writeFonts());
	if (files.every((file) => existsSync(file))) return files;
	written = writeFonts();
	return written;
}

async function writeFonts(): Promise<string[]> {
	const folder = await mkdtemp(join(tmpdir(), 'braidwork-fonts-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const fonts = [regular, strong, regularExtended, strongExtended];
	return Promise.all(
		fonts.map(async (font) => {
			const bytes = Buffer.from(font.slice(font.indexOf(',') + 1), 'base64');
			const file = join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.ttf`);
			await writeFile(file, bytes);
			return file;
		})
	);
}
