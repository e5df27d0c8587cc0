import { expect, it } from 'vitest';
import { protectFamily } from '$lib/server/disclosure';
import { PROVED, tableFamily } from './table-families';
it('ratio', async () => {
	let ours = 0, best = 0;
	for (const { name, rows, optimal } of PROVED) {
		const t=performance.now();
		const p = await protectFamily(tableFamily(rows), { threshold: 11 }, []);
		const hidden = p.released.filter((c) => c.hidden && c.value >= 11);
		const sum = hidden.reduce((s, c) => s + c.value, 0);
		console.log(name, sum, optimal, (sum/optimal).toFixed(3), (performance.now()-t).toFixed(0)+'ms', hidden.map((c) => c.key+c.value).join(' '), p.withheldWhole);
		ours += sum; best += optimal;
	}
	console.log('ratio', ours/best);
	expect(ours).toBeGreaterThan(0);
});
