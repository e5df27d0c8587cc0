import { encode, writeRecord } from './habits';
import {
	emptyRow,
	inserted,
	meantWith,
	replaced,
	rowOf,
	withCell,
	type Sheet,
	type Spoilt,
	type Way
} from './sheet';

/** One row is at fault and cannot be read for certain. */
function lost(sheet: Sheet, records: string[]): Spoilt {
	return { records, faults: [sheet.at], loses: [sheet.at] };
}

/** A record stands between the rows that is none. */
function between(sheet: Sheet, record: string): Spoilt {
	return { records: inserted(sheet, record), faults: [sheet.at] };
}

function cellsOf({ table, at }: Sheet): string[] {
	return table[at] ?? [];
}

/** Files in which one row is broken or should not be there. */
export const ROWS: Record<string, Way> = {
	'a cell is missing at the end': (s) => lost(s, replaced(s, writeRecord(cellsOf(s).slice(0, -1), s.how))),
	'a cell is missing in the middle': (s) =>
		lost(
			s,
			replaced(
				s,
				writeRecord(
					cellsOf(s).filter((_, k) => k !== s.cell),
					s.how
				)
			)
		),
	'a cell too many': (s) => lost(s, replaced(s, writeRecord([...cellsOf(s), 'more'], s.how))),
	'half of the cells': (s) =>
		s.width < 4 ? null : lost(s, replaced(s, writeRecord(cellsOf(s).slice(0, s.width / 2), s.how))),
	'a row twice in one line': (s) => lost(s, replaced(s, `${s.records[s.at]}${s.d}${s.records[s.at]}`)),
	'a delimiter in a value that is not quoted': (s) =>
		lost(
			s,
			withCell(s, () => `a${s.d}b`)
		),
	'another delimiter in one row': (s) => {
		const other = s.d === ';' ? ',' : ';';
		return lost(s, replaced(s, writeRecord(cellsOf(s), { ...s.how, delimiter: other, quoted: 'always' })));
	},
	'a line end in a value that is not quoted': (s) => {
		const cells = cellsOf(s).map((text, k) =>
			k === s.cell ? `one${s.how.end}two` : writeRecord([text], s.how)
		);
		return lost(s, replaced(s, cells.join(s.d)));
	},
	'a delimiter too many after one row': (s) => ({
		records: replaced(s, s.records[s.at] + s.d),
		faults: [s.at]
	}),
	'delimiters too many after each row': (s) => ({
		records: s.records.map((record, index) => (index > 0 ? record + s.d : record)),
		faults: [1]
	}),
	'a stray quote': (s) => ({
		records: withCell(s, () => '5" wide'),
		faults: [s.at],
		meant: meantWith(s, '5" wide')
	}),
	'a stray quote in each row': (s) => ({
		records: s.table.map((row, index) =>
			index === 0
				? (s.records[0] ?? '')
				: row.map((text, k) => (k === s.cell ? '7" long' : writeRecord([text], s.how))).join(s.d)
		),
		faults: [s.at],
		meant: s.table.map((row, index) =>
			index === 0 ? row : row.map((old, k) => (k === s.cell ? '7" long' : old))
		)
	}),
	'a quote that is not closed': (s) =>
		lost(
			s,
			withCell(s, (text) => `"${text.replaceAll('"', '')}`)
		),
	'a quote that is not closed in the last cell': (s) =>
		lost(
			s,
			withCell({ ...s, cell: s.width - 1 }, (text) => `"${text.replaceAll('"', '')}`)
		),
	'a quote that is not closed in the first cell': (s) =>
		lost(
			s,
			withCell({ ...s, cell: 0 }, (text) => `"${text.replaceAll('"', '')}`)
		),
	'a quote that is not closed before quoted rows': (s) => {
		const how = { ...s.how, quoted: 'always' as const };
		const records = s.table.map((row) => writeRecord(row, how));
		return lost(
			{ ...s, records, how },
			withCell({ ...s, records, how }, (text) => `"${text.replaceAll('"', '')}`)
		);
	},
	'a quote that is not opened': (s) => ({
		records: withCell(s, () => 'word"'),
		faults: [s.at],
		meant: meantWith(s, 'word"')
	}),
	'text after a closing quote': (s) =>
		lost(
			s,
			withCell(s, () => '"word"s')
		),
	'a space after a closing quote': (s) =>
		lost(
			s,
			withCell(s, () => '"word" ')
		),
	'a space before an opening quote': (s) =>
		lost(
			s,
			withCell(s, () => ' "word"')
		),
	'quotes inside quotes': (s) =>
		lost(
			s,
			withCell(s, () => '"the "blue" form"')
		),
	'a quoted quote inside quotes': (s) =>
		lost(
			s,
			withCell(s, () => `"the "blue${s.d} or green" form"`)
		),
	'a NUL byte': (s) =>
		lost(
			s,
			withCell(s, () => 'a\0b')
		),
	'a NUL byte inside quotes': (s) =>
		lost(
			s,
			withCell(s, () => '"a\0b"')
		),
	'a cell of 70 kB': (s) =>
		lost(
			s,
			withCell(s, () => 'x'.repeat(70_000))
		),
	'a quoted cell of 70 kB': (s) =>
		lost(
			s,
			withCell(s, () => `"${'x '.repeat(35_000)}"`)
		),
	'an empty line': (s) => between(s, ''),
	'a row of empty cells': (s) => between(s, emptyRow(s)),
	'a row of empty quoted cells': (s) =>
		between(s, writeRecord(Array<string>(s.width).fill(''), { ...s.how, quoted: 'always' })),
	'a row of spaces': (s) => between(s, Array<string>(s.width).fill('  ').join(s.d)),
	'the header once more': (s) => between(s, s.records[0] ?? ''),
	'the header once more in capitals': (s) => between(s, (s.records[0] ?? '').toUpperCase()),
	'a heading between the rows': (s) => (s.width < 3 ? null : between(s, rowOf(s, 'February'))),
	'a byte that is not UTF-8': (s) => {
		if (!s.how.encoding.startsWith('utf-8')) return null;
		if (s.table.flat().some((text) => /[\u0080-\uffff]/.test(text))) return null;
		const text = withCell(s, () => 'caf\xe9')
			.map((record) => record + s.how.end)
			.join('');
		return { bytes: Buffer.from(text, 'latin1'), faults: [s.at], meant: meantWith(s, 'caf\xe9') };
	},
	'half a letter of UTF-16': (s) => {
		if (s.how.encoding !== 'utf-16le' && s.how.encoding !== 'utf-16be') return null;
		const text = withCell(s, () => 'a\ud83db')
			.map((record) => record + s.how.end)
			.join('');
		const little = Buffer.from('\ufeff' + text, 'utf16le');
		const bytes = s.how.encoding === 'utf-16le' ? little : little.swap16();
		return { bytes, faults: [s.at], loses: s.table.map((_, index) => index) };
	},
	'one row in another encoding': (s) => {
		if (s.how.encoding !== 'utf-8' || s.table.flat().some((text) => /[\u0080-\uffff]/.test(text)))
			return null;
		const other = withCell({ ...s, at: 1 }, () => 'Núñez');
		const parts = withCell({ ...s, records: other }, () => 'Núñez').map((record, index) =>
			encode(record + s.how.end, index === s.at ? 'windows-1252' : 'utf-8')
		);
		const meant = meantWith({ ...s, table: meantWith({ ...s, at: 1 }, 'Núñez') }, 'Núñez');
		return { bytes: Buffer.concat(parts), says: ['two_encodings', 'windows_1252'], meant };
	}
};
