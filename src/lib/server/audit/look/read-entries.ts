import { open, type FileHandle } from 'node:fs/promises';
import { parse, type AuditEntry } from '../chain/entry';
import { logPath } from '../chain/head-file';
import type { AuditIndex } from './audit-index';
import { entryOn } from './follow-log';

/** An entry as it is listed. */
export interface ListedEntry extends AuditEntry {
	/** The line of the log on which it stands. */
	line: number;
}

/** Something stands in the log where an entry stood before. */
export class LogChanged extends Error {}

/** Lines that lie no further apart are read together. */
const GAP = 16 * 1024;
const MOST_AT_ONCE = 1024 * 1024;

/** The entries at these positions, in this order. */
export async function readEntries(
	home: string,
	index: AuditIndex,
	positions: number[]
): Promise<ListedEntry[]> {
	if (positions.length === 0) return [];
	const file = await open(logPath(home), 'r');
	try {
		const read = new Map<number, ListedEntry>();
		for (const group of together(index, positions)) await readGroup(file, { index, group, read });
		return positions.map((position) => read.get(position) ?? changed());
	} finally {
		await file.close();
	}
}

function together(index: AuditIndex, positions: number[]): number[][] {
	const groups: number[][] = [];
	let [start, end] = [0, -Infinity];
	for (const position of [...positions].sort((a, b) => a - b)) {
		const { offset, length } = index.placeOf(position);
		const fits = offset - end <= GAP && offset + length - start <= MOST_AT_ONCE;
		if (fits) groups.at(-1)?.push(position);
		else {
			groups.push([position]);
			start = offset;
		}
		end = offset + length;
	}
	return groups;
}

async function readGroup(
	file: FileHandle,
	{ index, group, read }: { index: AuditIndex; group: number[]; read: Map<number, ListedEntry> }
): Promise<void> {
	const first = index.placeOf(group[0] ?? 0);
	const last = index.placeOf(group.at(-1) ?? 0);
	const size = last.offset + last.length - first.offset;
	const { buffer } = await file.read(Buffer.alloc(size), 0, size, first.offset);
	for (const position of group) {
		const { line, offset, length } = index.placeOf(position);
		const start = offset - first.offset;
		const text = buffer.subarray(start, start + length).toString('utf8');
		const entry = entryOn({ entry: parse(text), text }) ?? changed();
		const { n, at, who, did, what, request } = entry;
		read.set(position, { n, at, who, did, what, request, line });
	}
}

function changed(): never {
	throw new LogChanged('The audit log was changed while it was read.');
}
