import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sameHeader, type Transform } from '$lib/catalog';
import { Refusal } from '$lib/domain';
import {
	countRecords,
	CUT_NOTE,
	extractTable,
	listTables,
	readTable,
	writeWithout,
	ZipWriter,
	type ArchiveContent,
	type ZipMember
} from '../read';
import { baseOf, recogniseNames } from './recognise';

/** A file of an archive that was not kept, how many records it had, and why where that is not what the standard says. */
export interface LeftOut {
	file: string;
	records: number;
	why?: string;
}

/**
 * Writes the archive of a standard anew without the files and columns of it that are never kept; returns where, or
 * null when nothing is to be left out. What cannot be opened is left to the reader, which says why.
 */
export async function trimArchive(path: string, name: string, limit: number): Promise<string | null> {
	try {
		const content = await listTables(path, name);
		const standard = content && recogniseNames(content.tables.map((member) => member.name));
		if (!standard || standard.transform.never.columns.length === 0) return null;
		return await writeTrimmed({ path, name, limit, ...content }, standard.transform.never);
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}

/** Files that were not kept of an archive, as it says itself. */
export async function leftOutOf(
	members: ZipMember[],
	{ path, name, folder }: { path: string; name: string; folder: string }
): Promise<LeftOut[]> {
	const note = members.find((member) => member.name === CUT_NOTE);
	if (!note) return [];
	const target = join(folder, CUT_NOTE);
	await extractTable(path, note, { name, target, limit: 1 << 20 }).catch((error: unknown) => {
		// A note of ours is JSON, which is no table; it lies there all the same.
		if (!(error instanceof Refusal) || error.code !== 'not_a_table') throw error;
	});
	return readNote(await readFile(target, 'utf8'));
}

/** What an archive says it was kept without; a file of that name that somebody else wrote says nothing. */
export function readNote(text: string): LeftOut[] {
	try {
		const said: unknown = JSON.parse(text);
		const lines = Array.isArray(said) ? (said as Partial<LeftOut>[]) : [];
		return lines.flatMap(({ file, records, why }) =>
			typeof file === 'string' && typeof records === 'number'
				? [{ file, records, ...(typeof why === 'string' ? { why } : {}) }]
				: []
		);
	} catch {
		return [];
	}
}

interface Archive extends ArchiveContent {
	path: string;
	name: string;
	limit: number;
}

async function writeTrimmed(archive: Archive, never: Transform['never']): Promise<string> {
	const { path, name, tables: members, beside } = archive;
	const folder = await mkdtemp(`${path}-`);
	const target = `${path}-trimmed`;
	const columns = new Set(never.columns.map(sameHeader));
	const forbidden = new Set(never.tables.map(sameHeader));
	const left: LeftOut[] = beside.map((one) => ({ file: baseOf(one.name), records: 0, why: 'no table' }));
	let room = archive.limit;
	const zip = await ZipWriter.create(target);
	try {
		for (const member of members) {
			const limit = room;
			room -= member.size;
			const file = baseOf(member.name);
			if (forbidden.has(sameHeader(file))) {
				left.push({ file, records: await countRecords(path, member, { name, limit }) });
				continue;
			}
			const whole = join(folder, 'whole');
			await extractTable(path, member, { name, target: whole, limit });
			await zip.add(member.name, await trimmed(whole, { folder, limit, file, columns }));
		}
		const note = join(folder, 'note');
		await writeFile(note, JSON.stringify(left));
		await zip.add(CUT_NOTE, note);
		await zip.close();
		return target;
	} catch (error) {
		await rm(target, { force: true });
		throw error;
	} finally {
		await zip.release();
		await rm(folder, { recursive: true, force: true });
	}
}

/** The file itself when it has none of the columns, else a copy without them. */
async function trimmed(
	whole: string,
	{ folder, limit, file, columns }: { folder: string; limit: number; file: string; columns: Set<string> }
): Promise<string> {
	const knows = (cells: string[]) => cells.filter((cell) => /^[A-Za-z0-9]+ID$/.test(cell.trim())).length;
	const table = await readTable(whole, { name: file, folder, limit, knows });
	const isLeftOut = (header: string) => columns.has(sameHeader(header));
	if (!table.headers.some(isLeftOut)) return whole;
	const target = join(folder, 'trimmed');
	await writeWithout(table, target, isLeftOut);
	return target;
}
