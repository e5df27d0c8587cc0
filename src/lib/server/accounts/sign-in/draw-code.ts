import { encode } from 'uqr';

/** A square code that a camera reads: how many fields wide it is, its quiet edge included, and its dark fields as one path. */
export interface SquareCode {
	size: number;
	path: string;
}

/** Fields of quiet edge that readers expect on each side (ISO/IEC 18004). */
const EDGE = 4;

/** Draws a text as a QR code; it can be read with 15 % of it harmed. */
export function drawCode(text: string): SquareCode {
	const { size, data } = encode(text, { ecc: 'M', border: EDGE });
	return { size, path: data.map(rowPath).join('') };
}

/** Dark fields of one row, side by side as one piece each. */
function rowPath(row: boolean[], y: number): string {
	const dark = row.map((isDark) => (isDark ? '1' : '0')).join('');
	return [...dark.matchAll(/1+/g)]
		.map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
		.join('');
}
