import { Refusal } from '$lib/domain';
import { logFault, newRequestId } from '$lib/server/audit';
import { closeHome, openHome } from '$lib/server/desk';
import { recoverLost } from '$lib/server/intake';
import { prepare, standReady } from '$lib/server/measures';

type Served = NonNullable<typeof globalThis.braidwork>;

/** Opens the home that the environment names, for the pages and the console of this process. */
export async function serveHome(): Promise<Served> {
	const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);
	const home = await openHome(process.env.BRAIDWORK_HOME ?? 'home', { tell });
	if (!home.settings.demo) {
		await closeHome(home);
		throw notDemo(home.dir);
	}
	await recoverLost(home.warehouse, { settings: home.settings, now: new Date(), tell });
	let isClosing = false;
	const orLog = (at: string, work: () => Promise<unknown>) => work().then(...orLogged(at, () => isClosing));
	return {
		home,
		origin: process.env.ORIGIN ?? null,
		prepareSoon: onceAtATime(() => orLog('prepare', () => prepare(home.warehouse, home.settings))),
		standReady: async () =>
			void (await orLog('stand-ready', () => standReady(home.warehouse, home.settings))),
		close: () => {
			isClosing = true;
			return closeHome(home);
		}
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
 * Whether work succeeded: a failure must not stop the pages that need no tables; whoever needs them meets it again,
 * with an id. What a closing home cuts short is no failure.
 */
function orLogged(at: string, isClosing: () => boolean): [() => boolean, (fault: unknown) => boolean] {
	const failed = (fault: unknown) => {
		if (isClosing()) return false;
		logFault(newRequestId(), at, fault);
		return false;
	};
	return [() => true, failed];
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
