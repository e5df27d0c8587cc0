import { writeRecord } from './habits';
import { emptyRow, rowOf, type Sheet, type Spoilt, type Way } from './sheet';

/** Lines that stand above the table; all are at fault. */
function above({ records }: Sheet, ...lines: string[]): Spoilt {
	return { records: [...lines, ...records], faults: lines.map((_, index) => index) };
}

/** Lines that stand below the table. */
function below({ records }: Sheet, ...lines: string[]): Spoilt {
	return { records: [...records, ...lines], faults: lines.map((_, index) => records.length + index) };
}

/** Another header; the rows stay. */
function headed({ records, how }: Sheet, header: string[], spoilt: Spoilt = {}): Spoilt {
	return { records: [writeRecord(header, how), ...records.slice(1)], faults: [0], ...spoilt };
}

function header({ table }: Sheet): string[] {
	return table[0] ?? [];
}

function changed(sheet: Sheet, change: (name: string) => string): string[] {
	return header(sheet).map((name, k) => (k === sheet.cell ? change(name) : name));
}

/** A row of totals; null where no column adds up. */
function totals(sheet: Sheet, says: (sum: number) => number): string | null {
	const last = sheet.table.slice(1).map((row) => row.at(-1) ?? '');
	if (sheet.width < 3 || !last.every((text) => /^\d+(\.\d+)?$/.test(text))) return null;
	const sum = says(last.reduce((total, text) => total + Number(text), 0));
	const cells = ['Total', ...Array<string>(sheet.width - 2).fill(''), sum.toFixed(2).replace(/\.00$/, '')];
	return writeRecord(cells, sheet.how);
}

function asText(lines: string[], { how }: Sheet, cut: number): string {
	return lines.join(how.end).slice(0, -cut);
}

/** Files with something wrong above the table, below it, in its header or at its end. */
export const EDGES: Record<string, Way> = {
	'a title above': (s) => above(s, 'Service ledger 2015 Q1'),
	'three lines above, one empty': (s) => above(s, 'Service ledger', 'Printed 4/2/2015 by the front desk', ''),
	'an empty line above': (s) => above(s, ''),
	'lines above, as wide as the table': (s) => above(s, rowOf(s, 'Ledger'), emptyRow(s)),
	'lines of name and value above': (s) =>
		s.width < 3
			? null
			: above(s, writeRecord(['Agency', 'Navigators'], s.how), writeRecord(['Quarter', '1'], s.how), ''),
	'ten remarks above': (s) =>
		above(s, ...Array.from({ length: 10 }, (_, at) => `# remark ${at + 1} on this export`)),
	'a note below': (s) => below(s, 'Note: amounts are preliminary.'),
	'a note below, as wide as the table': (s) =>
		s.width < 3 ? null : below(s, rowOf(s, 'Prepared by: the research unit')),
	'a note below an empty line': (s) => below(s, '', 'Confidential'),
	'two notes below an empty row': (s) => below(s, emptyRow(s), 'Source: the county ledger', 'End of report'),
	'an end mark below': (s) => below(s, '*** end of file ***'),
	'a narrower table below': (s) =>
		s.width < 3
			? null
			: below(s, '', writeRecord(['code', 'label'], s.how), writeRecord(['cc', 'Child care'], s.how)),
	'a wider table below': (s) => {
		const cells = Array.from({ length: s.width + 2 }, (_, k) => `Extra ${k}`);
		return below(
			s,
			'',
			writeRecord(cells, s.how),
			writeRecord(
				cells.map((_, k) => String(k)),
				s.how
			)
		);
	},
	'a table of other columns below, as wide': (s) => {
		const names = Array.from(
			{ length: s.width },
			(_, k) => `Other ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[k % 26]?.repeat(1 + k / 26)}`
		);
		const record = writeRecord(names, s.how);
		return { records: [...s.records, '', record, s.records[1] ?? ''], faults: [s.records.length + 1] };
	},
	'a totals row that fits': (s) => {
		const row = totals(s, (sum) => sum);
		return row === null ? null : below(s, row);
	},
	'a totals row that does not fit': (s) => {
		const row = totals(s, (sum) => sum + 1);
		return row === null ? null : below(s, row);
	},
	'a count below': (s) => (s.width < 3 ? null : below(s, rowOf(s, `Total rows: ${s.table.length - 1}`))),
	'a wrong count below': (s) =>
		s.width < 3 ? null : below(s, rowOf(s, `Total rows: ${s.table.length + 3}`)),
	'empty lines at the end': (s) => below(s, '', '', ''),
	'empty rows at the end': (s) => below(s, emptyRow(s), emptyRow(s)),
	'hundreds of empty rows at the end': (s) => below(s, ...Array<string>(700).fill(emptyRow(s))),
	'the end is cut off': (s) => {
		const last = s.records.at(-1) ?? '';
		const cut = last.length - last.indexOf(s.d) + 1;
		return cut >= last.length ? null : lostEnd(s, asText(s.records, s, cut));
	},
	'the end is cut off inside a quote': (s) =>
		lostEnd(s, [...s.records.slice(0, -1), `"one"${s.d}"tw`].join(s.how.end)),
	'the end is cut off and a line end was added': (s) => {
		const last = writeRecord((s.table.at(-1) ?? []).slice(0, -1), s.how);
		return s.width < 3 ? null : lostEnd(s, [...s.records.slice(0, -1), last, ''].join(s.how.end));
	},
	'a header twice': (s) => {
		const meant = changed(s, () => header(s)[s.cell === 0 ? 1 : 0] ?? '');
		return headed(s, meant, { meant: [meant, ...s.table.slice(1)] });
	},
	'a header without name': (s) => {
		const meant = changed(s, () => '');
		return s.width < 3 ? null : headed(s, meant, { meant: [meant, ...s.table.slice(1)] });
	},
	'a header with spaces': (s) =>
		headed(
			s,
			changed(s, (name) => `  ${name} `)
		),
	'a header of two rows': (s) => {
		if (s.width < 4) return null;
		const top = header(s).map((_, k) => (k === 0 ? 'Group' : ''));
		return { records: [writeRecord(top, s.how), ...s.records], faults: [0] };
	},
	'a header of two rows that is known': (s) => {
		if (header(s)[0] !== 'delivery_id') return null;
		const top = ['delivery', 'participant', 'service', 'status', 'date', 'amount'];
		const names = ['id', 'id', '', '', '', 'usd'];
		const records = [writeRecord(top, s.how), writeRecord(names, s.how), ...s.records.slice(1)];
		return { records, says: ['two_row_header'] };
	},
	'a header in another delimiter': (s) => {
		const other = s.d === ';' ? ',' : ';';
		const names = header(s).join(other);
		return { records: [names, ...s.records.slice(1)], faults: [0], loses: s.table.map((_, index) => index) };
	},
	'a header with one name too few': (s) =>
		s.width < 4 ? null : headed(s, header(s).slice(0, -1), { loses: s.table.map((_, index) => index) }),
	'a header with one name too many': (s) =>
		headed(s, [...header(s), 'Additional'], { loses: s.table.map((_, index) => index) }),
	'no header': (s) => ({ records: s.records.slice(1), faults: [0], loses: [1] })
};

function lostEnd({ records, table }: Sheet, text: string): Spoilt {
	return { text, faults: [records.length - 1], loses: [table.length - 1] };
}
