import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { sameHeader } from '$lib/catalog';
import { Refusal, type Agreement } from '$lib/domain';
import {
	CUT_NOTE,
	cutColumns,
	filesBeside,
	isWorkbook,
	listHeldZip,
	readChunks,
	tablesAmong,
	ZipWriter,
	type Knows,
	type ZipMember
} from '../read';
import { datasetIn } from '../resolve-claim';
import { baseOf, readNote, recogniseNames } from '../transform';
import { cutText, notCut } from './cut-text';
import { forbiddenCells, type HeaderHints } from './forbidden-cells';
import { forbiddenHeaders } from './forbidden-headers';

/** An archive at the door: what is left out of its tables, and who is told which columns those were. */
interface CutArchive {
	name: string;
	/** A folder of the home for what is left until it is whole, and the most bytes that it may unpack to. */
	folder: string;
	limit: number;
	knows: Knows;
	agreement: Agreement;
	hints: HeaderHints;
	tell: (headers: string[]) => void;
}

/** An archive is held in memory until each of its tables is cut; so large may it be. */
const MOST_HELD = 64 * 1024 * 1024;

/** An archive of tables written anew without what the agreement leaves out; nothing else of it is ever written down. */
export async function* cutArchive(
	pieces: AsyncIterable<Uint8Array>,
	archive: CutArchive
): AsyncGenerator<Uint8Array> {
	const { name, limit } = archive;
	const bytes = await hold(pieces, name);
	const members = await listHeldZip(bytes, name);
	if (isWorkbook(members)) throw notCut(name, 'a workbook');
	const tables = tablesAmong(members, name);
	if (tables.reduce((sum, { size }) => sum + size, 0) > limit) throw tooLarge(name, limit);
	const beside = filesBeside(members, tables);
	const isOne = tables.length + beside.length === 1;
	const cellsOf = cellsIn(tables, archive);
	const folder = await mkdtemp(join(archive.folder, 'door-'));
	const path = join(folder, 'zip');
	const zip = await ZipWriter.create(path);
	try {
		for (const member of tables) {
			const file = baseOf(member.name);
			const tell = (headers: string[]) =>
				archive.tell(isOne ? headers : headers.map((header) => `${file}: ${header}`));
			const cut = (text: AsyncIterable<Uint8Array>) =>
				cutColumns(text, { knows: archive.knows, cellsOf: cellsOf(member), tell });
			const target = join(folder, 'member');
			await pipeline(
				Readable.from(cutText(unpacked(bytes, member, name), { name: file, cut }, true)),
				createWriteStream(target)
			);
			await zip.add(member.name, target);
		}
		for (const member of beside) await addPlace(zip, member, folder);
		await addNote(zip, { bytes, members, folder });
		await zip.close();
		yield* readChunks(path);
	} finally {
		await zip.release();
		await rm(folder, { recursive: true, force: true });
	}
}

async function hold(pieces: AsyncIterable<Uint8Array>, name: string): Promise<Buffer> {
	const held: Uint8Array[] = [];
	let size = 0;
	for await (const piece of pieces) {
		size += piece.length;
		if (size > MOST_HELD) throw notCut(name, `an archive of more than ${MOST_HELD >> 20} MB`);
		held.push(piece);
	}
	return Buffer.concat(held);
}

/** Which cells of a table are left out: by the layout when the files are those of an outside standard, and by our own names. */
function cellsIn(
	tables: ZipMember[],
	{ agreement, hints }: CutArchive
): (member: ZipMember) => (headers: string[]) => number[] {
	const standard = recogniseNames(tables.map(({ name }) => name));
	return (member) => {
		const table = [...(standard?.files ?? [])].find(([, file]) => file === member.name)?.[0];
		const theirs = standard && table ? forbiddenHeaders(standard.transform, table, agreement) : new Set();
		const own = { ...hints, dataset: standard ? undefined : datasetIn(baseOf(member.name)) };
		return (headers) => {
			const cells = headers.flatMap((header, cell) => (theirs.has(sameHeader(header)) ? [cell] : []));
			const all = new Set([...cells, ...forbiddenCells(headers, agreement, own)]);
			return [...all].sort((one, other) => one - other);
		};
	};
}

async function* unpacked(bytes: Buffer, member: ZipMember, name: string): AsyncGenerator<Uint8Array> {
	const packed = bytes.subarray(member.dataAt, member.dataAt + member.packed);
	const text = member.method === 8 ? Readable.from([packed]).pipe(createInflateRaw()) : [packed];
	let [crc, size] = [0, 0];
	try {
		for await (const piece of text as AsyncIterable<Buffer>) {
			crc = crc32(piece, crc);
			size += piece.length;
			if (size > member.size) throw damaged(name);
			yield piece;
		}
	} catch (error) {
		if (error instanceof Refusal || (error as NodeJS.ErrnoException).code === 'ABORT_ERR') throw error;
		throw damaged(name);
	}
	if (crc !== member.crc) throw damaged(name);
}

/** What is no table is not kept; its name stays, so that it is said. */
async function addPlace(zip: ZipWriter, { name, size }: ZipMember, folder: string): Promise<void> {
	const target = join(folder, 'beside');
	await writeFile(target, size === 0 ? '' : 'not kept');
	await zip.add(name, target);
}

/** What an archive that is looked at again says it was kept without stays in it. */
async function addNote(
	zip: ZipWriter,
	{ bytes, members, folder }: { bytes: Buffer; members: ZipMember[]; folder: string }
): Promise<void> {
	const note = members.find(
		(member) => member.name === CUT_NOTE && member.method === 8 && member.size < 1 << 20
	);
	if (!note) return;
	const packed = bytes.subarray(note.dataAt, note.dataAt + note.packed);
	const target = join(folder, 'note');
	await writeFile(
		target,
		JSON.stringify(readNote(inflateRawSync(packed, { maxOutputLength: 1 << 20 }).toString()))
	);
	await zip.add(CUT_NOTE, target);
}

function tooLarge(name: string, limit: number): Refusal {
	return new Refusal(
		'large_archive',
		`${name} unpacks to more than ${Math.floor(limit / 1e6)} MB.`,
		'Send its files one by one, or ask the administrator to raise upload_limit_mb.'
	);
}

function damaged(name: string): Refusal {
	return new Refusal('broken_archive', `${name} cannot be unpacked: it is damaged.`, 'Send it again.');
}
