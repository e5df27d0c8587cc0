import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sameHeader, type SourceTable, type Transform } from '$lib/catalog';
import { Refusal } from '$lib/domain';
import { knownHeaders, type Hints } from './detect';
import {
	countRecords,
	extractTable,
	listTables,
	readTable,
	type ReadReport,
	type SeveralReport,
	type TableReport,
	type ZipMember
} from './read';
import { LIMIT, readFile, reportOf } from './read-file';
import { fingerprint } from './receive';
import { baseOf, recogniseNames } from './transform';

/** What intake sees in a file: in the one table that it is, or in each table of an archive of several. */
export async function lookInto(
	path: string,
	options: Hints & { csv?: string; sheet?: string } = {}
): Promise<ReadReport | SeveralReport> {
	const name = basename(path);
	const content = await listTables(path, name);
	if (!content) return readFile(path, options);
	const { tables: members, beside } = content;
	if (options.csv !== undefined) throw severalTables(name, members.length);
	const { sha256, bytes } = await fingerprint(path);
	const standard = recogniseNames(members.map((member) => member.name));
	const folder = await mkdtemp(join(tmpdir(), 'braidwork-read-'));
	try {
		const tables: TableReport[] = [];
		for (const member of members)
			tables.push(await lookAt(member, { path, name, folder, standard }, options));
		tables.push(...beside.map((member) => ({ file: baseOf(member.name), taken: 'not named like a table' })));
		const sum = (rows: (table: TableReport) => number) => tables.reduce((all, one) => all + rows(one), 0);
		return {
			file: name,
			sha256,
			bytes,
			container: 'zip',
			format: standard?.transform.id ?? null,
			rows: sum(({ rows }) => rows ?? 0),
			rows_in_file: sum(({ rows_in_file }) => rows_in_file ?? 0),
			tables
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

interface Archive {
	path: string;
	name: string;
	folder: string;
	/** The outside standard whose files these are. */
	standard: { transform: Transform; files: Map<SourceTable, string> } | null;
}

/** One table of an archive; what stands against it is said of it alone. */
async function lookAt(member: ZipMember, archive: Archive, hints: Hints): Promise<TableReport> {
	const { path, name, folder, standard } = archive;
	const file = baseOf(member.name);
	const table = standard && [...standard.files].find(([, own]) => own === member.name)?.[0];
	try {
		if (standard && !table) {
			const records = await countRecords(path, member, { name, limit: LIMIT });
			return { file, rows_in_file: records, taken: notTaken(file, standard.transform) };
		}
		const target = join(folder, 'member');
		await extractTable(path, member, { name, target, limit: LIMIT });
		const knows = table ? headersOf(table) : knownHeaders(hints);
		const read = await readTable(target, { name: file, folder, limit: LIMIT, knows });
		const { looks_like, ...report } = reportOf(read, hints);
		const asTable = { ...report, file, container: 'zip', member: member.name };
		return standard && table
			? { ...asTable, looks_like: [], taken: takenFrom(table, standard.transform) }
			: { ...asTable, looks_like };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { code, message, hint } = error;
		return { file, error: { code, message, hint } };
	}
}

function headersOf({ columns }: SourceTable): (cells: string[]) => number {
	const headers = new Set(Object.values(columns).flat().map(sameHeader));
	return (cells) => new Set(cells.map(sameHeader).filter((cell) => headers.has(cell))).size;
}

function notTaken(file: string, { never }: Transform): string {
	return never.tables.map(sameHeader).includes(sameHeader(file)) ? never.why : 'table is not asked for';
}

/** What the records of a table become. */
function takenFrom({ name }: SourceTable, { makes }: Transform): string {
	const becomes = new Set(makes.filter(({ from }) => from === name).map(({ dataset }) => dataset));
	return becomes.size > 0 ? `becomes ${[...becomes].join(', ')}` : 'completes the other tables';
}

function severalTables(name: string, count: number): Refusal {
	return new Refusal(
		'several_tables',
		`${name} holds ${count} tables, and --csv writes one.`,
		'Unpack it and read the file that is meant, or leave --csv out.'
	);
}
