import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '$lib/domain';
import { withReceivedForm } from '../../src/routes/api/v1/submissions/receive-form';

const folder = mkdtempSync(join(tmpdir(), 'braidwork-form-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function request(...contents: string[]): Request {
	const form = new FormData();
	contents.forEach((content, at) => form.append('file', new Blob([content]), `file-${at}.csv`));
	form.append('partner', 'navigators');
	return new Request('http://127.0.0.1/submissions', { method: 'POST', body: form });
}

/** Everything below the folder, as text. */
function onDisk(): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((path) => statSync(path).isFile())
		.map((path) => readFileSync(path, 'latin1'));
}

async function read(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of stream) pieces.push(piece);
	return Buffer.concat(pieces).toString('utf8');
}

describe('a form that is received', () => {
	const secret = 'N-1,123-45-6789\n'.repeat(20_000);

	it('gives its files back to the byte, and no disk ever held what they say', async () => {
		await withReceivedForm(request(secret, ''), folder, 1 << 24, async ({ fields, files }) => {
			expect(fields.get('partner')).toBe('navigators');
			expect(files.map(({ name, size }) => [name, size])).toEqual([
				['file-0.csv', secret.length],
				['file-1.csv', 0]
			]);
			expect(onDisk().map((text) => text.length)).toEqual([secret.length, 0]);
			expect(onDisk().join('')).not.toContain('123-45-6789');
			expect(await read(files[0]!.stream)).toBe(secret);
			expect(await read(files[1]!.stream)).toBe('');
		});
		expect(onDisk()).toEqual([]);
	});

	it('is refused over the limit, and nothing of it stays', async () => {
		const received = withReceivedForm(request(secret), folder, 1000, async () => 'received');
		await expect(received).rejects.toThrow(Refusal);
		expect(onDisk()).toEqual([]);
	});
});
