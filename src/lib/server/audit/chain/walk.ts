import { createHash } from 'node:crypto';
import { isProven, NOTHING_BEFORE, type ChainedEntry, type Head } from './entry';
import { isOldLine } from './find-end';

/** What the chain of a log proves. */
export interface Verdict {
	/** The end of the chain as far as it holds; write it down elsewhere, and a later cut will show. */
	head: Head;
	/** The first line that does not fit (counted from 1), and why. */
	broken: { line: number; why: string } | null;
	/** Lines that were cut short when a process was killed, and were said by the next entry. */
	cutShort: number[];
	/** Lines of the time before entries were chained: their bytes hold only as long as the chain does. */
	oldLines: number;
}

/** One line of a log with the entry on it; null where a line is no entry. */
export interface LoggedLine {
	line: number;
	entry: ChainedEntry | null;
	text: string;
}

/** Follows a log from its first line, one after another, and remembers the first one that does not fit. */
export class Walk {
	private head: Head = { n: 0, hash: NOTHING_BEFORE };
	private broken: Verdict['broken'] = null;
	private cutShort: number[] = [];
	private unread: number[] = [];
	private oldLines = 0;
	private old = createHash('sha256');
	private lastLine = 0;
	private sawKept: boolean;
	/** Hashes of what was written after the kept head, which may be kept next. */
	private readonly after = new Map<number, string>();

	/** `kept` is the head that lies beside the log; it must have been read before the lines are. */
	constructor(private kept: Head | null) {
		this.sawKept = kept === null || kept.n === 0;
	}

	/** The next line. */
	take({ line, entry, text }: LoggedLine): void {
		if (this.broken) return;
		if (entry && isProven(entry, text)) return this.takeEntry(line, entry);
		if (this.head.n === 0 && this.unread.length === 0 && isOldLine(text)) return this.takeOld(text);
		if (entry) return this.breakAt(line, 'What stands in it is not what was written.');
		this.unread.push(line);
		if (this.head.n === 0) this.old.update(`${text}\n`);
	}

	/**
	 * Goes on with a head that was kept since. False when it cannot be that of a log that only grew: then the whole
	 * log has to be followed again.
	 */
	renewKept(kept: Head | null): boolean {
		if (this.broken || (kept?.n === this.kept?.n && kept?.hash === this.kept?.hash)) return true;
		if (!this.sawKept || kept === null) return false;
		if (kept.n <= this.head.n && this.after.get(kept.n) !== kept.hash) return false;
		for (const n of this.after.keys()) if (n <= kept.n) this.after.delete(n);
		this.sawKept = kept.n <= this.head.n;
		this.kept = kept;
		return true;
	}

	/** What was proven so far, if the log ends here. */
	verdict(): Verdict {
		const broken = this.broken ?? this.missing();
		const cutShort = [...this.cutShort, ...(broken ? [] : this.unread)];
		return { head: this.head, broken, cutShort, oldLines: this.oldLines };
	}

	private takeEntry(line: number, entry: ChainedEntry): void {
		if (this.unread.length > 0 && entry.did !== 'found a line cut short')
			return this.breakAt(this.unread[0] ?? line, 'It is no entry.');
		this.cutShort.push(...this.unread.splice(0));
		if (entry.n === 1 && this.head.n === 0) this.head = { n: 0, hash: this.firstBefore() };
		if (entry.n !== this.head.n + 1)
			return this.breakAt(line, `Entry ${this.head.n + 1} should stand here, and it is entry ${entry.n}.`);
		if (entry.before !== this.head.hash)
			return this.breakAt(line, 'It does not follow from the line before it.');
		if (entry.did === 'found the log cut or changed')
			return this.breakAt(line, `Braidwork found the log cut or changed before this line: ${entry.what}.`);
		if (entry.n === this.kept?.n) {
			this.sawKept = true;
			if (entry.hash !== this.kept.hash)
				return this.breakAt(line, 'It is not the entry that was written last.');
		}
		this.head = { n: entry.n, hash: entry.hash };
		this.lastLine = line;
		if (entry.n > (this.kept?.n ?? 0)) this.after.set(entry.n, entry.hash);
	}

	private takeOld(text: string): void {
		this.oldLines++;
		this.old.update(`${text}\n`);
	}

	private firstBefore(): string {
		return this.oldLines > 0 || this.cutShort.length > 0 ? this.old.digest('hex') : NOTHING_BEFORE;
	}

	private missing(): Verdict['broken'] {
		const line = this.lastLine + 1;
		if (!this.sawKept)
			return {
				line,
				why: `The log ends after entry ${this.head.n}, and ${this.kept?.n} had been written.`
			};
		if (!this.kept && this.head.n > 0)
			return { line, why: 'The head that is kept beside the log (audit-head.json) is gone.' };
		return null;
	}

	private breakAt(line: number, why: string): void {
		this.broken ??= { line, why };
	}
}
