import { Refusal } from '$lib/domain';

/** Containers that are opened. */
export type Container = 'csv' | 'gzip' | 'zip' | 'xlsx';

/** How many bytes are enough to know what a file is. */
export const MAGIC_BYTES = 4096;

const AS_CSV = 'Open it where it was made and save or export it as CSV, then send that file.';

/** First bytes of what is not a table of text, as text of one character a byte; what to call it, and what to do. */
const KINDS: [RegExp, string, string][] = [
	[/^%PDF-/, 'a PDF document', 'A PDF holds a picture of a table. Ask for the table itself as CSV.'],
	[
		/^\x89PNG|^\xff\xd8\xff|^GIF8|^BM.{4}\0\0\0\0|^RIFF.{4}WEBP|^II\*\0|^MM\0\*/s,
		'a picture',
		'Ask for the table itself as CSV.'
	],
	[/^\0\0\0.ftyp/s, 'a picture or a film', 'Ask for the table itself as CSV.'],
	[/^\{\\rtf/, 'a text document (RTF)', AS_CSV],
	[/^PAR1/, 'a Parquet file', 'Export it as CSV, then send that file.'],
	[/^SQLite format 3/, 'an SQLite database', 'Export the one table as CSV, then send that file.'],
	[
		/^7z\xbc\xaf|^Rar!|^BZh|^\xfd7zXZ|^\x28\xb5\x2f\xfd/,
		'an archive that is not zip or gzip',
		'Unpack it, or pack it as zip with the one CSV in it.'
	],
	[/^\x7fELF|^MZ|^\xca\xfe\xba\xbe/, 'a program', 'Send the table as CSV.'],
	[
		/^(?:\s|\xef\xbb\xbf)*<(?:!doctype html|html|head|body|table|meta)/i,
		'a web page (HTML)',
		`The system that made it gave a page instead of a file, often with the ending .xls. ${AS_CSV}`
	],
	[/^(?:\s|\xef\xbb\xbf)*<\?xml/i, 'an XML document', AS_CSV],
	[/^(?:\s|\xef\xbb\xbf)*[[{]\s*(?:["[{]|$)/, 'a JSON document', 'Export it as CSV, then send that file.']
];

/** Tells the container of a file by its first bytes, and refuses what is no table of text, naming what it is. */
export function recogniseContainer(head: Buffer, name: string): Container {
	const text = head.toString('latin1');
	if (head.length === 0)
		throw new Refusal('empty_file', `${name} is empty: it has not one byte.`, 'Export it again.');
	if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'zip';
	if (text.startsWith('\x1f\x8b')) return 'gzip';
	if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw oldOffice(head, name);
	const kind = KINDS.find(([magic]) => magic.test(text));
	if (kind) throw notCsv(name, kind[1], kind[2]);
	if (text.slice(257, 262) === 'ustar') throw notCsv(name, 'a tar archive', 'Unpack it and send the CSV.');
	return 'csv';
}

/** Refusal of a file that is something else than a table of text. */
export function notCsv(name: string, what: string, hint: string): Refusal {
	return new Refusal('not_a_table', `${name} is ${what}, not a CSV file or a workbook (.xlsx).`, hint);
}

function oldOffice(head: Buffer, name: string): Refusal {
	const isEncrypted = head.includes(Buffer.from('EncryptedPackage', 'utf16le'));
	if (isEncrypted) {
		return notCsv(
			name,
			'a workbook with a password',
			'Remove the password (File, Info, Protect Workbook), save it, then send that file.'
		);
	}
	return notCsv(
		name,
		'an old Office file, most often an Excel workbook (.xls)',
		'In Excel choose File, Save As, "Excel Workbook (.xlsx)", then send that file.'
	);
}
