import { baseName, complainUnless, refuseDoubles } from './declaration';

/** One code: as data say it, as a screen says it, what it means, and who says so. */
export interface Code {
	code: string;
	label: string;
	description: string;
	source: string;
}

/** All codes that a column may hold. */
export interface CodeList {
	id: string;
	title: string;
	codes: Code[];
}

const HEADER = ['code', 'label', 'description', 'source'];

/** Reads one code list from CSV text; every line needs a code, a label and a source. */
export function readCodeList(file: string, text: string): CodeList {
	const [header, ...lines] = readCsv(text);
	complainUnless(
		header?.join() === HEADER.join(),
		file,
		'the header',
		`It must be ${HEADER.join(',')}, but it is ${header?.join() ?? 'missing'}`
	);
	const codes = lines.map((cells, index) => readCode(file, cells, index + 2));
	complainUnless(codes.length > 0, file, 'the list', 'It has no codes');
	refuseDoubles(
		'code',
		codes.map((code) => ({ key: code.code.toLowerCase(), file }))
	);
	const id = baseName(file);
	return { id, title: titleOf(id), codes };
}

/** One list made of several, for a column that may hold the codes of each: `services+spending_lines`. */
export function joinCodeLists(id: string, parts: CodeList[]): CodeList {
	return {
		id,
		title: parts.map((part) => part.title).join(', or '),
		codes: parts.flatMap((part) => part.codes)
	};
}

function readCode(file: string, cells: string[], line: number): Code {
	complainUnless(cells.length === 4, file, `line ${line}`, `It has ${cells.length} cells instead of 4`);
	const [code = '', label = '', description = '', source = ''] = cells;
	complainUnless(/^[a-z0-9][a-z0-9_]*$/.test(code), file, `line ${line}`, `"${code}" is not a code`);
	complainUnless(label !== '' && source !== '', file, `line ${line}`, 'A code needs a label and a source');
	return { code, label, description, source };
}

function titleOf(id: string): string {
	const words = id.replaceAll('_', ' ');
	return words[0]?.toUpperCase() + words.slice(1);
}

/** Our own small files only: commas, double quotes, no line breaks inside cells. */
function readCsv(text: string): string[][] {
	const lines = text.split(/\r?\n/).filter((line) => line !== '');
	return lines.map((line) =>
		[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
			(cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? ''
		)
	);
}
