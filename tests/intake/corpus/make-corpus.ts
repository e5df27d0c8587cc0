import { encode, habit, writeRecord } from './habits';
import type { Sheet, Way } from './sheet';
import { EDGES } from './spoil-edges';
import { NOTHING_WRONG } from './spoil-nothing';
import { ROWS } from './spoil-rows';
import { cleanTable } from './tables';

/** A file of the corpus, and what reading it must come to. */
export interface CorpusFile {
	/** The way in which it was spoilt, then table and habits. */
	way: string;
	how: string;
	bytes: Buffer;
	/** The table that it stands for, header first. */
	meant: string[][];
	/** Physical lines at fault, 1-based; none when the file as a whole is. */
	lines: number[];
	/** Rules of which one must be said where it is not exact and no line is at fault. */
	says: string[];
	/** Indexes in `meant` of rows that nobody could read any more. */
	loses: Set<number>;
}

const WAYS: [string, Way][] = Object.entries({ ...NOTHING_WRONG, ...ROWS, ...EDGES });

/** The first `count` files of the corpus, the same ones every time: every way in turn, on other tables and in other habits. */
export function* makeCorpus(count: number): Generator<CorpusFile> {
	let made = 0;
	for (let number = 0; made < count; number++) {
		const [way, spoil] = WAYS[number % WAYS.length] as [string, Way];
		const round = Math.floor(number / WAYS.length);
		const file = fileOf(way, spoil, { table: round + number, habit: round * 5 + number * 7 });
		if (!file) continue;
		made++;
		yield file;
	}
}

function fileOf(way: string, spoil: Way, numbers: { table: number; habit: number }): CorpusFile | null {
	const number = numbers.table;
	const table = cleanTable(number);
	const how = habit(numbers.habit, table);
	const sheet: Sheet = {
		table: table.rows,
		records: table.rows.map((row) => writeRecord(row, how)),
		how,
		d: how.delimiter,
		width: table.rows[0]?.length ?? 0,
		at: 1 + ((number * 5) % (table.rows.length - 2)),
		cell:
			Math.min(1, (table.rows[0]?.length ?? 0) - 2) + (number % Math.max(1, (table.rows[0]?.length ?? 0) - 2))
	};
	const spoilt = spoil(sheet);
	if (!spoilt) return null;
	const records = spoilt.records ?? sheet.records;
	const text = spoilt.text ?? records.map((record) => record + how.end).join('');
	return {
		way,
		how: `${table.name} ${JSON.stringify([how.delimiter, how.quoted, how.end, how.encoding])}`,
		bytes: spoilt.bytes ?? encode(text, how.encoding),
		meant: spoilt.meant ?? sheet.table,
		lines: (spoilt.faults ?? []).map((index) => lineOf(records, index)),
		says: spoilt.says ?? [],
		loses: new Set(spoilt.loses)
	};
}

/** The physical line in which a record begins. */
function lineOf(records: string[], index: number): number {
	const breaks = records.slice(0, index).map((record) => record.match(/\r\n|\n|\r/g)?.length ?? 0);
	return 1 + index + breaks.reduce((sum, count) => sum + count, 0);
}
