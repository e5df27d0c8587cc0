import { statSync, type BigIntStats } from 'node:fs';
import { logPath } from './head-file';

/** Which file lies there and when it was last written into: another stamp means that somebody wrote. */
export interface Stamp {
	size: number;
	/** Device, inode, size and the moment of the last change, which the system alone can set. */
	mark: string;
}

/** The stamp of a home's log; nothing where there is no log. */
export function stampOf(home: string): Stamp | null {
	const found = statSync(logPath(home), { bigint: true, throwIfNoEntry: false });
	return found ? stampFrom(found) : null;
}

/** The stamp that a look at an open file tells. */
export function stampFrom({ dev, ino, size, ctimeNs }: BigIntStats): Stamp {
	return { size: Number(size), mark: `${dev} ${ino} ${size} ${ctimeNs}` };
}

/** Who wrote into a log, as far as this process can tell. */
export interface Watched {
	isWriting: boolean;
	/** How the log was left by the last entry of this process, or found at the last look. */
	stamp: Stamp | null;
	/** How often the log was found otherwise than it was left. */
	strangers: number;
}

/** Looks whether a log lies as it was left; called while this process is not writing into it. */
export function lookAgain(home: string, watched: Watched): void {
	const stamp = stampOf(home);
	if (watched.stamp && watched.stamp.mark !== stamp?.mark) watched.strangers += 1;
	watched.stamp = stamp;
}
