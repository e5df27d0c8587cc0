import type { LocatedFinding } from '../read';
import { placeAndLine, rowNumber, type Source } from './source';
import { headersOfColumn, type MadeDataset } from './write-dataset';

/**
 * Says of a finding about made rows in which file of an archive and on which line it was seen, under the header that
 * those very rows were made of; of several files, once for each. A file by itself needs no name.
 */
export function inTheirWords(
	findings: LocatedFinding[],
	one: MadeDataset,
	sources: Source[]
): LocatedFinding[] {
	return findings.flatMap((finding) => {
		if (finding.row === null) return [finding];
		const rows = (finding.rows.length > 0 ? finding.rows : [finding.row]).map(placeAndLine);
		const seen = sources.filter((source) => rows.some(({ place }) => place === source.place));
		return seen.map((source) => {
			const lines = rows.filter(({ place }) => place === source.place).map(({ line }) => line);
			const count = finding.count === rows.length || seen.length > 1 ? lines.length : finding.count;
			const header = headerIn(finding, { one, source, sources, lines });
			return { ...finding, row: lines[0] ?? null, rows: lines, count, header };
		});
	});
}

interface Seen {
	one: MadeDataset;
	source: Source;
	sources: Source[];
	lines: number[];
}

function headerIn(finding: LocatedFinding, seen: Seen): string | null {
	const { file } = seen.source;
	const headers = headersOf(finding, seen);
	if (file === null) return headers.join(', ') || finding.header;
	if (headers.length === 0) return finding.header ? `${file}: ${finding.header}` : file;
	const isOwn = headers.some((header) => header.startsWith(`${file}: `));
	return isOwn ? headers.join(', ') : `${file}: ${headers.join(', ')}`;
}

/** Their headers for a column of ours in rows that were made of these lines. */
function headersOf({ column }: LocatedFinding, { one, source, sources, lines }: Seen): string[] {
	if (!column) return [];
	const of = (name: string) => sources.find(({ table }) => table.name === name);
	const makes = one.makes.filter(
		(make) => make.from === source.table.name && lines.some((line) => one.lines.get(make)?.has(line))
	);
	const named = makes.filter(({ columns }) => column in columns);
	return [...new Set(named.flatMap((make) => headersOfColumn(make, column, of)))].filter(
		(header) => header !== column
	);
}

/** Findings about one file of an archive, under its own headers again. */
export function ofFile(findings: LocatedFinding[], { file }: Source): LocatedFinding[] {
	if (file === null) return findings;
	return findings.flatMap((finding) => {
		if (finding.row === null) return [finding];
		const parts =
			finding.header?.split(', ').filter((part) => part === file || part.startsWith(`${file}: `)) ?? [];
		if (parts.length === 0) return [];
		const header = parts.map((part) => (part === file ? '' : part.slice(file.length + 2))).join(', ');
		return [{ ...finding, header: header || null }];
	});
}

/** Findings about a file's own lines, numbered as lines of one of several tables. */
export function numbered(findings: LocatedFinding[], { place }: Source): LocatedFinding[] {
	return findings.map((finding) => ({
		...finding,
		row: finding.row === null ? null : rowNumber(place, finding.row),
		rows: finding.rows.map((line) => rowNumber(place, line))
	}));
}
