import { Refusal } from '$lib/domain';

/** One part of a form: its field name, its file name when it is a file, and its bytes as they arrive. */
export interface Part {
	name: string;
	file: string | null;
	bytes: AsyncIterable<Uint8Array>;
}

/** A part's head is a few short lines; more is no form of a browser or of curl. */
const MOST_HEAD_BYTES = 16 * 1024;

/**
 * Reads a multipart form part by part (RFC 7578) without keeping a file in memory. The bytes of a part
 * must be read before the next part is asked for; what was left unread is passed over.
 */
export async function* partsOf(
	body: AsyncIterable<Uint8Array>,
	contentType: string | null
): AsyncGenerator<Part> {
	const reader = new PartReader(body, boundaryOf(contentType));
	await reader.skipBody();
	while (await reader.hasNextPart()) {
		yield { ...describe(await reader.readHead()), bytes: reader.readBody() };
		await reader.skipBody();
	}
}

function boundaryOf(contentType: string | null): string {
	const match = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(
		contentType ?? ''
	);
	const boundary = match?.[1] ?? match?.[2];
	if (boundary) return boundary;
	throw new Refusal(
		'not_multipart',
		'The upload is not a multipart form.',
		'Send the file as multipart/form-data in the field "file", as curl -F file=@deliveries.csv does.'
	);
}

function describe(head: string): { name: string; file: string | null } {
	const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(head)?.[1] ?? '';
	const name = parameter(disposition, 'name');
	if (name === null) throw brokenForm('a part of it has no field name');
	return { name, file: parameter(disposition, 'filename') };
}

/** Browsers write a quote in a name as %22 and line ends as %0A and %0D (HTML standard, multipart form data). */
function parameter(disposition: string, name: string): string | null {
	const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(disposition);
	if (!match) return null;
	const written = match[1]?.replace(/\\(["\\])/g, '$1') ?? match[2] ?? '';
	return written.replace(/%22/g, '"').replace(/%0[AD]/gi, ' ');
}

function brokenForm(why: string): Refusal {
	return new Refusal(
		'broken_upload',
		`The upload is incomplete: ${why}.`,
		'Nothing was kept. Send the file again.'
	);
}

/** Walks the bytes of a form from delimiter to delimiter, holding back only what might be a delimiter's beginning. */
class PartReader {
	/** The first delimiter of a form has no line end before it, so one is lent. */
	private held: Buffer = Buffer.from('\r\n');
	private inBody = true;
	private readonly chunks: AsyncIterator<Uint8Array>;
	private readonly delimiter: Buffer;

	constructor(body: AsyncIterable<Uint8Array>, boundary: string) {
		this.chunks = body[Symbol.asyncIterator]();
		this.delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
	}

	/** After a delimiter: two dashes end the form, a line end begins the next part. */
	async hasNextPart(): Promise<boolean> {
		await this.fillTo(2);
		const mark = this.held.toString('latin1', 0, 2);
		this.held = this.held.subarray(2);
		if (mark === '--') return false;
		if (mark !== '\r\n') throw brokenForm('the line after a boundary is not as it should be');
		return true;
	}

	async readHead(): Promise<string> {
		let end = this.held.indexOf('\r\n\r\n');
		while (end < 0) {
			if (this.held.length > MOST_HEAD_BYTES) throw brokenForm('the head of a part is too long');
			await this.fillTo(this.held.length + 1);
			end = this.held.indexOf('\r\n\r\n');
		}
		const head = this.held.toString('utf8', 0, end);
		this.held = this.held.subarray(end + 4);
		this.inBody = true;
		return head;
	}

	async *readBody(): AsyncGenerator<Uint8Array> {
		while (this.inBody) {
			const bytes = await this.nextBytes();
			if (bytes.length > 0) yield bytes;
		}
	}

	async skipBody(): Promise<void> {
		while (this.inBody) await this.nextBytes();
	}

	private async nextBytes(): Promise<Uint8Array> {
		const at = this.held.indexOf(this.delimiter);
		if (at >= 0) {
			this.inBody = false;
			return this.take(at, this.delimiter.length);
		}
		const certain = Math.max(0, this.held.length - this.delimiter.length);
		const bytes = this.take(certain, 0);
		await this.fillTo(this.held.length + 1);
		return bytes;
	}

	private take(length: number, passOver: number): Buffer {
		const bytes = this.held.subarray(0, length);
		this.held = this.held.subarray(length + passOver);
		return bytes;
	}

	private async fillTo(length: number): Promise<void> {
		while (this.held.length < length) {
			const next = await this.chunks.next();
			if (next.done) throw brokenForm('it ends before its last boundary');
			this.held = this.held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.held, next.value]);
		}
	}
}
