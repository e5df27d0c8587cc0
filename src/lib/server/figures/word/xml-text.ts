/** A text that XML 1.0 can carry: letters that it cannot, and halves of letters, become a mark. The library escapes the rest. */
export function xmlText(text: string): string {
	// eslint-disable-next-line no-control-regex
	return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
