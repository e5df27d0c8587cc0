import { randomUUID } from 'node:crypto';
import { openAccounts } from '$lib/server/accounts';
import { closeHome, deriveKey, openHome, type OpenHome } from '$lib/server/desk';
import { recoverLost } from '$lib/server/intake';
import { prepare } from '$lib/server/measures';

/** Where `vite dev` serves when nothing else is said. */
const DEVELOPMENT_ORIGIN = 'http://localhost:5173';

type Served = NonNullable<typeof globalThis.braidwork>;

/** Opens the home that the environment names, for the pages and the console of this process. */
export async function serveHome(): Promise<Served> {
	const home = await openHome(process.env.BRAIDWORK_HOME ?? 'home');
	const origin = process.env.ORIGIN ?? null;
	const accounts = await openAccounts(home.dir, {
		origin: origin ?? DEVELOPMENT_ORIGIN,
		key: deriveKey(home.dir, 'accounts'),
		partnership: () => home.settings.name
	});
	const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);
	await recoverLost(home.warehouse, { settings: home.settings, now: new Date(), tell });
	return {
		home,
		accounts,
		origin,
		prepareSoon: onceAtATime(() => prepareOrLog(home)),
		close: () => {
			accounts.close();
			return closeHome(home);
		}
	};
}

/** A failure must not stop the pages that need no tables; whoever needs them meets it again, with an id. */
async function prepareOrLog({ warehouse, settings }: OpenHome): Promise<boolean> {
	try {
		await prepare(warehouse, settings);
		return true;
	} catch (fault) {
		const detail = fault instanceof Error ? fault.stack : String(fault);
		console.error(JSON.stringify({ level: 'error', id: randomUUID().slice(0, 8), at: 'prepare', detail }));
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
