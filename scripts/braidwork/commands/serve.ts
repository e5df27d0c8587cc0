import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { pathToFileURL } from 'node:url';
import { Refusal } from '$lib/domain';
import { hasAdministrator } from '$lib/server/accounts';
import { readSettings } from '$lib/server/desk';
import type { FreeCommand } from '../command';
import { holderOf } from '../console-client';
import { openConsole } from '../console-server';
import { UsageError } from '../order';
import { findCommand } from '../registry';
import { listen } from '../serve/listen';

const NOBODY_YET =
	'Nobody administers this home yet: open the invitation that `init` printed. If it is lost, run `braidwork user add EMAIL --role administrator`.';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Serves the web application until it is told to stop. */
export default {
	name: 'serve',
	place: 'free',
	withoutHome: true,
	takes: [],
	options: {
		port: { type: 'string', valueHint: 'N', description: 'the port (default: 4173)' },
		host: {
			type: 'string',
			valueHint: 'H',
			description: 'the address: one of this machine (default: 127.0.0.1)'
		}
	},
	async run(order, { directory, tell }) {
		const host = loopback(order.text('host') ?? '127.0.0.1');
		const port = portOf(order.text('port') ?? '4173');
		const { upload_limit_mb } = await readSettings(directory);
		await refuseSecondServer(directory);
		const listening = await listen(host, port);
		const limit = upload_limit_mb * 1024 * 1024;
		const served = await loadApplication(directory, listening.origin, limit);
		const closeConsole = await openConsole(consoleOf(directory, listening.origin, served.braidwork));
		tell('Preparing the tables of the latest state ...');
		if (!(await served.braidwork.prepareSoon()))
			tell('They could not be prepared: see above. The other pages are served.');
		listening.answerWith(served.handler, limit);
		announce(listening.origin, directory, order.flag('json'));
		if (!served.braidwork.home.settings.demo && !hasAdministrator(served.braidwork.accounts))
			tell(NOBODY_YET);
		await stopSignal();
		tell('Stopping: answers that are under way are finished first.');
		await listening.stop();
		closeConsole();
		await served.braidwork.close();
		return { json: {}, raw: '', words: '' };
	}
} satisfies FreeCommand;

function loopback(host: string): string {
	if (LOOPBACK.includes(host)) return host;
	throw new Refusal(
		'not_loopback',
		`Braidwork does not serve ${host}: passwords and people's data would travel there in the clear.`,
		`Leave out --host, or use one of ${LOOPBACK.join(', ')}.`
	);
}

function portOf(text: string): number {
	if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
	throw new UsageError(`--port cannot be "${text}".`, 'Write a number up to 65535, as in --port 4173.');
}

async function refuseSecondServer(directory: string): Promise<void> {
	const holder = await holderOf(directory);
	if (!holder) return;
	const hint = `Open that address, or stop process ${holder.pid} first.`;
	throw new Refusal('already_served', `This home is already served at ${holder.address}.`, hint);
}

/** The application reads its settings from the environment when it is loaded, and opens the home. */
async function loadApplication(
	home: string,
	origin: string,
	limit: number
): Promise<{ handler: RequestListener; braidwork: NonNullable<typeof globalThis.braidwork> }> {
	const file = new URL('../handler.js', import.meta.url);
	if (!existsSync(file))
		throw new Refusal('not_built', 'The web application is not built.', 'Run `npm run build`.');
	Object.assign(process.env, {
		BRAIDWORK_HOME: home,
		ORIGIN: origin,
		BODY_SIZE_LIMIT: String(limit),
		NODE_ENV: 'production'
	});
	const { handler } = (await import(/* @vite-ignore */ pathToFileURL(file.pathname).href)) as {
		handler: RequestListener;
	};
	if (!globalThis.braidwork) throw new Error('The application did not open its home.');
	return { handler, braidwork: globalThis.braidwork };
}

function consoleOf(
	directory: string,
	address: string,
	{ home, prepareSoon }: NonNullable<typeof globalThis.braidwork>
): Parameters<typeof openConsole>[0] {
	return {
		directory,
		address,
		findCommand,
		place: (voice) => ({ directory, home, now: new Date(), ...voice }),
		changed: () => void prepareSoon()
	};
}

function announce(origin: string, home: string, asJson: boolean): void {
	const words = `Braidwork is at ${origin}`;
	process.stdout.write(`${asJson ? JSON.stringify({ address: origin, home, pid: process.pid }) : words}\n`);
}

/**
 * Waits for the first signal; a terminal and its launcher often send the same one twice. npm, told to stop, stops
 * its shell and not what the shell started, so under npm a lost parent counts as a signal.
 */
function stopSignal(): Promise<void> {
	const parent = process.ppid;
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
		if (process.env.npm_lifecycle_event !== 'braidwork') return;
		setInterval(() => process.ppid !== parent && resolve(), 1000).unref();
	});
}
