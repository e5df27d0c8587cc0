/** How the number in a cell is to be read: as a number, a date or time, or with its digits filled up. */
export type CellFormat = { kind: 'number' | 'date' | 'time' | 'elapsed' } | { kind: 'digits'; code: string };

const NUMBER: CellFormat = { kind: 'number' };

/** Formats that every spreadsheet program knows by number: dates and times (ECMA-376 part 1, 18.8.30). */
const KNOWN: [number, number, CellFormat['kind']][] = [
	[14, 17, 'date'],
	[18, 21, 'time'],
	[22, 22, 'date'],
	[27, 31, 'date'],
	[32, 35, 'time'],
	[36, 36, 'date'],
	[45, 45, 'time'],
	[46, 46, 'elapsed'],
	[47, 47, 'time'],
	[50, 54, 'date'],
	[55, 56, 'time'],
	[57, 58, 'date']
];

/** What a number format makes of a number, by its number or its code. */
export function formatOf(id: number, code: string | undefined): CellFormat {
	if (code === undefined) {
		const known = KNOWN.find(([first, last]) => id >= first && id <= last);
		return known ? ({ kind: known[2] } as CellFormat) : NUMBER;
	}
	const [positive = ''] = code.split(';');
	const bare = positive
		.replace(/"[^"]*"|\\.|_.|\*./g, '')
		.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
		.toLowerCase();
	if (/\[(h+|m+|s+)\]/.test(bare)) return { kind: 'elapsed' };
	if (/[yd]/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare))) return { kind: 'date' };
	return /[hs]/.test(bare) ? { kind: 'time' } : digitsOf(positive);
}

/** Formats like 00000 for a ZIP code and "P-"0000 for an id, which say how many digits there are. */
function digitsOf(code: string): CellFormat {
	const isFilled = /^(?:"[^"]*"|\\.|[-0 ])+$/.test(code);
	const zeros = code.replace(/"[^"]*"|\\./g, '').match(/0/g)?.length ?? 0;
	return isFilled && zeros > 1 ? { kind: 'digits', code } : NUMBER;
}

/** A number of a cell as a careful person reads it. */
export function spellNumber(raw: string, format: CellFormat, from1904: boolean): string {
	const value = Number(raw);
	if (raw.trim() === '' || !Number.isFinite(value)) return raw;
	if (format.kind === 'digits') return withDigits(value, format.code) ?? plain(value);
	if (format.kind === 'number' || value < 0) return plain(value);
	if (format.kind === 'elapsed') return clock(Math.round(value * 86_400));
	if (format.kind === 'time' && value < 1) return clock(Math.round(value * 86_400) % 86_400);
	return dayOf(value, from1904) ?? plain(value);
}

/** Fifteen digits are what a spreadsheet knows of a number; of longer ones the end is lost, which an exponent shows. */
function plain(value: number): string {
	const exact = Number(value.toPrecision(15));
	const size = Math.abs(exact);
	if (size >= 1e15) return exact.toExponential().replace('e', 'E');
	if (size !== 0 && size < 1e-6) return exact.toFixed(20).replace(/0+$/, '');
	return String(exact);
}

function withDigits(value: number, code: string): string | null {
	if (!Number.isInteger(value) || value < 0 || value >= 1e15) return null;
	const parts = code.match(/"[^"]*"|\\.|./g) ?? [];
	const places = parts.filter((part) => part === '0').length;
	const digits = String(value).padStart(places, '0');
	let at = digits.length - places;
	let isFirst = true;
	return parts
		.map((part) => {
			if (part !== '0') return part.startsWith('"') ? part.slice(1, -1) : part.replace(/^\\/, '');
			const from = isFirst ? 0 : at;
			isFirst = false;
			return digits.slice(from, ++at);
		})
		.join('');
}

/** Days of the two calendars before 1970; the one of 1900 counts a 29 February that never was. */
const BEFORE_1970 = { from1900: 25_569, from1904: 24_107 };
const LAST_DAY = 2_958_466;

function dayOf(value: number, from1904: boolean): string | null {
	const seconds = Math.round(value * 86_400);
	const days = Math.floor(seconds / 86_400);
	if (days >= LAST_DAY) return null;
	const shift = !from1904 && days < 60 ? 1 : 0;
	const since = days + shift - (from1904 ? BEFORE_1970.from1904 : BEFORE_1970.from1900);
	const day = new Date(since * 86_400_000).toISOString().slice(0, 10);
	const rest = seconds - days * 86_400;
	return rest === 0 ? day : `${day} ${clock(rest)}`;
}

function clock(seconds: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
