import { createReadStream, existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { NOTHING_BEFORE, parse, readLine, type ChainedEntry, type Head } from './entry';
import { isOldLine } from './find-end';
import { logPath, readHead } from './head-file';

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

/** Goes through a home's log from its first line and says where the first one is that does not fit. */
export async function verifyAudit(
	home: string,
	see: (line: LoggedLine) => void = () => undefined
): Promise<Verdict> {
	const walk = new Walk(await readHead(home));
	for await (const line of linesOf(home)) {
		walk.take(line);
		see(line);
	}
	return walk.end();
}

/** The lines of a log one after another; an unfinished last one too. */
async function* linesOf(home: string): AsyncGenerator<LoggedLine> {
	if (!existsSync(logPath(home))) return;
	let rest = '';
	let line = 0;
	const logged = (text: string): LoggedLine => ({ line: ++line, entry: parse(text), text });
	for await (const piece of createReadStream(logPath(home), { encoding: 'utf8' })) {
		const texts = (rest + String(piece)).split('\n');
		rest = texts.pop() ?? '';
		yield* texts.map(logged);
	}
	if (rest !== '') yield logged(rest);
}

class Walk {
	private head: Head = { n: 0, hash: NOTHING_BEFORE };
	private broken: Verdict['broken'] = null;
	private cutShort: number[] = [];
	private unread: number[] = [];
	private oldLines = 0;
	private old = createHash('sha256');
	private sawKept: boolean;

	constructor(private kept: Head | null) {
		this.sawKept = kept === null || kept.n === 0;
	}

	take({ line, text }: LoggedLine): void {
		if (this.broken) return;
		const entry = readLine(text);
		if (entry) return this.takeEntry(line, entry);
		if (this.head.n === 0 && this.unread.length === 0 && isOldLine(text)) return this.takeOld(text);
		if (parse(text)) return this.breakAt(line, 'What stands in it is not what was written.');
		this.unread.push(line);
		if (this.head.n === 0) this.old.update(`${text}\n`);
	}

	end(): Verdict {
		if (!this.broken && !this.sawKept) this.noteMissing();
		if (!this.broken && !this.kept && this.head.n > 0)
			this.breakAt(this.lastLine + 1, 'The head that is kept beside the log (audit-head.json) is gone.');
		const cutShort = [...this.cutShort, ...(this.broken ? [] : this.unread)];
		return { head: this.head, broken: this.broken, cutShort, oldLines: this.oldLines };
	}

	private lastLine = 0;

	private takeEntry(line: number, entry: ChainedEntry): void {
		if (this.unread.length > 0 && entry.did !== 'found a line cut short')
			return this.breakAt(this.unread[0] ?? line, 'It is no entry.');
		this.cutShort.push(...this.unread.splice(0));
		if (entry.n === 1 && this.head.n === 0) this.head.hash = this.firstBefore();
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
	}

	private takeOld(text: string): void {
		this.oldLines++;
		this.old.update(`${text}\n`);
	}

	private firstBefore(): string {
		return this.oldLines > 0 || this.cutShort.length > 0 ? this.old.digest('hex') : NOTHING_BEFORE;
	}

	private noteMissing(): void {
		const why = `The log ends after entry ${this.head.n}, and ${this.kept?.n} had been written.`;
		this.breakAt(this.lastLine + 1, why);
	}

	private breakAt(line: number, why: string): void {
		this.broken ??= { line, why };
	}
}
