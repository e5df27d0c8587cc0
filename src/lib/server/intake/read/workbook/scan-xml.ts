import { Refusal } from '$lib/domain';

/** What is told of an XML text, tag by tag. Names come without their prefix. */
export interface XmlVisitor {
	open(name: string, tag: string): void;
	text(raw: string): void;
	close(name: string): void;
}

/** Longest tag of a workbook by far. */
const LONGEST_TAG = 1 << 20;

/** Reads XML as it streams by: no entities of its own, no document type, nothing that points elsewhere. */
export class XmlScanner {
	private rest = '';

	constructor(
		private readonly visitor: XmlVisitor,
		private readonly name: string
	) {}

	/** The next piece of the text. */
	write(piece: string): void {
		const text = this.rest === '' ? piece : this.rest + piece;
		let at = 0;
		for (;;) {
			const start = text.indexOf('<', at);
			if (start < 0) break;
			const end = endOfTag(text, start);
			if (end < 0) {
				if (text.length - start > LONGEST_TAG && !text.startsWith('<![CDATA[', start))
					throw strange(this.name);
				this.rest = text.slice(at);
				return;
			}
			if (start > at) this.visitor.text(text.slice(at, start));
			this.tag(text.slice(start, end));
			at = end;
		}
		this.rest = text.slice(at);
	}

	private tag(tag: string): void {
		const mark = tag.charCodeAt(1);
		if (mark === 63) return;
		if (mark === 33) return this.declaration(tag);
		if (mark === 47) return this.visitor.close(nameOf(tag, 2));
		const name = nameOf(tag, 1);
		this.visitor.open(name, tag);
		if (tag.charCodeAt(tag.length - 2) === 47) this.visitor.close(name);
	}

	private declaration(tag: string): void {
		if (tag.startsWith('<!--')) return;
		if (!tag.startsWith('<![CDATA[')) throw strange(this.name);
		this.visitor.text(tag.slice(9, -3).replaceAll('&', '&amp;'));
	}
}

/** Behind the tag that begins at `start`; -1 when it goes on in the next piece. */
function endOfTag(text: string, start: number): number {
	if (text.startsWith('<!--', start)) return behind(text, '-->', start);
	if (text.startsWith('<![CDATA[', start)) return behind(text, ']]>', start);
	if (text.startsWith('<?', start)) return behind(text, '?>', start);
	if (text.length - start < 9 && '<![CDATA['.startsWith(text.slice(start))) return -1;
	for (let end = text.indexOf('>', start); end >= 0; end = text.indexOf('>', end + 1)) {
		if (!isInQuotes(text, start, end)) return end + 1;
	}
	return -1;
}

function behind(text: string, mark: string, start: number): number {
	const at = text.indexOf(mark, start);
	return at < 0 ? -1 : at + mark.length;
}

function isInQuotes(text: string, start: number, end: number): boolean {
	let open = 0;
	for (let at = start; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code !== 34 && code !== 39) continue;
		if (open === 0) open = code;
		else if (open === code) open = 0;
	}
	return open !== 0;
}

function nameOf(tag: string, from: number): string {
	let end = from;
	let start = from;
	for (; end < tag.length; end++) {
		const code = tag.charCodeAt(end);
		if (code === 58) start = end + 1;
		else if (code === 62 || code === 47 || code <= 32) break;
	}
	return tag.slice(start, end);
}

/** The value of an attribute, or null. A prefix may stand before its name. */
export function attribute(tag: string, name: string): string | null {
	for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
		const before = tag.charCodeAt(at - 1);
		if (before > 32 && before !== 58) continue;
		const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(
			tag.slice(at + name.length, at + name.length + 4096)
		);
		if (match) return unescapeXml(match[1] ?? match[2] ?? '');
	}
	return null;
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with the five names and the numbers of characters undone. */
export function unescapeXml(raw: string): string {
	if (!raw.includes('&')) return raw;
	return raw.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, name: string) => {
		if (name !== undefined) return NAMED[name] ?? all;
		const code = hex ? parseInt(hex, 16) : Number(decimal);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
	});
}

function strange(name: string): Refusal {
	return new Refusal(
		'broken_workbook',
		`${name} is a workbook with parts that no spreadsheet program writes.`,
		'Open it in a spreadsheet program, save it again as .xlsx, and send that file.'
	);
}
