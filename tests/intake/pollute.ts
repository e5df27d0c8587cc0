import { write, type Writing } from './small-files';

/** A file that was spoilt in one way: its bytes, and the line that should be named (none when the whole file is meant). */
export interface Polluted {
	how: string;
	bytes: Buffer;
	line: number | null;
	/** The table that was meant. */
	meant: string[][];
}

/** The clean table that every polluted file comes from; its first line is the header. */
export function cleanTable(rows: number, seed: number): string[][] {
	const services = ['child_care', 'transportation', 'tuition', 'housing'];
	const body = Array.from({ length: rows }, (_, at) => [
		`D-${1000 + at}`,
		`N-${100 + ((at * 7 + seed) % 50)}`,
		services[(at + seed) % 4] ?? '',
		at % 3 === 0 ? 'requested' : 'delivered',
		`2015-0${1 + (at % 3)}-1${at % 10}`,
		`${(at * 13 + seed) % 900}.50`
	]);
	return [['delivery_id', 'participant_id', 'service', 'status', 'date', 'amount_usd'], ...body];
}

interface Place {
	table: string[][];
	lines: string[];
	/** Index of the row that is spoilt, in table and lines. */
	at: number;
	d: string;
	end: string;
}

type Way = (place: Place) => {
	lines?: string[];
	text?: string;
	bytes?: Buffer;
	line?: number | null;
	meant?: string[][];
};

const replaced = ({ lines, at }: Place, line: string): string[] =>
	lines.map((old, index) => (index === at ? line : old));
const inserted = ({ lines, at }: Place, ...more: string[]): string[] => [
	...lines.slice(0, at),
	...more,
	...lines.slice(at)
];
const cellsOf = ({ table, at }: Place): string[] => table[at] ?? [];

