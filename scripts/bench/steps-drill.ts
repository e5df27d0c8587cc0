import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copySqlite } from '$lib/server/accounts';
import { backUp, restoreHome } from '$lib/server/desk';
import { checkHome } from '../braidwork/check-home';
import { inHome } from './bench-homes';
import { peakMemory } from './cost';

/** What a backup and putting it back with every check took, in milliseconds. */
export interface DrillResult {
	backUp: number;
	restore: number;
	bytes: number;
	memory: number;
}

/** Backs the loaded home up, puts it back beside, and has everything in it checked, as an operator would after a loss. */
export async function drill(folder: string): Promise<DrillResult> {
	const [backup, place] = [join(folder, 'backup'), join(folder, 'restored')];
	for (const old of [backup, place]) rmSync(old, { recursive: true, force: true });
	const began = performance.now();
	const { bytes } = await inHome(folder, 'home', (home) =>
		backUp(home, backup, { now: new Date(), copySqlite })
	);
	const kept = performance.now();
	const { problems } = await restoreHome(backup, place, {
		now: new Date(),
		replace: false,
		tell: () => undefined,
		prove: async (home) => (await checkHome(home)).problems
	});
	if (problems.length > 0) throw new Error(`The restored home is not whole: ${problems.join(' ')}`);
	return { backUp: kept - began, restore: performance.now() - kept, bytes, memory: peakMemory() };
}
