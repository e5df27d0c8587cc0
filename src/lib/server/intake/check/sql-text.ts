/** A text as SQL writes it. */
export function quoteText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** A column of ours as SQL writes it. */
export function quoteName(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** A list of texts as SQL writes it. */
export function quoteTexts(texts: string[]): string {
	return `[${texts.map(quoteText).join(', ')}]`;
}

/** A map of texts as SQL writes it; the later of two equal keys wins. */
export function quoteMap(entries: [string, string][]): string {
	const unique = [...new Map(entries)];
	return `MAP {${unique.map(([key, value]) => `${quoteText(key)}: ${quoteText(value)}`).join(', ')}}`;
}
