import { open, type FileHandle } from 'node:fs/promises';
import { Refusal } from '$lib/domain';
import { notCsv } from './refuse-kind';

/** A member of a zip archive. */
export interface ZipMember {
	name: string;
	method: number;
	flags: number;
	crc: number;
	packed: number;
	size: number;
	headerAt: number;
	/** Where its packed bytes begin. */
	dataAt: number;
}

/** Sizes and signatures of the records, as APPNOTE.TXT of the zip format gives them. */
const END = { signature: 0x06054b50, length: 22, longestComment: 65_535 };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };

/** The file in which an archive that was written anew says what it was kept without. */
export const CUT_NOTE = 'kept-without.json';

/** More members than any export has. */
const MOST_MEMBERS = 1000;

/** The one CSV in a zip archive; everything else is refused, naming what the archive holds. */
export async function findZipMember(path: string, name: string): Promise<ZipMember> {
	const file = await open(path, 'r');
	try {
		const bytes = await bytesOf(file);
		return await located(bytes, chooseMember(await readDirectory(bytes, name), name), name);
	} finally {
		await file.close();
	}
}

/** Everything that a zip archive says it holds. */
export async function listZip(path: string, name: string): Promise<ZipMember[]> {
	const file = await open(path, 'r');
	try {
		return await readDirectory(await bytesOf(file), name);
	} finally {
		await file.close();
	}
}

/** A member with the place of its packed bytes. */
export async function locateMember(path: string, member: ZipMember, name: string): Promise<ZipMember> {
	const file = await open(path, 'r');
	try {
		return await located(await bytesOf(file), member, name);
	} finally {
		await file.close();
	}
}

/** Where the bytes of an archive are read from. */
interface ZipBytes {
	size: number;
	at(at: number, length: number): Promise<Buffer>;
}

/** Everything that an archive in memory says it holds, each with the place of its packed bytes. */
export async function listHeldZip(bytes: Buffer, name: string): Promise<ZipMember[]> {
	const held = {
		size: bytes.length,
		at: async (at: number, length: number) => bytes.subarray(at, at + length)
	};
	const members = await readDirectory(held, name);
	return Promise.all(members.map((member) => located(held, member, name)));
}

async function located(bytes: ZipBytes, member: ZipMember, name: string): Promise<ZipMember> {
	const local = await bytes.at(member.headerAt, LOCAL.length);
	if (local.length < LOCAL.length || local.readUInt32LE(0) !== LOCAL.signature) throw broken(name);
	if (member.method !== 0 && member.method !== 8) throw unknownMethod(name);
	const dataAt = member.headerAt + LOCAL.length + local.readUInt16LE(26) + local.readUInt16LE(28);
	return { ...member, dataAt };
}

async function readDirectory(bytes: ZipBytes, name: string): Promise<ZipMember[]> {
	const { size } = bytes;
	const tailAt = Math.max(0, size - END.length - END.longestComment);
	const tail = await bytes.at(tailAt, size - tailAt);
	const end = lastSignature(tail);
	if (end < 0) throw broken(name);
	const count = tail.readUInt16LE(end + 10);
	const length = tail.readUInt32LE(end + 12);
	const at = tail.readUInt32LE(end + 16);
	if (count > MOST_MEMBERS || length > 16 << 20) throw tooMany(name);
	if (at + length > size) throw broken(name);
	return parseDirectory(await bytes.at(at, length), count, name);
}

