import { writeRecord, type Habit } from './habits';
import { meantWith, withCell, type Sheet, type Spoilt, type Way } from './sheet';

/** The same table written by a system of other habits. */
function rewritten({ table, how }: Sheet, changes: Partial<Habit>): Spoilt {
	const other = { ...how, ...changes };
	const text = table.map((row) => writeRecord(row, other) + other.end).join('');
	return { text, meant: table };
}

/** Files in which nothing is wrong, only habits differ: each must be read exactly. */
export const NOTHING_WRONG: Record<string, Way> = {
	'as the system writes it': ({ records }) => ({ records }),
	'every cell quoted': (sheet) => rewritten(sheet, { quoted: 'always' }),
	'all but numbers quoted': (sheet) => rewritten(sheet, { quoted: 'text' }),
	'apostrophes for quotes': (sheet) =>
		sheet.table.flat().some((text) => text.includes('"'))
			? null
			: rewritten(sheet, { quote: "'", quoted: 'always' }),
	'backslashes before quotes': (sheet) => rewritten(sheet, { quoted: 'always', escape: 'backslash' }),
	'no line end at the end': ({ records, how }) => ({ text: records.join(how.end) }),
	'a header and no row': ({ records, table }) => ({ records: records.slice(0, 1), meant: table.slice(0, 1) }),
	'a header and one row': ({ records, table }) => ({
		records: records.slice(0, 2),
		meant: table.slice(0, 2)
	}),
	'a line that names the delimiter': ({ records, d }) => ({ records: [`sep=${d}`, ...records] }),
	'an empty column at the end': ({ records, d }) => ({ records: records.map((record) => record + d) }),
	'empty columns at the end': ({ records, d }) => ({
		records: records.map((record) => record + d.repeat(4))
	}),
	'a long cell of lines': (sheet) => {
		const text = 'a line of text, and a "word"\n'.repeat(1500);
		const meant = sheet.table.map((row, index) =>
			index === sheet.at ? row.map((old, k) => (k === sheet.cell ? text : old)) : row
		);
		return { records: meant.map((row) => writeRecord(row, sheet.how)), meant };
	},
	'paths that end in a backslash': (sheet) => {
		const meant = sheet.table.map((row, index) =>
			index === 0 ? row : row.map((old, k) => (k === sheet.cell ? `C:\\files\\${index}\\` : old))
		);
		const how = { ...sheet.how, quoted: 'always' as const };
		return { records: meant.map((row) => writeRecord(row, how)), meant };
	},
	'three quotes in a row': (sheet) => ({
		records: withCell(sheet, () => '"""word"'),
		meant: meantWith(sheet, '"word')
	}),
	'padded values': ({ table, how }) => {
		const meant = table.map((row, index) =>
			index === 0 ? row : row.map((text) => (text ? ` ${text} ` : text))
		);
		return { records: meant.map((row) => writeRecord(row, how)), meant };
	},
	'line ends of two kinds': ({ records, how, at }) => ({
		text: records
			.map((record, index) => record + (index === at ? (how.end === '\n' ? '\r\n' : '\n') : how.end))
			.join('')
	}),
	'UTF-16 without a byte order mark': (sheet) =>
		sheet.table.flat().every((text) => /^[\n -\xff]*$/.test(text))
			? rewritten({ ...sheet, how: { ...sheet.how, encoding: 'utf-16le without mark' } }, {})
			: null
};