/** Ways in which real files are broken, one at a time. Lines are 1-based: the spoilt row stands in line `at + 1`. */
const WAYS: Record<string, Way> = {
	'a cell is missing': (p) => ({ lines: replaced(p, cellsOf(p).slice(0, -1).join(p.d)), line: p.at + 1 }),
	'a cell is missing in the middle': (p) => ({
		lines: replaced(p, [...cellsOf(p).slice(0, 2), ...cellsOf(p).slice(3)].join(p.d)),
		line: p.at + 1
	}),
	'a cell too many': (p) => ({ lines: replaced(p, [...cellsOf(p), 'more'].join(p.d)), line: p.at + 1 }),
	'a delimiter inside a value that is not quoted': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 2 ? `a${p.d}b` : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'a stray quote': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 2 ? `5" ${c}` : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'an unclosed quote': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 2 ? `"${c}` : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'an unclosed quote in the last cell': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 5 ? `"${c}` : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'an unclosed quote before other quoted rows': (p) => ({
		lines: p.table.map((row, i) =>
			row.map((c, k) => (k !== 2 || i === 0 ? c : i === p.at ? `"${c}` : `"${c}"`)).join(p.d)
		),
		line: p.at + 1
	}),
	'text after a closing quote': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 2 ? `"${c}"x` : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'quotes inside quotes': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 2 ? `"the "${c}" one"` : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'an empty line': (p) => ({ lines: inserted(p, ''), line: p.at + 1 }),
	'a row of empty cells': (p) => ({ lines: inserted(p, p.d.repeat(5)), line: p.at + 1 }),
	'a row of spaces': (p) => ({
		lines: inserted(p, [' ', ' ', ' ', ' ', ' ', ' '].join(p.d)),
		line: p.at + 1
	}),
	'the header once more': (p) => ({ lines: inserted(p, p.lines[0] ?? ''), line: p.at + 1 }),
	'a title above': (p) => ({ lines: ['Service ledger 2015 Q1', ...p.lines], line: 1 }),
	'three lines above, one empty': (p) => ({
		lines: ['Service ledger', 'Printed 4/2/2015 by J. Smith', '', ...p.lines],
		line: 2
	}),
	'lines above, as wide as the table': (p) => ({
		lines: [`Ledger${p.d.repeat(5)}`, p.d.repeat(5), ...p.lines],
		line: 1
	}),
	'a note below': (p) => ({
		lines: [...p.lines, 'Note: amounts are preliminary.'],
		line: p.lines.length + 1
	}),
	'a note below, as wide as the table': (p) => ({
		lines: [...p.lines, `Prepared by: the research unit${p.d.repeat(5)}`],
		line: p.lines.length + 1
	}),
	'a note below an empty line': (p) => ({
		lines: [...p.lines, '', 'Confidential'],
		line: p.lines.length + 2
	}),
	'a second table below': (p) => ({
		lines: [...p.lines, '', ['code', 'label'].join(p.d), ['cc', 'Child care'].join(p.d)],
		line: p.lines.length + 2
	}),
	'a totals row that fits': (p) => ({
		lines: [...p.lines, ['Total', '', '', '', '', sum(p)].join(p.d)],
		line: p.lines.length + 1
	}),
	'a totals row that does not fit': (p) => ({
		lines: [...p.lines, ['Total', '', '', '', '', '1.00'].join(p.d)],
		line: p.lines.length + 1
	}),
	'a count below': (p) => ({
		lines: [...p.lines, `Total rows: ${p.lines.length - 1}${p.d.repeat(5)}`],
		line: p.lines.length + 1
	}),
	'a wrong count below': (p) => ({
		lines: [...p.lines, `Total rows: 7${p.d.repeat(5)}`],
		line: p.lines.length + 1
	}),
	'empty rows at the end': (p) => ({ lines: [...p.lines, '', '', ''], line: p.lines.length + 1 }),
	'empty columns at the end': (p) => ({ lines: p.lines.map((line) => line + p.d.repeat(3)), line: null }),
	'a delimiter too many after each row': (p) => ({
		lines: p.lines.map((l, i) => (i > 0 ? l + p.d : l)),
		line: 2
	}),
	'a delimiter too many after one row': (p) => ({
		lines: replaced(p, (p.lines[p.at] ?? '') + p.d),
		line: p.at + 1
	}),
	'no line end at the end': (p) => ({ text: p.lines.join(p.end), line: null }),
	'the end is cut off': (p) => ({ text: p.lines.join(p.end).slice(0, -12), line: p.lines.length }),
	'the end is cut off inside a quote': (p) => ({
		text: [...p.lines.slice(0, -1), `D-1${p.d}N-1${p.d}"chi`].join(p.end),
		line: p.lines.length
	}),
	'a NUL byte': (p) => ({ lines: replaced(p, (p.lines[p.at] ?? '').replace('-', '\0')), line: p.at + 1 }),
	'a cell of 70 kB': (p) => ({
		lines: replaced(
			p,
			cellsOf(p)
				.map((c, i) => (i === 2 ? 'x'.repeat(70_000) : c))
				.join(p.d)
		),
		line: p.at + 1
	}),
	'a header twice': (p) => ({
		lines: [p.lines[0]?.replace('status', 'service') ?? '', ...p.lines.slice(1)],
		line: 1
	}),
	'a header without name': (p) => ({
		lines: [p.lines[0]?.replace('amount_usd', '') ?? '', ...p.lines.slice(1)],
		line: 1
	}),
	'a header with spaces': (p) => ({
		lines: [p.lines[0]?.replace('status', ' status ') ?? '', ...p.lines.slice(1)],
		line: 1
	}),
	'line ends of two kinds': (p) => ({
		text: p.lines.map((line, i) => line + (i === p.at ? (p.end === '\n' ? '\r\n' : '\n') : p.end)).join(''),
		line: null
	}),
	'another delimiter in one row': (p) => ({
		lines: replaced(p, cellsOf(p).join(p.d === ';' ? ',' : ';')),
		line: p.at + 1
	}),
	'a byte that is not UTF-8': (p) => {
		const line = (p.lines[p.at] ?? '')
			.replace('child_care', 'caf\xe9')
			.replace('tuition', 'caf\xe9')
			.replace('housing', 'caf\xe9')
			.replace('transportation', 'caf\xe9');
		return { bytes: Buffer.from(replaced(p, line).join(p.end) + p.end, 'latin1'), line: p.at + 1 };
	},
	'two encodings': (p) => {
		const lines = [...p.lines];
		const parts = lines.map((line, i) =>
			Buffer.from(
				line.replace('N-', i === 1 ? 'Ñ-' : i === p.at ? 'É-' : 'N-') + p.end,
				i === p.at ? 'latin1' : 'utf8'
			)
		);
		return { bytes: Buffer.concat(parts), line: null };
	},
	'a line that names the delimiter': (p) => ({ lines: [`sep=${p.d}`, ...p.lines], line: 1 }),
	'a header of two rows': (p) => ({
		lines: [
			['delivery', 'participant', '', '', '', 'amount'].join(p.d),
			['id', 'id', 'service', 'status', 'date', 'usd'].join(p.d),
			...p.lines.slice(1)
		],
		line: null
	}),
	'apostrophes for quotes': (p) => ({
		lines: p.table.map((row, i) => row.map((c, k) => (k === 2 && i > 0 ? `'${c}${p.d} etc'` : c)).join(p.d)),
		line: null,
		meant: p.table.map((row, i) => row.map((c, k) => (k === 2 && i > 0 ? `${c}${p.d} etc` : c)))
	}),
	'backslashes before quotes': (p) => ({
		lines: p.table.map((row, i) =>
			row.map((c, k) => (k === 2 && i > 0 ? `"the \\"${c}\\" one"` : c)).join(p.d)
		),
		line: null,
		meant: p.table.map((row, i) => row.map((c, k) => (k === 2 && i > 0 ? `the "${c}" one` : c)))
	})
};

function sum({ table }: Place): string {
	return table
		.slice(1)
		.reduce((total, row) => total + Number(row[5]), 0)
		.toFixed(2);
}

/** `count` polluted files: every way in turn, in other dialects and places each time around. */
export function polluted(count: number): Polluted[] {
	const ways = Object.entries(WAYS);
	return Array.from({ length: count }, (_, number) => {
		const round = Math.floor(number / ways.length);
		const [how, way] = ways[number % ways.length] as [string, Way];
		const d = [',', ';', '\t', '|'][round % 4] ?? ',';
		const end = ['\n', '\r\n', '\r'][round % 3] ?? '\n';
		const table = cleanTable(12 + (round % 5) * 7, round);
		const at = 1 + ((number * 5 + round) % (table.length - 2));
		const writing: Partial<Writing> = { delimiter: d, lineEnd: end };
		const lines = write(table, writing).toString().split(end).slice(0, -1);
		const spoilt = way({ table, lines, at, d, end });
		const text = spoilt.text ?? (spoilt.lines ?? []).map((line) => line + end).join('');
		return {
			how: `${how} (${JSON.stringify(d + end)})`,
			bytes: spoilt.bytes ?? Buffer.from(text),
			line: spoilt.line ?? null,
			meant: spoilt.meant ?? table
		};
	});
}
