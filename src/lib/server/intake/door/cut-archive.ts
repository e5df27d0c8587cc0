import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
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
import { forbiddenIn, isNeeded, leavesDatasetsOut } from './forbidden-headers';

/** An archive at the door: what is left out of its tables, and who is told which columns those were. */
interface CutArchive {
	name: string;
	/** A folder of the home for what is left until it is whole, and the most bytes that it may unpack to. */
	folder: string;
	limit: number;
	knows: Knows;
	agreement: Agreement;
	/** A workbook, or an archive that is too large to be cut, may pass as it is. */
	mayPass: boolean;
	hints: HeaderHints;
	tell: (headers: string[]) => void;
}

/** An archive is held in memory until each of its tables is cut; so large may it be. */
export const MOST_HELD = 64 * 1024 * 1024;

/** An archive of tables written anew without what the agreement leaves out; nothing else of it is ever written down. */
export async function* cutArchive(
	pieces: AsyncIterable<Uint8Array>,
	archive: CutArchive
): AsyncGenerator<Uint8Array> {
	const { name, limit, mayPass } = archive;
	const { bytes, rest } = await hold(pieces);
	if (rest && !mayPass) throw tooLargeToCut(name);
	const members = rest ? null : await listHeldZip(bytes, name);
	if (members && isWorkbook(members) && !mayPass) throw notCut(name, 'a workbook');
	if (!members || isWorkbook(members)) {
		yield bytes;
		if (rest) yield* rest;
		return;
	}
	const tables = tablesAmong(members, name);
	if (tables.reduce((sum, { size }) => sum + size, 0) > limit) throw tooLarge(name, limit);
	const beside = filesBeside(members, tables);
	const isOne = tables.length + beside.length === 1;
	const cutOf = cutIn(tables, archive);
	const folder = await mkdtemp(join(archive.folder, 'door-'));
	const path = join(folder, 'zip');
	const zip = await ZipWriter.create(path);
	try {
		for (const member of tables) {
			const file = baseOf(member.name);
			const tell = (headers: string[]) =>
				archive.tell(isOne ? headers : headers.map((header) => `${file}: ${header}`));
			const cellsOf = cutOf(member);
			const cut = (text: AsyncIterable<Uint8Array>) =>
				cellsOf ? cutColumns(text, { knows: archive.knows, cellsOf, tell }) : placesOf(text);
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

/** As much of an archive as is held; the rest of it where that is not all. */
async function hold(
	pieces: AsyncIterable<Uint8Array>
): Promise<{ bytes: Buffer; rest: AsyncIterable<Uint8Array> | null }> {
	const next = pieces[Symbol.asyncIterator]();
	const held: Uint8Array[] = [];
	let size = 0;
	for (let piece = await next.next(); !piece.done; piece = await next.next()) {
		size += piece.value.length;
		held.push(piece.value);
		if (size > MOST_HELD) return { bytes: Buffer.concat(held), rest: { [Symbol.asyncIterator]: () => next } };
	}
	return { bytes: Buffer.concat(held), rest: null };
}

/**
 * Which cells of a table are left out: by the layout when the files are those of an outside standard, and by our own
 * names; null where it is all of them, because nothing that is allowed is made of it.
 */
function cutIn(
	tables: ZipMember[],
	{ agreement, hints }: CutArchive
): (member: ZipMember) => ((headers: string[]) => number[]) | null {
	const standard = recogniseNames(tables.map(({ name }) => name));
	const isPartly = standard !== null && leavesDatasetsOut(standard.transform, agreement);
	return (member) => {
		const table = [...(standard?.files ?? [])].find(([, file]) => file === member.name)?.[0];
		if (isPartly && !(table && isNeeded(standard.transform, table, agreement))) return null;
		const isTheirs = standard && table ? forbiddenIn(standard.transform, table, agreement) : () => false;
		const own = { ...hints, dataset: standard ? undefined : datasetIn(baseOf(member.name)) };
		return (headers) => {
			const cells = headers.flatMap((header, cell) => (isTheirs(header) ? [cell] : []));
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

const [LF, QUOTE] = [10, 34];
const PLACE = Buffer.from('left out\n');

/** Of a table of which nothing may be kept only how many records it has, so that each is accounted for. */
async function* placesOf(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let [isQuoted, last] = [false, LF];
	for await (const piece of text) {
		for (const byte of piece) {
			if (byte === QUOTE) isQuoted = !isQuoted;
			else if (byte === LF && !isQuoted) yield PLACE;
			last = byte;
		}
	}
	if (last !== LF) yield PLACE;
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

/** What is said of an archive that would have to be kept whole before it could be cut. */
export function tooLargeToCut(name: string): Refusal {
	return notCut(name, `an archive of more than ${MOST_HELD >> 20} MB`);
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
