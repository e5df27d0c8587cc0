/** What a spreadsheet may take for the beginning of a formula, behind any white space (OWASP: CSV injection). */
const BEGINS_FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

/** A text that no spreadsheet takes for a formula: an apostrophe makes it text; plain numbers stay as they are. */
export function neutralCell(text: string): string {
	const isRisky = /^[\t\r\n]/.test(text) || BEGINS_FORMULA.test(text);
	return isRisky && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
}
