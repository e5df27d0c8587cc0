/** A text as SQL writes it. */
export function quoteText(text: string): string {
	const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
	return parts.length === 1 ? parts.join('') : `(${parts.join(' || chr(0) || ')})`;
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
