import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Refusal } from '$lib/domain';
import type { Outcome, Voice } from './command';
import { withConsoleAddress } from './console-address';
import { UsageError } from './order';

/** What a caller asks a home's console: who holds the home, or a command as it was typed. */
export type ConsoleRequest = { hello: true } | { command: string; args: string[]; cwd: string };

/** One line of the console's answer. */
export type ConsoleLine =
	| { tell: string }
	| { progress: Parameters<Voice['progress']> }
	| { holder: { pid: number; address: string } }
	| { outcome: Omit<Outcome, 'files'> & { files: { path: string; base64: string }[] } }
	| { refused: { code: string; message: string; hint: string } }
	| { usage: { message: string; hint: string } }
	| { fault: { id: string } };

/** Who serves a home at this moment, or nobody. */
export async function holderOf(home: string): Promise<{ pid: number; address: string } | null> {
	const socket = await connect(home);
	if (!socket) return null;
	for await (const line of ask(socket, { hello: true })) if ('holder' in line) return line.holder;
	return null;
}

/** Has the server that holds a home run a command; nothing when no server holds it. */
export async function runThroughServer(
	home: string,
	request: ConsoleRequest,
	voice: Voice
): Promise<Outcome | null> {
	const socket = await connect(home);
	if (!socket) return null;
	for await (const line of ask(socket, request)) {
		if ('tell' in line) voice.tell(line.tell);
		else if ('progress' in line) voice.progress(...line.progress);
		else return readAnswer(line);
	}
	const hint = 'Start the server again and look with `braidwork submissions` at what was kept.';
	throw new Refusal('server_stopped', 'The server that holds this home stopped before it answered.', hint);
}

function readAnswer(line: ConsoleLine): Outcome {
	if ('outcome' in line) return { ...line.outcome, files: line.outcome.files.map(readFile) };
	if ('usage' in line) throw new UsageError(line.usage.message, line.usage.hint);
	if ('refused' in line) throw new Refusal(line.refused.code, line.refused.message, line.refused.hint);
	const id = 'fault' in line ? line.fault.id : 'unknown';
	throw new Refusal(
		'fault',
		`The server failed at this command (${id}).`,
		`Its log has the details under ${id}.`
	);
}

function readFile({ path, base64 }: { path: string; base64: string }): { path: string; content: Uint8Array } {
	return { path, content: Buffer.from(base64, 'base64') };
}

async function* ask(socket: Socket, request: ConsoleRequest): AsyncGenerator<ConsoleLine> {
	socket.write(`${JSON.stringify(request)}\n`);
	try {
		for await (const line of createInterface({ input: socket })) yield JSON.parse(line) as ConsoleLine;
	} finally {
		socket.destroy();
	}
}

/** A socket that nobody answers is what a killed server leaves behind: the same as none. */
async function connect(home: string): Promise<Socket | null> {
	try {
		return await withConsoleAddress(home, dial);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? '';
		if (['ENOENT', 'ECONNREFUSED', 'ENAMETOOLONG', 'ENOTSOCK', 'ENOTDIR'].includes(code)) return null;
		throw error;
	}
}

function dial(address: string): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = createConnection(address);
		socket.once('connect', () => resolve(socket));
		socket.once('error', reject);
	});
}
