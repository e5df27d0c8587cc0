/** Advance widths of Public Sans, regular, in hundredths of the font size, for U+0020 to U+007E. Source: the font's hmtx table. */
const ADVANCES = (
	'24 25 43 60 66 90 71 25 30 31 39 55 24 38 22 35 61 41 60 63 63 64 62 60 65 62 23 24 55 55 55 52 ' +
	'83 71 67 69 69 62 59 73 77 28 39 68 58 89 75 73 64 75 68 67 59 70 67 95 69 61 64 30 35 30 47 52 ' +
	'22 55 60 54 60 57 40 62 58 25 26 56 30 86 58 57 60 60 39 51 39 58 50 78 56 54 48 33 26 33 57'
)
	.split(' ')
	.map(Number);

/** A space at which no line breaks is as wide as any other. */
const NO_BREAK = '\u00a0';

/** A letter outside ASCII is taken to be as wide as a wide lower-case one. */
const OTHER = 64;

/** Strong letters are this much wider than regular ones. Source: the mean over the font's ASCII letters, and a little. */
const STRONG = 1.06;

/** How wide a text is in Public Sans, in pixels; there is no page to measure it on. */
export function textWidth(text: string, size: number, isStrong = false): number {
	const hundredths = [...text].reduce((sum, letter) => sum + advance(letter), 0);
	return ((hundredths * size) / 100) * (isStrong ? STRONG : 1);
}

/** The text itself, or as much of it as fits with an ellipsis. */
export function shortened(text: string, width: number, size: number): string {
	if (textWidth(text, size) <= width) return text;
	const letters = [...text];
	while (letters.length > 1 && textWidth(`${letters.join('').trimEnd()}…`, size) > width) letters.pop();
	return `${letters.join('').trimEnd()}…`;
}

/** The text as lines that fit; a single word that is too long is cut to fit. */
export function wrapped(text: string, width: number, size: number): string[] {
	const lines: string[] = [];
	for (const piece of text.match(/\S+?-(?=\p{L})|\S+|\s+/gu) ?? []) {
		const longer = `${lines.at(-1) ?? ''}${piece.replace(/\s+/, ' ')}`;
		if (lines.length && textWidth(longer.trimEnd(), size) <= width) lines[lines.length - 1] = longer;
		else if (piece.trim()) lines.push(shortened(piece, width, size));
	}
	return lines.map((line) => line.trim());
}

/** A name on two lines at most, for the left edge of a row. */
export function twoLines(text: string, width: number, size = 12): string {
	const [first = '', ...rest] = wrapped(text, width, size);
	return rest.length ? `${first}\n${shortened(rest.join(' '), width, size)}` : first;
}

/** How wide the least room is in which a name stands on two lines without being cut. */
export function twoLineWidth(text: string, size: number): number {
	const words = text.split(' ');
	const splits = words.map((_, at) => [words.slice(0, at + 1), words.slice(at + 1)]);
	const widest = splits.map((lines) => Math.max(...lines.map((line) => textWidth(line.join(' '), size))));
	return Math.min(...widest);
}

function advance(letter: string): number {
	const code = letter === NO_BREAK ? ' ' : letter;
	return ADVANCES[(code.codePointAt(0) ?? 0) - 32] ?? OTHER;
}