function parseDirectory(bytes: Buffer, count: number, archive: string): ZipMember[] {
	const members: ZipMember[] = [];
	let at = 0;
	for (let index = 0; index < count; index++) {
		if (at + ENTRY.length > bytes.length || bytes.readUInt32LE(at) !== ENTRY.signature) throw broken(archive);
		const nameLength = bytes.readUInt16LE(at + 28);
		members.push({
			name: bytes.toString('utf8', at + ENTRY.length, at + ENTRY.length + nameLength),
			flags: bytes.readUInt16LE(at + 8),
			method: bytes.readUInt16LE(at + 10),
			crc: bytes.readUInt32LE(at + 16),
			packed: bytes.readUInt32LE(at + 20),
			size: bytes.readUInt32LE(at + 24),
			headerAt: bytes.readUInt32LE(at + 42),
			dataAt: 0
		});
		at += ENTRY.length + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return members;
}

function chooseMember(members: ZipMember[], archive: string): ZipMember {
	const tables = tablesAmong(members, archive);
	const [member, second] = tables;
	if (!member) throw new Refusal('empty_archive', `${archive} holds no file.`, 'Pack the CSV again.');
	if (second) throw several(archive, tables);
	return member;
}

/** The members that hold tables, or all files when none is named like one; unsafe paths and passwords are refused. */
export function tablesAmong(members: ZipMember[], archive: string): ZipMember[] {
	const names = members.map((member) => member.name);
	if (names.includes('[Content_Types].xml')) throw officeDocument(names, archive);
	if (names.includes('content.xml') && names.includes('mimetype')) {
		throw notCsv(archive, 'an OpenDocument file', 'Save the sheet as CSV, then send that file.');
	}
	const files = filesAmong(members).filter(({ size }) => size > 0);
	const unsafe = files.find(({ name }) => /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(name));
	if (unsafe) {
		throw new Refusal(
			'unsafe_archive',
			`${archive} holds a file with an unsafe path ("${unsafe.name}").`,
			'Pack the one CSV again, without folders.'
		);
	}
	const named = files.filter(({ name }) => /\.(csv|txt|tsv|tab|xlsx|xlsm)$/i.test(name));
	const tables = named.length > 0 ? named : files;
	if (tables.some(({ flags }) => flags & 1)) {
		throw new Refusal(
			'encrypted_archive',
			`${archive} is protected by a password.`,
			'Send it without a password, over a safe way.'
		);
	}
	return tables;
}

/** The files that lie beside the tables of an archive: what is not named like a table, and what is empty. */
export function filesBeside(members: ZipMember[], tables: ZipMember[]): ZipMember[] {
	return filesAmong(members).filter((member) => !tables.includes(member));
}

function filesAmong(members: ZipMember[]): ZipMember[] {
	return members.filter(({ name }) => !name.endsWith('/') && name !== CUT_NOTE && !isClutter(name));
}

/** What systems put beside the files that people pack. */
function isClutter(name: string): boolean {
	return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name);
}

function officeDocument(names: string[], archive: string): Refusal {
	const what = names.some((name) => name.startsWith('word/')) ? 'a Word document' : 'an Office document';
	return notCsv(archive, what, 'Ask for the table itself as CSV.');
}

function several(archive: string, files: ZipMember[]): Refusal {
	const names = files.slice(0, 5).map(({ name }) => name);
	const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
	return new Refusal(
		'several_members',
		`${archive} holds ${files.length} files (${names.join(', ')}${more}); one is needed.`,
		'Send the files one by one, or one zip for each.'
	);
}

function lastSignature(tail: Buffer): number {
	for (let at = tail.length - END.length; at >= 0; at--) {
		if (tail.readUInt32LE(at) === END.signature) return at;
	}
	return -1;
}

async function bytesOf(file: FileHandle): Promise<ZipBytes> {
	const { size } = await file.stat();
	return {
		size,
		async at(at, length) {
			const bytes = Buffer.alloc(length);
			const { bytesRead } = await file.read(bytes, 0, length, at);
			return bytes.subarray(0, bytesRead);
		}
	};
}

function broken(name: string): Refusal {
	return new Refusal(
		'broken_archive',
		`${name} is a zip archive that is cut off or damaged.`,
		'Send it again.'
	);
}

function tooMany(name: string): Refusal {
	return new Refusal('large_archive', `${name} holds more than ${MOST_MEMBERS} files.`, 'Send the one CSV.');
}

function unknownMethod(name: string): Refusal {
	return new Refusal(
		'unknown_packing',
		`${name} is packed in a way that is not in use for zip.`,
		'Pack it again with a plain zip program.'
	);
}
