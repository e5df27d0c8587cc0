import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NOBODY, Refusal, type Actor } from '$lib/domain';
import { COMMAND_ROUTES } from '$lib/server/access';
import type { FreeCommand, HomeCommand, Outcome, Voice } from './command';
import { runThroughServer } from './console-client';
import { keepAgreed } from './keep-agreed';
import type { Order } from './order';
import { performNoted } from './perform-noted';
import { refuseUnlessAllowed, whoActs } from './who-acts';

interface Typed {
	args: string[];
	cwd: string;
	order: Order;
}

/** Runs a command that needs no opened home. */
export async function runFree(
	command: FreeCommand,
	order: Order,
	directory: string,
	voice: Voice
): Promise<Outcome> {
	if (!command.withoutHome) refuseWithoutHome(directory);
	if (order.text('as') !== undefined) await refuseAs(command.name, order, directory);
	return command.run(order, { directory, now: new Date(), ...voice });
}

/** A command without a home is the operator's; any other is judged by the account. */
async function refuseAs(name: string, order: Order, directory: string): Promise<void> {
	const isOperators = COMMAND_ROUTES[name] === null;
	const nobody: Actor = { ...NOBODY, who: order.text('as') ?? '' };
	refuseUnlessAllowed(isOperators ? nobody : await whoActs(order, directory), name);
}

/** Runs a command in its home: through the server that holds it, or else by opening it here. */
export async function runInHome(
	command: HomeCommand,
	typed: Typed,
	directory: string,
	voice: Voice
): Promise<Outcome> {
	refuseWithoutHome(directory);
	const request = { command: command.name, args: typed.args, cwd: typed.cwd };
	const answered = await runThroughServer(directory, request, voice);
	return answered ?? runHere(command, typed.order, directory, voice);
}

async function runHere(
	command: HomeCommand,
	order: Order,
	directory: string,
	voice: Voice
): Promise<Outcome> {
	const { closeHome, openHome } = await import('$lib/server/desk');
	const { recoverLost } = await import('$lib/server/intake');
	const home = await openHome(directory, { tell: voice.tell });
	try {
		const now = new Date();
		await recoverLost(home.warehouse, { settings: home.settings, now, tell: voice.tell });
		await keepAgreed(command, { home, now, tell: voice.tell });
		return await performNoted(command, order, { directory, home, now, ...voice });
	} finally {
		await closeHome(home);
	}
}

/** Refuses when a folder is not a home, and says how to make one. */
export function refuseWithoutHome(directory: string): void {
	if (existsSync(join(directory, 'config.json'))) return;
	const hint = 'Run `braidwork init` to make one, or name another with --home.';
	throw new Refusal('no_home', `There is no home at ${directory}.`, hint);
}
