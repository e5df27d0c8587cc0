import iconv from 'iconv-lite';

/** How a system writes its tables: what separates, quotes, escapes, ends and encodes. */
export interface Habit {
	delimiter: string;
	quote: '"' | "'";
	/** Which cells are quoted: those that must be, all but numbers, all. */
	quoted: 'needed' | 'text' | 'always';
	/** A quote inside quoted text is written twice, or stands behind a backslash. */
	escape: 'double' | 'backslash';
	end: string;
	encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'utf-16le without mark' | 'windows-1252';
}

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTED = ['needed', 'text', 'always'] as const;
const ENDS = ['\n', '\r\n', '\r'];
const ENCODINGS = ['utf-8', 'windows-1252', 'utf-8-bom', 'utf-16le', 'utf-8', 'utf-16be'] as const;

/** Habits by number; neighbours differ in everything, so that each way of spoiling meets many. */
export function habit(number: number, { isWestern }: { isWestern: boolean }): Habit {
	const encoding = ENCODINGS[number % ENCODINGS.length] ?? 'utf-8';
	return {
		delimiter: DELIMITERS[(number + Math.floor(number / 4)) % 4] ?? ',',
		quote: '"',
		quoted: QUOTED[Math.floor(number / 2) % 3] ?? 'needed',
		escape: 'double',
		end: ENDS[(number + Math.floor(number / 3)) % 3] ?? '\n',
		encoding: encoding === 'windows-1252' && !isWestern ? 'utf-8' : encoding
	};
}

/** A cell as the system writes it. */
export function writeCell(text: string, { delimiter, quote, quoted, escape }: Habit): string {
	const mustQuote = text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text);
	const isQuoted = mustQuote || quoted === 'always' || (quoted === 'text' && !/^[\d.-]*$/.test(text));
	if (!isQuoted) return text;
	const inner =
		escape === 'double'
			? text.replaceAll(quote, quote + quote)
			: text.replaceAll('\\', '\\\\').replaceAll(quote, '\\' + quote);
	return quote + inner + quote;
}

/** A record as the system writes it, without its line end. */
export function writeRecord(cells: string[], how: Habit): string {
	return cells.map((cell) => writeCell(cell, how)).join(how.delimiter);
}

/** Text as bytes. */
export function encode(text: string, encoding: Habit['encoding']): Buffer {
	if (encoding === 'utf-8') return Buffer.from(text);
	if (encoding === 'utf-8-bom') return Buffer.from('\ufeff' + text);
	if (encoding === 'windows-1252') return iconv.encode(text, 'windows-1252');
	if (encoding === 'utf-16le without mark') return iconv.encode(text, 'utf-16le', { addBOM: false });
	return iconv.encode('\ufeff' + text, encoding, { addBOM: false });
}
