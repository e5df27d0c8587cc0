import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import { Refusal } from '$lib/domain';
import { MAGIC_BYTES, notCsv, recogniseContainer, type Container } from './refuse-kind';
import { filesBeside, findZipMember, listZip, locateMember, tablesAmong, type ZipMember } from './unzip';
import type { SheetChoice } from './workbook/choose-sheet';
import { isWorkbook, unpackSheet, type SheetRead } from './workbook/unpack-sheet';

/** A file out of its container. */
export interface Unpacked {
	path: string;
	container: Container;
	/** Name inside the archive. */
	member: string | null;
	/** What was seen in a workbook besides the sheet that was read; its text is then a copy written by us. */
	sheet: SheetRead | null;
}

/** Takes a file out of gzip or zip into `folder`; a plain file stays where it is. What is no CSV is refused by name. */
export async function unpack(
	path: string,
	{ name, folder, limit, ...which }: { name: string; folder: string; limit: number } & SheetChoice
): Promise<Unpacked> {
	const container = recogniseContainer(await headOf(path), name);
	if (container === 'csv') return { path, container, member: null, sheet: null };
	const target = join(folder, 'unpacked');
	if (container === 'zip') {
		const members = await listZip(path, name);
		if (isWorkbook(members)) {
			const sheet = await unpackSheet({ path, name, members, limit }, { target, ...which });
			return { path: target, container: 'xlsx', member: sheet.name, sheet };
		}
	}
	const inflated = { name, target, limit };
	const member = container === 'gzip' ? await gunzip(path, inflated) : await unzip(path, inflated);
	const inside = recogniseContainer(await headOf(target), member ?? name);
	if (inside !== 'csv') throw notCsv(name, 'an archive in an archive', 'Pack the one CSV directly.');
	return { path: target, container, member, sheet: null };
}

async function headOf(path: string): Promise<Buffer> {
	const file = await open(path, 'r');
	try {
		const { bytesRead, buffer } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

interface Inflated {
	name: string;
	target: string;
	limit: number;
}

async function gunzip(path: string, { name, target, limit }: Inflated): Promise<null> {
	const streams = [createReadStream(path), createGunzip(), counted(limit, name), createWriteStream(target)];
	await pipeline(streams).catch((error: unknown) => {
		throw error instanceof Refusal ? error : damaged(name);
	});
	return null;
}

async function unzip(path: string, inflated: Inflated): Promise<string> {
	const member = await findZipMember(path, inflated.name);
	await inflateMember(path, member, inflated);
	return member.name;
}

/** Writes a member of an archive to `target`, checked by its sum; refuses what inflates to more than the limit. */
async function inflateMember(
	path: string,
	member: ZipMember,
	{ name, target, limit }: Inflated
): Promise<void> {
	if (member.size > limit) throw tooLarge(name, limit);
	const sum = { crc: 0 };
	const end = Math.max(member.dataAt, member.dataAt + member.packed - 1);
	const streams = [
		createReadStream(path, { start: member.dataAt, end }),
		...(member.method === 8 ? [createInflateRaw()] : []),
		counted(limit, name, sum),
		createWriteStream(target)
	];
	await pipeline(streams).catch((error: unknown) => {
		throw error instanceof Refusal ? error : damaged(name);
	});
	if (sum.crc !== member.crc) throw damaged(name);
}

/** What lies in an archive: its tables (CSVs and workbooks), and the files beside them. */
export interface ArchiveContent {
	tables: ZipMember[];
	beside: ZipMember[];
}

/** The content of an archive; null for one CSV alone in it, and for anything that is no archive. */
export async function listTables(path: string, name: string): Promise<ArchiveContent | null> {
	if (recogniseContainer(await headOf(path), name) !== 'zip') return null;
	const members = await listZip(path, name);
	if (isWorkbook(members)) return null;
	const tables = tablesAmong(members, name);
	const beside = filesBeside(members, tables);
	const isOne = tables.length === 1 && beside.length === 0 && !/\.xls[xm]$/i.test(tables[0]!.name);
	return tables.length === 0 || isOne ? null : { tables, beside };
}

/** Takes one table out of an archive: a CSV or a workbook. An archive within it is refused. */
export async function extractTable(path: string, member: ZipMember, inflated: Inflated): Promise<void> {
	if (member.size === 0) recogniseContainer(Buffer.alloc(0), member.name);
	await inflateMember(path, await locateMember(path, member, inflated.name), inflated);
	const inside = recogniseContainer(await headOf(inflated.target), member.name);
	if (inside === 'csv') return;
	if (inside === 'zip' && isWorkbook(await listZip(inflated.target, member.name))) return;
	throw notCsv(member.name, 'an archive in an archive', 'Pack the tables directly.');
}

/** Counts what comes out, so that a small file cannot unpack into a full disk. */
function counted(limit: number, name: string, sum = { crc: 0 }): Transform {
	let bytes = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			sum.crc = crc32(chunk, sum.crc);
			if (bytes > limit) done(tooLarge(name, limit));
			else done(null, chunk);
		}
	});
}

function damaged(name: string): Refusal {
	return new Refusal(
		'broken_archive',
		`${name} cannot be unpacked: it is cut off or damaged.`,
		'Send it again.'
	);
}

function tooLarge(name: string, limit: number): Refusal {
	return new Refusal(
		'too_large',
		`${name} unpacks to more than ${Math.floor(limit / 1e6)} MB.`,
		'Send it in parts, or ask the administrator to raise upload_limit_mb.'
	);
}
