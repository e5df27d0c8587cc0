/** A text that no spreadsheet takes for a formula (OWASP: CSV injection); plain numbers stay as they are. */
export function neutral(text: string): string {
	return /^[=+\-@\t\r]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
}
