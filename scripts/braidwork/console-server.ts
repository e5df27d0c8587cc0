import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { logFault, newRequestId } from '$lib/server/audit';
import type { Command, HomeCommand, Outcome, Place, Voice } from './command';
import { consolePath, withConsoleAddress } from './console-address';
import type { ConsoleLine, ConsoleRequest } from './console-client';
import { explain } from './explain-error';
import { keepAgreed } from './keep-agreed';
import { readOrder, UsageError } from './order';
import { performNoted } from './perform-noted';

/** What the console needs to run commands in the home that its process holds. */
export interface ConsoleHost {
	directory: string;
	address: string;
	findCommand(name: string): Promise<Command | null>;
	place(voice: Voice): Omit<Place, 'note' | 'actor'>;
	/** Told after each command, since it may have made a new state. */
	changed(): void;
}

/** How long commands that are under way may go on once the console closes. */
const LONGEST_FAREWELL_MS = 60 * 1000;

/**
 * Opens the console of a home: whoever can open the home's folder is the operator. Closed by the answer's function,
 * which lets commands that are under way end; what takes longer is given up, and nothing half done is kept.
 */
export async function openConsole(host: ConsoleHost): Promise<() => Promise<void>> {
	const path = consolePath(host.directory);
	if (process.platform !== 'win32') rmSync(path, { force: true });
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		void converse(host, socket).finally(() => open.delete(socket));
	});
	await withConsoleAddress(host.directory, (address) => listen(server, address));
	return async () => {
		rmSync(path, { force: true });
		const giveUp = setTimeout(() => open.forEach((socket) => socket.destroy()), LONGEST_FAREWELL_MS);
		await new Promise<void>((closed) => server.close(() => closed()));
		clearTimeout(giveUp);
	};
}

/** The mask makes the socket private from its first moment on; chmod says it again where masks do not count. */
function listen(server: Server, address: string): Promise<void> {
	const mask = process.umask(0o177);
	return new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(address, () => {
			if (process.platform !== 'win32') chmodSync(address, 0o600);
			resolve();
		});
	}).finally(() => process.umask(mask));
}

async function converse(host: ConsoleHost, socket: Socket): Promise<void> {
	const say = (line: ConsoleLine) => void (socket.writable && socket.write(`${JSON.stringify(line)}\n`));
	socket.on('error', () => socket.destroy());
	for await (const text of createInterface({ input: socket })) {
		const voice: Voice = {
			tell: (sentence) => say({ tell: sentence }),
			progress: (...seen) => say({ progress: seen })
		};
		say(await answerRequest(host, JSON.parse(text) as ConsoleRequest, voice));
		break;
	}
	socket.end();
}

async function answerRequest(host: ConsoleHost, request: ConsoleRequest, voice: Voice): Promise<ConsoleLine> {
	if ('hello' in request) return { holder: { pid: process.pid, address: host.address } };
	try {
		const command = await host.findCommand(request.command);
		if (command?.place !== 'home')
			throw new UsageError(
				`The server does not run \`${request.command}\`.`,
				'Use the version it was built with.'
			);
		return { outcome: written(await runCommand(host, command, request, voice)) };
	} catch (error) {
		return refused(error);
	}
}

async function runCommand(
	host: ConsoleHost,
	command: HomeCommand,
	request: { args: string[]; cwd: string },
	voice: Voice
): Promise<Outcome> {
	const order = readOrder(command, request.args, request.cwd);
	const place = host.place(voice);
	await keepAgreed(command, place);
	try {
		return await performNoted(command, order, place);
	} finally {
		host.changed();
	}
}

function written(outcome: Outcome): Extract<ConsoleLine, { outcome: unknown }>['outcome'] {
	const files = (outcome.files ?? []).map(({ path, content }) => ({
		path,
		base64: Buffer.from(content).toString('base64')
	}));
	return { ...outcome, files };
}

function refused(error: unknown): ConsoleLine {
	if (error instanceof UsageError) return { usage: { message: error.message, hint: error.hint } };
	const refusal = explain(error);
	if (refusal) return { refused: { code: refusal.code, message: refusal.message, hint: refusal.hint } };
	const id = newRequestId();
	logFault(id, 'console', error);
	return { fault: { id } };
}
