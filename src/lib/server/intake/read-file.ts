import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fingerprint } from './receive';
import { detect, knownHeaders, type Hints } from './detect';
import {
	delimiterName,
	describeStructure,
	readTable,
	writeClean,
	type ReadReport,
	type ReadTable
} from './read';
import { recogniseTable } from './transform';

/** Most that a file may unpack to when no home says otherwise. */
export const LIMIT = 2048 * 1024 * 1024;

/** What intake sees in a file; with `csv` it also writes the table it understood there, as clean UTF-8 CSV. */
export async function readFile(
	path: string,
	options: Hints & { csv?: string; sheet?: string } = {}
): Promise<ReadReport> {
	const folder = await mkdtemp(join(tmpdir(), 'braidwork-read-'));
	try {
		const { sha256, bytes } = await fingerprint(path);
		const name = basename(path);
		const sheet = options.sheet === undefined ? {} : { answered: options.sheet };
		const known = { knows: knownHeaders(options), ...sheet };
		const table = await readTable(path, { name, folder, limit: LIMIT, ...known });
		if (options.csv !== undefined) await writeClean(table, options.csv, { header: true, sourceRows: false });
		return { file: name, sha256, bytes, ...reportOf(table, options) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** What was understood of a table that was read. */
export function reportOf(table: ReadTable, hints: Hints): Omit<ReadReport, 'file' | 'sha256' | 'bytes'> {
	const { layout, sorted, headers } = table;
	const { quote, escape, delimiter } = layout.dialect;
	return {
		container: table.container,
		member: table.member,
		encoding: table.text.encoding,
		delimiter: String.fromCharCode(delimiter),
		delimiter_name: delimiterName(delimiter),
		quote: String.fromCharCode(quote),
		escape: escape === 0 ? null : String.fromCharCode(escape),
		line_ending: lineEnding(sorted.endings),
		header_row: layout.header.row,
		preamble: sorted.preamble,
		footer: sorted.footer,
		columns: headers,
		rows: sorted.rows,
		rows_in_file: sorted.records,
		rows_rejected: sorted.rejected.count,
		rows_ignored: sorted.ignored,
		findings: describeStructure(table),
		looks_like: [...recognised(table), ...guessed(headers, hints)]
	};
}

/** The outside standard that it is written in, as what it becomes. */
function recognised(table: ReadTable): ReadReport['looks_like'] {
	const found = recogniseTable(table);
	if (!found) return [];
	const makes = new Set(found.transform.makes.map(({ dataset }) => dataset));
	const dataset = [...makes].join(', ');
	return [{ dataset, format: found.transform.id, certainty: 1, reasons: found.reasons }];
}

function guessed(headers: string[], hints: Hints): ReadReport['looks_like'] {
	return detect(headers, hints)
		.slice(0, 3)
		.map(({ format, certainty, reasons }) => ({
			dataset: format.dataset,
			format: format.id,
			certainty,
			reasons
		}));
}

function lineEnding(endings: number): string {
	const names = ['LF', 'CRLF', 'CR'].filter((_, bit) => endings & (1 << bit));
	return names.length > 1 ? `mixed (${names.join(', ')})` : (names[0] ?? 'none');
}
