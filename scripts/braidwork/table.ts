/** Rows as columns for a terminal; nothing but the words "nothing to list" when there are none. */
export function table(rows: Record<string, string | number | null | undefined>[]): string {
	if (rows.length === 0) return 'Nothing to list.';
	const columns = Object.keys(rows[0] ?? {});
	const cells = [columns, ...rows.map((row) => columns.map((column) => written(row[column])))];
	const widths = columns.map((_, at) => Math.max(...cells.map((line) => (line[at] ?? '').length)));
	return cells
		.map((line) =>
			line
				.map((cell, at) => cell.padEnd(widths[at] ?? 0))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

/** A count with its noun: `1 file`, `2 files`, `2 entries`. */
export function plural(count: number, noun: string, several = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : several}`;
}

/** Control characters of a stranger's file never reach the terminal. */
function written(value: string | number | null | undefined): string {
	if (value === null || value === undefined) return '-';
	return String(value).replace(/[\p{Cc}\p{Cf}]/gu, '?');
}
