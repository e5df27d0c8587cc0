import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWarehouse } from '$lib/server/warehouse';
import { keptFamily } from '../../src/lib/server/measures/kept/prepare';
import { makeSampleHome } from '../make-sample-home.mjs';
import { DOOR } from './small-partnership';

test('training of every quarter is protected after that of all quarters before it, though almost nothing changes of old cohorts', async () => {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-quarters-'));
	await makeSampleHome(home);
	const w = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
	try {
		for (let state = 1; state <= w.latest(); state += 1) {
			const { content } = await keptFamily(w, state, 'training', DOOR);
			const [everybody] = content.curves;
			const months = everybody?.groups[0]?.steps.filter(({ hidden }) => !hidden) ?? [];
			expect(months.length, `state ${state}`).toBeGreaterThan(0);
		}
	} finally {
		await w.close();
		rmSync(home, { recursive: true, force: true });
	}
}, 120_000);
