/** How a text of two bytes for each letter is written. */
export type WideEncoding = 'utf-16le' | 'utf-16be';

/** A text of two bytes for each letter as UTF-8, as it streams by; a byte order mark stays one. */
export async function* asNarrow(
	pieces: AsyncIterable<Uint8Array>,
	encoding: WideEncoding
): AsyncGenerator<Uint8Array> {
	const decoder = new TextDecoder(encoding, { ignoreBOM: true });
	for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }));
	yield Buffer.from(decoder.decode());
}

/** The same the other way round. */
export async function* asWide(
	pieces: AsyncIterable<Uint8Array>,
	encoding: WideEncoding
): AsyncGenerator<Uint8Array> {
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	for await (const piece of pieces) yield wide(decoder.decode(piece, { stream: true }), encoding);
	yield wide(decoder.decode(), encoding);
}

function wide(text: string, encoding: WideEncoding): Uint8Array {
	const bytes = Buffer.from(text, 'utf16le');
	return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
