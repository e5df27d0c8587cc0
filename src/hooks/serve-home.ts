import { Refusal } from '$lib/domain';
import { closeHome, openHome } from '$lib/server/desk';
import { prepare } from '$lib/server/measures';

type Served = NonNullable<typeof globalThis.braidwork>;

/** Opens the home that the environment names, for the pages and the console of this process. */
export async function serveHome(): Promise<Served> {
	const home = await openHome(process.env.BRAIDWORK_HOME ?? 'home');
	if (!home.settings.demo) {
		await closeHome(home);
		throw notDemo(home.dir);
	}
	return {
		home,
		origin: process.env.ORIGIN ?? null,
		prepareSoon: onceAtATime(() => prepare(home.warehouse, home.settings)),
		close: () => closeHome(home)
	};
}

/** Before accounts exist, nobody could be told apart: only invented data are served. */
function notDemo(folder: string): Refusal {
	return new Refusal(
		'not_demo',
		`The home at ${folder} is not a demo home, and without accounts only a demo home is served.`,
		'Use the command line for this home, or make a demo home with `braidwork init --demo`.'
	);
}

/**
 * Runs `work` once at a time. Whoever asks while it runs shares one more run after it, because the state may
 * have changed since it began.
 */
function onceAtATime(work: () => Promise<unknown>): () => Promise<void> {
	let running: Promise<void> | null = null;
	let next: Promise<void> | null = null;
	const run = async () => void (await work());
	const begin = () => (running = run().finally(() => (running = null)));
	return () => {
		if (!running) return begin();
		next ??= running
			.catch(() => undefined)
			.then(() => {
				next = null;
				return begin();
			});
		return next;
	};
}
