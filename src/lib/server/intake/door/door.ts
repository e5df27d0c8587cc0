import { join } from 'node:path';
import type { Agreement, DatasetId } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { knownHeaders } from '../detect';
import { cutColumns, type Knows } from '../read';
import type { RememberedAnswer } from '../remember';
import { forbiddenCells, type HeaderHints } from './forbidden-cells';
import { cutArchive } from './cut-archive';
import { cutText, peek } from './cut-text';

/** What a partner's agreement leaves out of its files, and by what those columns are known. */
export interface Door {
	partner: string;
	agreement: Agreement;
	knows: Knows;
	hints: HeaderHints;
	/** Where what is left of an archive is put together. */
	folder: string;
	/** Only whole datasets are left out: a file that cannot be looked into may pass, unless it turns out to hold one. */
	mayPass: boolean;
}

/** The door that a partner's files go through; none when its agreement leaves nothing out. */
export async function doorOf(
	w: Warehouse,
	agreement: Agreement | null,
	about: { partner: string; dataset: DatasetId | undefined; answers: Record<string, string> }
): Promise<Door | null> {
	const leavesColumnsOut = Object.values(agreement?.not_allowed ?? {}).some((columns) => columns.length > 0);
	if (!agreement || (!leavesColumnsOut && agreement.datasets === null)) return null;
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
	const hints = { partner, dataset, answers };
	const folder = join(w.home, 'work');
	return { partner, agreement, knows: knownHeaders({ partner }), hints, folder, mayPass: !leavesColumnsOut };
}

/** A file without what the agreement leaves out, and the headers that were cut once the first bytes have come. */
export interface PassedFile {
	pieces: AsyncIterable<Uint8Array>;
	removed: string[];
}

/**
 * Lets a file through the door as it comes, a zip from memory; what is left of it may be written down. What cannot be cut
 * so is refused before a byte is kept.
 */
export function passThrough(
	pieces: AsyncIterable<Uint8Array>,
	door: Door,
	file: { name: string; limit: number }
): PassedFile {
	const passed: PassedFile = { pieces, removed: [] };
	passed.pieces = cutFile(pieces, { ...file, door, tell: (headers) => passed.removed.push(...headers) });
	return passed;
}

const ZIP = 'PK';

async function* cutFile(
	pieces: AsyncIterable<Uint8Array>,
	{ door, name, limit, tell }: { door: Door; name: string; limit: number; tell: (headers: string[]) => void }
): AsyncGenerator<Uint8Array> {
	const { head, all } = await peek(pieces);
	const { knows, agreement, hints, folder, mayPass } = door;
	if (head.toString('latin1', 0, 2) === ZIP)
		return yield* cutArchive(all, { knows, agreement, hints, folder, mayPass, limit, name, tell });
	const cellsOf = (headers: string[]) => forbiddenCells(headers, agreement, hints);
	yield* cutText(all, { name, mayPass, cut: (text) => cutColumns(text, { knows, cellsOf, tell }) });
}
