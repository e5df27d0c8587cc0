import { statfsSync } from 'node:fs';
import { Refusal } from '$lib/domain';

/** A full disk stops the whole database, so a file is refused while four times its size is not free. */
const ROOM_PER_BYTE = 4;

/** Refuses a file of `bytes` when the home's disk has less than four times its size free. */
export function refuseWithoutSpace(home: string, bytes: number): void {
	const disk = statfsSync(home);
	const free = disk.bavail * disk.bsize;
	if (free >= bytes * ROOM_PER_BYTE) return;
	const needed = Math.ceil((bytes * ROOM_PER_BYTE) / 1e6);
	throw new Refusal(
		'disk_full',
		`The disk of ${home} has ${Math.floor(free / 1e6)} MB free, and this file needs ${needed} MB.`,
		'Free some space on that disk, then send the file again.'
	);
}
