import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { zip, type Packed } from './make-zip';
import { removeSmallFiles, understand } from './small-files';

afterAll(removeSmallFiles);

const CSV = 'delivery_id,participant_id,service\nD-1,N-1,tuition\nD-2,N-2,housing\n';

const table = (name = 'deliveries.csv'): Packed => ({ name, content: Buffer.from(CSV) });

function refusal(content: string | Uint8Array, name = 'file.csv'): Promise<unknown> {
	return understand(content, name).then(
		() => 'read',
		(error: { code?: string; message: string; hint?: string }) => ({
			code: error.code,
			message: error.message,
			hint: error.hint
		})
	);
}

describe('a packed file', () => {
	it('is unpacked when it is gzip, or zip with one CSV, whatever its name', async () => {
		for (const bytes of [
			gzipSync(CSV),
			zip(table()),
			zip(table('2015/Q1/export.txt'), { name: '__MACOSX/._export.txt', content: Buffer.from('x') })
		]) {
			const seen = await understand(bytes, 'export.csv');
			expect(seen.rows).toEqual([
				['D-1', 'N-1', 'tuition'],
				['D-2', 'N-2', 'housing']
			]);
		}
		expect((await understand(zip(table('a/b.csv')))).report).toMatchObject({
			container: 'zip',
			member: 'a/b.csv'
		});
	});

	it('is refused when it holds several files, none, a path that leads out, a password or another archive', async () => {
		expect(await refusal(zip(table('a.csv'), table('b.csv')))).toMatchObject({
			code: 'several_members',
			message: expect.stringContaining('a.csv, b.csv')
		});
		expect(await refusal(zip())).toMatchObject({ code: 'empty_archive' });
		expect(await refusal(zip(table('../../etc/passwd.csv')))).toMatchObject({ code: 'unsafe_archive' });
		expect(await refusal(zip({ ...table(), flags: 1 }))).toMatchObject({ code: 'encrypted_archive' });
		expect(await refusal(gzipSync(gzipSync(CSV)))).toMatchObject({
			code: 'not_a_table',
			message: expect.stringContaining('an archive in an archive')
		});
	});

	it('is refused when it is cut off, damaged or unpacks to more than is allowed', async () => {
		const whole = zip(table());
		expect(await refusal(whole.subarray(0, whole.length - 30))).toMatchObject({ code: 'broken_archive' });
		expect(await refusal(gzipSync(CSV).subarray(0, 40))).toMatchObject({ code: 'broken_archive' });
		expect(await refusal(zip({ ...table(), crc: 1 }))).toMatchObject({ code: 'broken_archive' });
		expect(await refusal(zip({ ...table(), size: 0xf0000000 }))).toMatchObject({ code: 'too_large' });
	});
});

describe('a file that is no table', () => {
	const KINDS: [string, string | Buffer, string][] = [
		['report.csv', '%PDF-1.7\n...', 'a PDF document'],
		['photo.csv', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'a picture'],
		['export.xls', '<html><body><table><tr><td>id</td></tr></table>', 'a web page (HTML)'],
		['export.csv', '\n\n<!DOCTYPE html>\n<title>Sign in</title>', 'a web page (HTML)'],
		['old.xls', Buffer.from('d0cf11e0a1b11ae1' + '00'.repeat(600), 'hex'), 'an old Office file'],
		[
			'locked.xlsx',
			Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
			'a workbook with a password'
		],
		['data.csv', '[{"id": 1}]', 'a JSON document'],
		['data.csv', '<?xml version="1.0"?><Workbook/>', 'an XML document']
	];

	it.each(KINDS)('is refused by its bytes, not its name (%s is %s)', async (name, content, what) => {
		expect(await refusal(content, name)).toMatchObject({
			code: 'not_a_table',
			message: expect.stringContaining(what)
		});
	});

	it('is refused when it has not one byte, or bytes that are no text', async () => {
		expect(await refusal('')).toMatchObject({ code: 'empty_file' });
		expect(await refusal(Buffer.from('id,name\n1,\x81\x8d\xff\n', 'latin1'))).toMatchObject({
			code: 'unreadable_bytes',
			message: expect.stringContaining('Line 2')
		});
	});
});
