import { open } from 'node:fs/promises';
import { parse } from './entry';
import { logPath } from './head-file';
import type { LoggedLine } from './walk';

/** A line and where its bytes lie in the log. */
export interface PlacedLine extends LoggedLine {
	offset: number;
	length: number;
	/** Whether it was ended; the last one may not have been. */
	isEnded: boolean;
}

/** Where reading begins and ends, in bytes, and the number of the line before it. */
export interface Stretch {
	from: number;
	/** The end of the file unless given. */
	to?: number;
	line: number;
}

/** So much is read and gone through before others get their turn: a few milliseconds. */
const PIECE = 256 * 1024;

const NEWLINE = 10;

/** The lines of a home's log in pieces, one after another; an unfinished last one too. Nothing where there is no log. */
export async function* readLines(
	home: string,
	{ from, to = Infinity, line }: Stretch = { from: 0, line: 0 }
): AsyncGenerator<PlacedLine[]> {
	const file = await open(logPath(home), 'r').catch(nothingThere);
	if (!file) return;
	try {
		let [rest, at, number] = [Buffer.alloc(0), from, line];
		const placed = (bytes: Buffer, offset: number, isEnded: boolean): PlacedLine => {
			const text = bytes.toString('utf8');
			return { line: (number += 1), entry: parse(text), text, offset, length: bytes.length, isEnded };
		};
		for (;;) {
			const length = Math.min(PIECE, to - at - rest.length);
			const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at + rest.length);
			if (bytesRead === 0) break;
			rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
			const lines: PlacedLine[] = [];
			let start = 0;
			for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
				lines.push(placed(rest.subarray(start, end), at + start, true));
				start = end + 1;
			}
			[rest, at] = [rest.subarray(start), at + start];
			yield lines;
		}
		if (rest.length > 0) yield [placed(rest, at, false)];
	} finally {
		await file.close();
	}
}

function nothingThere(error: NodeJS.ErrnoException): null {
	if (error.code === 'ENOENT') return null;
	throw error;
}
