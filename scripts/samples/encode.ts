export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';

/** How a partner's program writes a table. */
export interface Dialect {
	encoding: Encoding;
	delimiter: string;
	newline: string;
	quotesAll: boolean;
}

/** A table as text: cells are quoted where they must be, or always. */
export function writeTable(cells: string[][], { delimiter, newline, quotesAll }: Dialect): string {
	const write = (cell: string) =>
		quotesAll || cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
	return cells.map((row) => row.map(write).join(delimiter) + newline).join('');
}

/** Text as bytes. */
export function encode(text: string, encoding: Encoding): Uint8Array {
	if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
	if (encoding === 'windows-1252') return windows1252(text);
	return Buffer.from((encoding === 'utf-8-bom' ? '\uFEFF' : '') + text, 'utf8');
}

/** Where Windows-1252 differs from Latin-1, as far as these files go. */
const SPECIAL = new Map([
	['’', 0x92],
	['–', 0x96]
]);

function windows1252(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		bytes[at] = code < 256 ? code : special(text[at]!);
	}
	return bytes;
}

function special(letter: string): number {
	const code = SPECIAL.get(letter);
	if (code === undefined) throw new Error(`"${letter}" cannot be written in Windows-1252.`);
	return code;
}
