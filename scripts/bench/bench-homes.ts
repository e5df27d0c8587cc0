import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '$lib/domain';
import { closeHome, createHome, openHome, type OpenHome } from '$lib/server/desk';

/** Who loads what the benchmark loads. */
export const OPERATOR: Actor = { who: 'bench', role: 'administrator', partners: null };

/** The day on which everything is loaded, so that nothing depends on today. */
export const TODAY = new Date('2015-10-15T12:00:00Z');

/** Where the made files lie: in the raw home, since a home reads no other folder. */
export function filesIn(folder: string): { quarters: string; deliveries: string } {
	const files = join(folder, 'raw', 'files');
	return { quarters: join(files, 'quarters'), deliveries: join(files, 'deliveries.csv') };
}

/** Opens a home of the benchmark, made when it does not exist, for as long as the work takes. */
export async function inHome<Result>(
	folder: string,
	name: string,
	work: (home: OpenHome) => Promise<Result>
): Promise<Result> {
	const directory = join(folder, name);
	if (!existsSync(join(directory, 'config.json'))) await createHome(directory, { demo: true });
	const home = await openHome(directory, { threads: 2, memoryLimit: '2GB' });
	try {
		return await work(home);
	} finally {
		await closeHome(home);
	}
}
