import { join } from 'node:path';
import { sameHeader, type SourceTable, type Transform } from '$lib/catalog';
import { Refusal, type Agreement } from '$lib/domain';
import { cutIn } from '../door/describe-cut';
import { isNeeded } from '../door/forbidden-headers';
import { countRecords, extractTable, listZip, readTable, visitRows, type ZipMember } from '../read';
import { reader } from './read-lookups';
import { baseOf, type Recognised } from './recognise';
import { asSource, type Source } from './source';
import { leftOutOf } from './trim-archive';

/** An archive of a standard as it was read: its tables, and the files in it that are left alone. */
export interface ReadArchive extends Recognised {
	/** Files of which nothing is taken: how many records they have, and why. */
	left: { file: string; records: number; why: string }[];
}

interface Archive {
	path: string;
	name: string;
	members: ZipMember[];
	folder: string;
	limit: number;
	/** Headers that the agreement left out, with their files. */
	removed: string[];
	/** What the partner agreed on; nothing holds it back where it has no agreement. */
	agreement: Agreement | null;
}

/** Reads the declared tables of an archive, each as strictly as a file by itself; the other files are only counted. */
export async function readArchive(
	archive: Archive,
	{ transform, files }: { transform: Transform; files: Map<SourceTable, string> }
): Promise<ReadArchive> {
	const { members, path, name, agreement } = archive;
	const sources: Source[] = [];
	const left: ReadArchive['left'] = [];
	let room = archive.limit;
	for (const member of members) {
		const table = [...files].find(([, file]) => file === member.name)?.[0];
		const limit = room;
		room -= member.size;
		const isAgreed = !table || !agreement || isNeeded(transform, table, agreement);
		const source =
			table && isAgreed && (await readMember({ ...archive, limit }, { transform, table, member }));
		if (source) sources.push(source);
		else {
			const records = await countRecords(path, member, { name, limit });
			const why = !table
				? 'table is not asked for'
				: isAgreed
					? 'the agreement leaves out a column that it cannot be read without'
					: 'the agreement does not include what is made of it';
			left.push({ file: baseOf(member.name), records, why });
		}
	}
	const gone = await leftOutOf(await listZip(path, name), archive);
	left.push(...gone.map((one) => ({ why: transform.never.why, ...one })));
	sources.sort((one, other) => one.place - other.place);
	const version = await versionOf(transform, sources);
	const reasons = [`Its files are those of "${transform.title}"${version ? `, ${version}` : ''}.`];
	return { transform, sources, reasons, left };
}

/** A table of an archive as it was read; none when the agreement left out what it is read by. */
async function readMember(
	{ path, name, folder, limit, removed }: Archive,
	{ transform, table, member }: { transform: Transform; table: SourceTable; member: ZipMember }
): Promise<Source | null> {
	const file = baseOf(member.name);
	const place = transform.tables.indexOf(table);
	const target = join(folder, `table-${place}.csv`);
	await extractTable(path, member, { name, target, limit });
	const headers = new Set(Object.values(table.columns).flat().map(sameHeader));
	const knows = (cells: string[]) => new Set(cells.map(sameHeader).filter((cell) => headers.has(cell))).size;
	const read = await readTable(target, { name: file, folder: `${folder}/`, limit, knows });
	const source = asSource(transform, table, { ...read, container: 'zip', member: member.name }, file);
	const missing = table.needs.find((need) => !source.cells.has(need));
	if (missing === undefined) return source;
	if (cutIn(file, removed).length > 0) return null;
	throw new Refusal(
		'missing_column',
		`${file} has no column ${table.columns[missing]?.[0] ?? missing}.`,
		'Export it anew, with all columns of the standard.'
	);
}

/** Which version of the standard the archive says it is; another one than those declared is refused. */
async function versionOf({ title, version }: Transform, sources: Source[]): Promise<string | null> {
	const source = sources.find(({ table }) => table.name === version?.table);
	if (!version || !source) return null;
	let said = '';
	await visitRows(source.read, (_, cell) => {
		said ||= reader(source, cell)(version.column);
	});
	const known = Object.entries(version.begins).find(([begin]) =>
		said.replace(/^FY\s*/i, '').startsWith(begin)
	);
	if (known) return known[1];
	throw new Refusal(
		'unknown_version',
		`${source.file} says ${version.column} "${said.slice(0, 40)}"; of ${title}, ${Object.values(version.begins).join(' and ')} are read.`,
		'Export it anew in one of these versions.'
	);
}
