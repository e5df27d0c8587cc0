/** Rows of a table drawn with `|`, by the names in its first line. Cells are trimmed. */
export function readTable(text: string): Record<string, string>[] {
	const [header, ...lines] = text
		.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));
	return lines.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at] ?? ''])));
}
