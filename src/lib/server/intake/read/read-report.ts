import type { IgnoredRow } from '$lib/domain';
import type { LocatedFinding } from './describe-structure';

/** A line left out of the table, as it stands in the file. */
export interface LeftOutLine {
	row: number;
	text: string;
}

/** What intake sees in a file of one table, as `read --json` prints it. */
export interface ReadReport {
	file: string;
	sha256: string;
	bytes: number;
	container: string;
	/** Name of the member when the file is an archive. */
	member: string | null;
	encoding: string;
	delimiter: string;
	delimiter_name: string;
	quote: string;
	/** What stands before a quote inside quoted text; null when quotes are doubled. */
	escape: string | null;
	line_ending: string;
	header_row: number | null;
	preamble: LeftOutLine[];
	footer: LeftOutLine[];
	columns: string[];
	/** Rows of the table. */
	rows: number;
	/** All records of the file: rows, rejected rows and ignored lines. */
	rows_in_file: number;
	rows_rejected: number;
	rows_ignored: IgnoredRow[];
	findings: LocatedFinding[];
	/** Which dataset and format it looks like, with reasons; empty when none fits. */
	looks_like: { dataset: string; format: string; certainty: number; reasons: string[] }[];
}

/** What intake sees in one table of an archive: as of a file by itself, or how many records it has, or what stands against it. */
export interface TableReport extends Partial<Omit<ReadReport, 'sha256' | 'bytes' | 'file'>> {
	file: string;
	/** In an outside standard: what it becomes, or why nothing of it is taken. */
	taken?: string;
	error?: { code: string; message: string; hint: string };
}

/** What intake sees in an archive of several tables. */
export interface SeveralReport {
	file: string;
	sha256: string;
	bytes: number;
	container: 'zip';
	/** The outside standard whose files these are. */
	format: string | null;
	/** Of all tables together. */
	rows: number;
	rows_in_file: number;
	tables: TableReport[];
}
