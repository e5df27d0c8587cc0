import type { FileChild } from 'docx';
import type { PaperPicture } from '$lib/domain';
import type { WordLibrary } from './write-word';
import { xmlText } from './xml-text';

/** A picture of the page's width, with its title and the words for whoever cannot see it. */
export function wordPicture(
	{ ImageRun, Paragraph }: WordLibrary,
	{ png, title, alt }: PaperPicture,
	place: number
): FileChild {
	const { width, height } = sizeOf(png);
	const scale = Math.min(WIDEST / width, HIGHEST / height);
	return new Paragraph({
		spacing: { before: 80, after: 120 },
		children: [
			new ImageRun({
				type: 'png',
				data: Buffer.from(png),
				transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
				altText: { name: `Figure ${place + 1}`, title: xmlText(title), description: xmlText(alt) }
			})
		]
	});
}

/** Pixels at 96 to the inch, between the margins of US letter. */
const WIDEST = 672;
const HIGHEST = 760;

/** A PNG says its size in the sixteenth byte and after (ISO/IEC 15948, 11.2.2). */
function sizeOf(png: Uint8Array): { width: number; height: number } {
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	return { width: view.getUint32(16), height: view.getUint32(20) };
}
