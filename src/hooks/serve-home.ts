import { Refusal } from '$lib/domain';
import { logFault, newRequestId } from '$lib/server/audit';
import { closeHome, openHome, type OpenHome } from '$lib/server/desk';
import { recoverLost } from '$lib/server/intake';
import { prepare } from '$lib/server/measures';

type Served = NonNullable<typeof globalThis.braidwork>;

/** Opens the home that the environment names, for the pages and the console of this process. */
export async function serveHome(): Promise<Served> {
	const home = await openHome(process.env.BRAIDWORK_HOME ?? 'home');
	if (!home.settings.demo) {
		await closeHome(home);
		throw notDemo(home.dir);
	}
	const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);
	await recoverLost(home.warehouse, { settings: home.settings, now: new Date(), tell });
	return {
		home,
		origin: process.env.ORIGIN ?? null,
		prepareSoon: onceAtATime(() => prepareOrLog(home)),
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

/** A failure must not stop the pages that need no tables; whoever needs them meets it again, with an id. */
async function prepareOrLog({ warehouse, settings }: OpenHome): Promise<boolean> {
	try {
		await prepare(warehouse, settings);
		return true;
	} catch (fault) {
		logFault(newRequestId(), 'prepare', fault);
		return false;
	}
}

/**
 * Runs `work` once at a time. Whoever asks while it runs shares one more run after it, because the state may
 * have changed since it began.
 */
function onceAtATime<T>(work: () => Promise<T>): () => Promise<T> {
	let running: Promise<T> | null = null;
	let next: Promise<T> | null = null;
	const begin = () => (running = work().finally(() => (running = null)));
	const after = (current: Promise<T>) => current.finally(() => (next = null)).then(begin, begin);
	return () => (running ? (next ??= after(running)) : begin());
}
