import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeFault } from '$lib/server/audit';
import type { Command, Outcome } from './command';
import { explain } from './explain-error';
import { helpFor, helpOverview } from './help';
import { nearest } from './nearest';
import { readOrder, UsageError } from './order';
import { COMMANDS, findCommand } from './registry';
import { speakOnStderr } from './voice';
import { runFree, runInHome } from './run-command';

/** Where a person stands when they type: npm runs scripts in the project's folder and keeps theirs in INIT_CWD. */
const cwd = (process.env.npm_lifecycle_event === 'braidwork' && process.env.INIT_CWD) || process.cwd();
const argv = process.argv.slice(2);
const wantsJson = argv.includes('--json');

stopWithLauncher();
process.stdout.on('error', () => process.exit(0));
const code = await run().catch(refuse);
await flush();
// A server that had to end, over a full disk say, said so by its exit code before it was told to stop.
process.exit(code === 0 ? undefined : code);

async function run(): Promise<number> {
	const { name, args } = splitCommand(argv);
	if (name === undefined) return showOverview(args);
	const command = await findCommand(name);
	if (!command) throw unknownCommand(name, Object.keys(COMMANDS));
	if (args.includes('--help')) return print(await helpFor(command));
	return finish(await perform(command, args), args.includes('--json'));
}

/** The command is the first word that is neither an option nor the value of --home or --as. */
function splitCommand(all: string[]): { name: string | undefined; args: string[] } {
	const at = all.findIndex(
		(word, index) => !word.startsWith('-') && !['--home', '--as'].includes(all[index - 1] ?? '')
	);
	return at < 0
		? { name: undefined, args: all }
		: { name: all[at], args: [...all.slice(0, at), ...all.slice(at + 1)] };
}

function showOverview(args: string[]): number {
	if (args.includes('--help') || args.includes('-h')) return print(helpOverview());
	const hint = `Choose one of ${Object.keys(COMMANDS).join(', ')}, or see --help.`;
	throw new UsageError('No command is given.', hint);
}

function unknownCommand(name: string, known: string[]): UsageError {
	const near = nearest(name, known);
	return new UsageError(
		`There is no command "${name}".`,
		near ? `Did you mean "${near}"?` : `Choose one of ${known.join(', ')}.`
	);
}

async function perform(command: Command, args: string[]): Promise<Outcome> {
	const order = readOrder(command, args, cwd);
	const directory = resolve(cwd, order.text('home') ?? process.env.BRAIDWORK_HOME ?? 'home');
	const voice = speakOnStderr();
	try {
		if (command.place === 'free') return await runFree(command, order, directory, voice);
		return await runInHome(command, { args, cwd, order }, directory, voice);
	} finally {
		voice.fallSilent();
	}
}

function finish(outcome: Outcome, asJson: boolean): number {
	for (const { path, content } of outcome.files ?? []) writeFileSync(path, content);
	print(outcome.raw ?? (asJson ? JSON.stringify(outcome.json) : outcome.words));
	return outcome.failed ? 1 : 0;
}

function print(text: string): number {
	if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
	return 0;
}

function refuse(error: unknown): number {
	if (error instanceof UsageError) return say({ code: 'usage', message: error.message, hint: error.hint }, 2);
	const refusal = explain(error);
	if (refusal) return say({ code: refusal.code, message: refusal.message, hint: refusal.hint }, 1);
	process.stderr.write(`${JSON.stringify(describeFault(error))}\n`);
	const hint = 'Nothing half done was kept. Report the lines above, and run `braidwork check`.';
	return say({ code: 'fault', message: 'Braidwork itself failed at this command.', hint }, 1);
}

function say(error: { code: string; message: string; hint: string }, exit: number): number {
	process.stderr.write(`${error.message} ${error.hint}\n`);
	if (wantsJson) print(JSON.stringify({ error }));
	return exit;
}

/** When the launcher had to start a newer Node, the two live and die together. */
function stopWithLauncher(): void {
	if (!process.channel) return;
	process.channel.unref();
	process.once('disconnect', () =>
		process.listenerCount('SIGTERM') > 0 ? process.kill(process.pid, 'SIGTERM') : process.exit(1)
	);
}

function flush(): Promise<void> {
	return new Promise((resolve) => process.stdout.write('', () => process.stderr.write('', () => resolve())));
}
