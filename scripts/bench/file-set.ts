import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FULL = 1 << 20;

/** Many CSV files that grow at once: lines are gathered and written a megabyte at a time. */
export class FileSet {
	private readonly files = new Map<string, { handle: number; lines: string[]; size: number }>();

	constructor(
		private readonly folder: string,
		private readonly headers: Record<string, string>
	) {}

	/** Adds a line to `<partner>/<quarter>/<dataset>.csv`, which begins with its header. */
	add(partner: string, quarter: string, dataset: string, line: string): void {
		const path = join(partner, quarter, `${dataset}.csv`);
		const file = this.files.get(path) ?? this.begin(path, dataset);
		file.lines.push(line);
		file.size += line.length + 1;
		if (file.size > FULL) flush(file);
	}

	/** Writes what is left and closes every file. */
	close(): void {
		for (const file of this.files.values()) {
			flush(file);
			closeSync(file.handle);
		}
		this.files.clear();
	}

	private begin(path: string, dataset: string): { handle: number; lines: string[]; size: number } {
		mkdirSync(dirname(join(this.folder, path)), { recursive: true });
		const header = this.headers[dataset] ?? '';
		const file = {
			handle: openSync(join(this.folder, path), 'w'),
			lines: [header],
			size: header.length
		};
		this.files.set(path, file);
		return file;
	}
}

function flush(file: { handle: number; lines: string[]; size: number }): void {
	if (file.lines.length > 0) writeSync(file.handle, `${file.lines.join('\n')}\n`);
	file.lines = [];
	file.size = 0;
}
