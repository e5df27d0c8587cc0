import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { pathToFileURL } from 'node:url';
import { Refusal } from '$lib/domain';
import { hasAdministrator } from '$lib/server/accounts';
import { readSettings, refuseFalseDemo } from '$lib/server/desk';
import type { FreeCommand } from '../command';
import { holderOf } from '../console-client';
import { openConsole } from '../console-server';
import { findCommand } from '../registry';
import { collectSooner } from '../serve/collect-sooner';
import { listen, type Listening } from '../serve/listen';
import { putAnswersFirst } from '../serve/put-answers-first';
import { portOf, reachOf, remarksOn, type Reach } from '../serve/reach';

const NOBODY_YET =
	'Nobody administers this home yet: open the invitation that `init` printed. If it is lost, run `braidwork user add EMAIL --role administrator`.';

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
			description: 'the address; others than 127.0.0.1 need TLS or a proxy in config.json'
		},
		'tls-cert': { type: 'string', valueHint: 'FILE', description: 'a certificate with its chain (PEM)' },
		'tls-key': { type: 'string', valueHint: 'FILE', description: 'the key of the certificate (PEM)' }
	},
	async run(order, { directory, tell }) {
		collectSooner();
		const port = portOf(order);
		const settings = await readSettings(directory);
		refuseFalseDemo(directory, settings);
		const reach = reachOf(order, { dir: directory, settings, port });
		for (const remark of remarksOn(reach, new Date())) tell(remark);
		await refuseSecondServer(directory);
		const listening = await listen(reach);
		const limit = settings.upload_limit_mb * 1024 * 1024;
		const served = await loadApplication(
			directory,
			environmentOf(reach, { origin: listening.origin, limit })
		);
		const closeConsole = await openConsole(consoleOf(directory, listening.origin, served.braidwork));
		const stopped = stopSignal();
		tell('Preparing the tables of the latest state ...');
		const isPrepared = await Promise.race([served.braidwork.prepareSoon(), stopped]);
		if (isPrepared === false) tell('They could not be prepared: see above. The other pages are served.');
		if (isPrepared !== undefined) {
			listening.answerWith(served.handler, limit);
			putAnswersFirst();
			announce(listening, directory, order.flag('json'));
			if (!settings.demo && !hasAdministrator(served.braidwork.accounts)) tell(NOBODY_YET);
			void served.braidwork.standReady();
		}
		await stopped;
		tell('Stopping: answers that are under way are finished first.');
		await listening.stop();
		await closeConsole();
		await served.braidwork.close();
		return { json: {}, raw: '', words: '' };
	}
} satisfies FreeCommand;

async function refuseSecondServer(directory: string): Promise<void> {
	const holder = await holderOf(directory);
	if (!holder) return;
	const hint = `Open that address, or stop process ${holder.pid} first.`;
	throw new Refusal('already_served', `This home is already served at ${holder.address}.`, hint);
}

/** Ways to make the application believe what a proxy says; config.json alone names one. */
const PROXY_ENVIRONMENT = ['ADDRESS_HEADER', 'XFF_DEPTH', 'PROTOCOL_HEADER', 'HOST_HEADER', 'PORT_HEADER'];

/** The application reads these from the environment when it is loaded. */
function environmentOf(
	{ proxy }: Reach,
	{ origin, limit }: { origin: string; limit: number }
): Record<string, string> {
	const behind = proxy && { ADDRESS_HEADER: proxy.address_header, XFF_DEPTH: String(proxy.hops) };
	return { ORIGIN: origin, BODY_SIZE_LIMIT: String(limit), ...behind };
}

/** Loads the application, which opens the home. */
async function loadApplication(
	home: string,
	environment: Record<string, string>
): Promise<{ handler: RequestListener; braidwork: NonNullable<typeof globalThis.braidwork> }> {
	const file = new URL('../handler.js', import.meta.url);
	if (!existsSync(file))
		throw new Refusal('not_built', 'The web application is not built.', 'Run `npm run build`.');
	for (const name of PROXY_ENVIRONMENT) delete process.env[name];
	Object.assign(process.env, { ...environment, BRAIDWORK_HOME: home, NODE_ENV: 'production' });
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

function announce({ origin, own }: Listening, home: string, asJson: boolean): void {
	const words = `Braidwork is at ${origin}${own === origin ? '' : `, listening at ${own}`}`;
	const json = { address: origin, listening: own, home, pid: process.pid };
	process.stdout.write(`${asJson ? JSON.stringify(json) : words}\n`);
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
