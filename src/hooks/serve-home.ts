import { hasAnybody, openAccounts } from '$lib/server/accounts';
import { FewNotes, followLog, logFault, newRequestId } from '$lib/server/audit';
import { closeHome, deriveKey, notDemo, openHome, readSettings, refuseFalseDemo } from '$lib/server/desk';
import { recoverLost } from '$lib/server/intake';
import { prepare, pressMarts, standReady } from '$lib/server/measures';
import { eachDay, everyFewMinutes, keepAgreed } from './keep-agreed';
import { watched } from './watched';

/** Where `vite dev` serves when nothing else is said. */
const DEVELOPMENT_ORIGIN = 'http://localhost:5173';

type Served = NonNullable<typeof globalThis.braidwork>;

/** Opens the home that the environment names, for the pages and the console of this process. */
export async function serveHome(): Promise<Served> {
	const place = process.env.BRAIDWORK_HOME ?? 'home';
	const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);
	refuseFalseDemo(place, await readSettings(place));
	const home = await openHome(place, { tell });
	const origin = process.env.ORIGIN ?? null;
	const accounts = await openAccounts(home.dir, {
		origin: origin ?? DEVELOPMENT_ORIGIN,
		key: deriveKey(home.dir, 'accounts'),
		partnership: () => home.settings.name
	});
	if (home.settings.demo && hasAnybody(accounts)) {
		accounts.close();
		await closeHome(home);
		throw notDemo('it has accounts');
	}
	await recoverLost(home.warehouse, { settings: home.settings, now: new Date(), tell });
	const changed = await keepAgreed(home);
	if (changed) tell(changed);
	let isClosing = false;
	const note = noteUnless(() => isClosing);
	/** A failure must not stop the pages that need no tables; whoever needs them meets it again, with an id. */
	const orLog = (at: string, work: () => Promise<unknown>) => work().catch(note(at));
	const press = () => void orLog('press', () => pressMarts(home.warehouse));
	const preparing = watched(() => prepare(home.warehouse, home.settings).finally(press), note('prepare'));
	const stopLooking = eachDay(() => orLog('agreements', () => keepAgreed(home)).then(preparing.run));
	const fewNotes = new FewNotes(home.dir);
	const stopCounting = everyFewMinutes(() => orLog('audit log', () => fewNotes.writeEnded(new Date())));
	return {
		home,
		accounts,
		fewNotes,
		origin,
		prepareSoon: preparing.run,
		prepareFault: preparing.fault,
		keepAgreed: (actor) => keepAgreed(home, actor),
		standReady: async () => {
			await orLog('stand-ready', () => standReady(home.warehouse, home.settings));
			press();
			await orLog('audit log', () => followLog(home.dir));
		},
		close: async () => {
			isClosing = true;
			stopLooking();
			stopCounting();
			await orLog('audit log', () => fewNotes.writeAll(new Date()));
			accounts.close();
			await closeHome(home);
		}
	};
}

/** How a failure is written down; what a closing home cuts short is no failure. */
function noteUnless(isClosing: () => boolean): (at: string) => (fault: unknown) => string | null {
	return (at) => (fault) => {
		if (isClosing()) return null;
		const id = newRequestId();
		logFault(id, at, fault);
		return id;
	};
}
