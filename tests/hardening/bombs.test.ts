import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Warehouse } from '$lib/server/warehouse';
import { closeHomes, openHome, options, send } from '../intake/a-home';
import { zip } from '../intake/make-zip';

afterEach(closeHomes);

/** A megabyte may come in and, by the rule of intake, a bounded multiple of it may come out; this is far more. */
const settings = { accept_good_rows: true, upload_limit_mb: 1 };
const LINE = 'D-1,N-1,food,delivered,2015-01-05\n';

function large(megabytes: number): Buffer {
	const rows = Math.ceil((megabytes * 1024 * 1024) / LINE.length);
	return Buffer.concat([
		Buffer.from('delivery_id,participant_id,service,status,date\n'),
		Buffer.alloc(rows * LINE.length, LINE)
	]);
}

async function sent(w: Warehouse, bytes: Uint8Array): Promise<{ status: string; rules: string }> {
	const file = await send(w, bytes, {}, options({ settings }));
	return { status: file.status, rules: file.findings.map(({ rule }) => rule).join() };
}

function left(w: Warehouse): string[] {
	const work = join(w.home, 'work');
	return existsSync(work)
		? readdirSync(work, { recursive: true })
				.map(String)
				.filter((name) => /\.(csv|text|tmp)/.test(name))
		: [];
}

describe('a file that unpacks to far more than it is', () => {
	it('is refused while it unpacks, whatever it says of its size, and nothing of it stays', async () => {
		const w = await openHome();
		const bomb = large(150);
		const bombs = [
			gzipSync(bomb),
			zip({ name: 'deliveries.csv', content: bomb }),
			zip({ name: 'deliveries.csv', content: bomb, size: 100 })
		];
		for (const bytes of bombs) {
			expect(bytes.length).toBeLessThan(1024 * 1024);
			expect((await sent(w, bytes)).status).toBe('rejected');
		}
		expect(left(w)).toEqual([]);
	}, 60_000);

	it('is refused when it is many small files', async () => {
		const w = await openHome();
		const many = Array.from({ length: 5000 }, (_, at) => ({
			name: `${at}.csv`,
			content: Buffer.from('a\n1\n')
		}));
		expect((await sent(w, zip(...many))).status).toBe('rejected');
	}, 60_000);
});
