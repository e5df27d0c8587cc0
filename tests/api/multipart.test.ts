import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/routes/api/v1/submissions/multipart';

const TYPE = 'multipart/form-data; boundary=----cut';

async function* inPieces(bytes: Buffer, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function formOf(parts: { name: string; file?: string; content: Buffer }[]): Buffer {
	const pieces = parts.flatMap(({ name, file, content }) => [
		Buffer.from(
			`------cut\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n\r\n`
		),
		content,
		Buffer.from('\r\n')
	]);
	return Buffer.concat([...pieces, Buffer.from('------cut--\r\n')]);
}

async function readAll(form: Buffer, size: number) {
	const seen: { name: string; file: string | null; content: Buffer }[] = [];
	for await (const part of partsOf(inPieces(form, size), TYPE)) {
		const pieces: Uint8Array[] = [];
		for await (const piece of part.bytes) pieces.push(Buffer.from(piece));
		seen.push({ name: part.name, file: part.file, content: Buffer.concat(pieces) });
	}
	return seen;
}

describe('an uploaded form', () => {
	it('gives back every byte of every file, however the network cuts it', async () => {
		const awkward = fc.oneof(
			fc.uint8Array({ maxLength: 200 }),
			fc
				.constantFrom('\r\n--', '\r\n----', '------cut', '\r\n', '\r\n------cu')
				.map((text) => Buffer.from(text))
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(awkward, { maxLength: 4 }),
				fc.integer({ min: 1, max: 90 }),
				async (files, size) => {
					const parts = files.map((content, at) => ({
						name: 'file',
						file: `f${at}.csv`,
						content: Buffer.from(content)
					}));
					fc.pre(!parts.some((part) => part.content.includes('\r\n------cut')));
					expect(await readAll(formOf(parts), size)).toEqual(parts);
				}
			),
			{ numRuns: 200 }
		);
	});

	it('reads fields beside files, and a file name with a quote in it', async () => {
		const form = formOf([
			{ name: 'partner', content: Buffer.from('county') },
			{ name: 'file', file: 'the %22new%22 one.csv', content: Buffer.from('a,b\n1,2\n') }
		]);
		const [field, file] = await readAll(form, 7);
		expect(field).toMatchObject({ name: 'partner', file: null });
		expect(file?.file).toBe('the "new" one.csv');
	});

	it('passes over a file that nobody reads', async () => {
		const form = formOf([
			{ name: 'file', file: 'a.csv', content: Buffer.from('x'.repeat(500)) },
			{ name: 'partner', content: Buffer.from('county') }
		]);
		const names: string[] = [];
		for await (const part of partsOf(inPieces(form, 50), TYPE)) names.push(part.name);
		expect(names).toEqual(['file', 'partner']);
	});

	it('refuses a form that ends too early', async () => {
		const form = formOf([{ name: 'file', file: 'a.csv', content: Buffer.from('x'.repeat(500)) }]);
		await expect(readAll(form.subarray(0, 300), 64)).rejects.toMatchObject({ code: 'broken_upload' });
	});

	it('refuses an upload that is no form', async () => {
		const read = async () => {
			for await (const _ of partsOf(inPieces(Buffer.from('{}'), 1), 'application/json'));
		};
		await expect(read()).rejects.toMatchObject({ code: 'not_multipart' });
	});
});
