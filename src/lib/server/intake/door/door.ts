import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { Refusal, type Agreement, type DatasetId } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { knownHeaders } from '../detect';
import { cutColumns, wideEncoding, type Knows } from '../read';
import type { RememberedAnswer } from '../remember';
import { forbiddenCells, type HeaderHints } from './forbidden-cells';
import { asNarrow, asWide } from './wide-text';

/** What a partner's agreement leaves out of its files, and by what those columns are known. */
export interface Door {
	partner: string;
	agreement: Agreement;
	knows: Knows;
	hints: HeaderHints;
}

/** The door that a partner's files go through; none when its agreement leaves nothing out. */
export async function doorOf(
	w: Warehouse,
	agreement: Agreement | null,
	about: { partner: string; dataset: DatasetId | undefined; answers: Record<string, string> }
): Promise<Door | null> {
	const restricts = Object.values(agreement?.not_allowed ?? {}).some((columns) => columns.length > 0);
	if (!agreement || !restricts) return null;
	const { partner, dataset, answers: given } = about;
	const rows = await w.read<{ dataset: DatasetId; code: string; said: string }>(
		`SELECT dataset, code, answer::VARCHAR AS said FROM main.answers WHERE partner = $1 AND starts_with(code, 'column.')`,
		[partner]
	);
	const answers: HeaderHints['answers'] = {};
	for (const id of Object.keys(agreement.not_allowed) as DatasetId[]) {
		const before = rows
			.filter((row) => row.dataset === id)
			.map(({ code, said }) => [code, (JSON.parse(said) as RememberedAnswer).choice] as const);
		answers[id] = { ...Object.fromEntries(before), ...given };
	}
	return { partner, agreement, knows: knownHeaders({ partner }), hints: { partner, dataset, answers } };
}

/** A file without what the agreement leaves out, and the headers that were cut once the first bytes have come. */
export interface PassedFile {
	pieces: AsyncIterable<Uint8Array>;
	removed: string[];
}

/** Lets a file through the door as it streams by. What cannot be cut as a stream is refused before a byte is kept. */
export function passThrough(pieces: AsyncIterable<Uint8Array>, door: Door, name: string): PassedFile {
	const passed: PassedFile = { pieces, removed: [] };
	const cut = (text: AsyncIterable<Uint8Array>) =>
		cutColumns(text, {
			knows: door.knows,
			cellsOf: (headers) => forbiddenCells(headers, door.agreement, door.hints),
			tell: (headers) => (passed.removed = headers)
		});
	passed.pieces = cutText(pieces, { name, cut });
	return passed;
}

/** So many bytes tell what a file is. */
const HEAD = 512;
const GZIP = '\x1f\x8b';
/** UTF-32, by its byte order mark. */
const WIDER = ['\xff\xfe\0\0', '\0\0\xfe\xff'];

interface CutText {
	name: string;
	cut: (text: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/**
 * Cuts a text, a gzip file as what is packed in it, UTF-16 in the bytes it came in. Archives and workbooks would have
 * to be kept whole first.
 */
async function* cutText(
	pieces: AsyncIterable<Uint8Array>,
	how: CutText,
	isPacked = false
): AsyncGenerator<Uint8Array> {
	const { head, all } = await peek(pieces);
	const start = head.toString('latin1', 0, 2);
	if (start === GZIP && !isPacked) return yield* cutText(inflated(all, how.name), how, true);
	if (['PK', GZIP].includes(start)) throw notCut(how.name, 'an archive or a workbook');
	const wide = WIDER.includes(head.toString('latin1', 0, 4)) ? null : wideEncoding(head);
	if (wide) return yield* asWide(how.cut(asNarrow(all, wide)), wide);
	if (head.includes(0)) throw notCut(how.name, 'not plain text in UTF-8 or UTF-16');
	yield* how.cut(all);
}

/** The first bytes of a stream, and all of it. */
async function peek(
	pieces: AsyncIterable<Uint8Array>
): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> {
	const next = pieces[Symbol.asyncIterator]();
	let head = Buffer.alloc(0);
	while (head.length < HEAD) {
		const { value, done } = await next.next();
		if (done) break;
		head = Buffer.concat([head, value]);
	}
	async function* all(): AsyncGenerator<Uint8Array> {
		yield head;
		for (let piece = await next.next(); !piece.done; piece = await next.next())
			yield Buffer.from(piece.value);
	}
	return { head, all: all() };
}

async function* inflated(pieces: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
	try {
		yield* pipeline(Readable.from(pieces), createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
	} catch (error) {
		if (error instanceof Refusal || (error as Error).name === 'AbortError') throw error;
		throw new Refusal('broken_archive', `${name} cannot be unpacked: it is damaged.`, 'Send it again.');
	}
}

function notCut(name: string, what: string): Refusal {
	return new Refusal(
		'cannot_be_cut',
		`${name} is ${what}. The sharing agreement leaves out columns, which are removed before a file is kept; that is done with CSV only. Nothing was kept.`,
		'Save it as "CSV UTF-8 (Comma delimited)" and send that file.'
	);
}
