// What the chores share: one step after the other, with progress. Runs before anything is installed, so it
// imports nothing beyond Node.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];
const LAST_LINES = 60;
const HEARTBEAT_MS = 15_000;
const LONGEST_FAREWELL_MS = 15_000;

/** Something is missing that the person has to provide: one sentence, no stack. */
export class Missing extends Error {}

/** Runs a chore to its end; a missing thing ends it with its sentence. */
export async function chore(work) {
	stopWithCaller();
	try {
		process.exitCode = (await work()) ?? 0;
	} catch (error) {
		console.error(error instanceof Missing ? error.message : error);
		process.exitCode = 1;
	}
}

/** Processes that are at work for this chore, to be stopped with it. */
const working = new Set();
let isStopping = false;

/** Starts a process that ends when this chore is told to end; the chore then ends as soon as it is gone. */
export function begin(command, args, options) {
	const child = spawn(command, args, { cwd: root, ...options });
	working.add(child);
	child.on('close', (code) => {
		working.delete(child);
		if (isStopping && working.size === 0) process.exit(code ?? 1);
	});
	return child;
}

/**
 * A signal is for what is at work. npm, told to stop, stops its shell and not what the shell started, so under
 * npm a lost parent counts as a signal too.
 */
function stopWithCaller() {
	const parent = process.ppid;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
	if (!process.env.npm_lifecycle_event) return;
	setInterval(() => process.ppid !== parent && stop('SIGTERM'), 1000).unref();
}

function stop(signal) {
	if (isStopping) return;
	isStopping = true;
	if (working.size === 0) process.exit(1);
	for (const child of working) child.kill(signal);
	setTimeout(() => process.exit(1), LONGEST_FAREWELL_MS).unref();
}

/** Does one step and says how long it took. */
export async function step(title, work) {
	const began = Date.now();
	console.log(`- ${title} ...`);
	const beat = setInterval(() => console.log(`  ${title}: still at it, ${seconds(began)} s`), HEARTBEAT_MS);
	try {
		const answer = await work();
		console.log(`  ${title}: done in ${seconds(began)} s`);
		return answer;
	} finally {
		clearInterval(beat);
	}
}

/** Runs a command silently; when it fails, the end of what it wrote is shown. Answers whether it succeeded. */
export async function quietly(command, args, env = {}, { isAside = false } = {}) {
	const { code, text } = await collect(command, args, env, { isAside });
	if (code !== 0) console.error(text.split('\n').slice(-LAST_LINES).join('\n'));
	return code === 0;
}

/** Runs a command, `isAside` in nothing but idle time, and answers its exit code and everything it wrote. */
export function collect(command, args, env = {}, { isAside = false } = {}) {
	return new Promise((resolve) => {
		const child = begin(command, args, {
			env: toolEnvironment(env),
			stdio: ['ignore', 'pipe', 'pipe']
		});
		if (isAside && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
		let text = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += piece));
		child.on('error', (error) => resolve({ code: 127, text: String(error) }));
		child.on('close', (code) => resolve({ code: code ?? 1, text }));
	});
}

/** The environment in which the project's own tools, its own Node among them, come first. */
export function toolEnvironment(extra = {}) {
	const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	return { ...process.env, ...extra, PATH: path };
}

/** Refuses a Node that is too old to begin with. */
export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new Missing(
		`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer.`
	);
}

/** Installs exactly what the lock file names, unless it is there already. */
export async function install() {
	if (isInstalled()) return;
	const [command, ...first] = npm();
	if ((await collect(command, [...first, '--version'])).code !== 0)
		throw new Missing('npm is missing: install it together with Node, then run this again.');
	await step('Installing the packages of package-lock.json', async () => {
		if (!(await quietly(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'])))
			throw new Missing('The packages could not be installed: see above. Is the network there?');
	});
}

/** Builds the application and the command line, unless the build is newer than everything it is made from. */
export async function build() {
	if (isBuilt()) return;
	const [command, ...first] = npm();
	await step('Building', async () => {
		if (!(await quietly(command, [...first, 'run', 'build'])))
			throw new Missing('The build failed: see above.');
	});
}

/** How to call npm: the one that runs this script, or the one on the path. */
export function npm() {
	const script = process.env.npm_execpath;
	if (script?.endsWith('.js')) return [process.execPath, script];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** Every file below a folder or the file itself. */
export function filesBelow(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}

/** Whether node_modules holds the versions of the lock file; packages for other systems may be missing. */
function isInstalled() {
	const installed = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(installed)) return false;
	const has = JSON.parse(readFileSync(installed, 'utf8')).packages;
	const wants = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wants).every(
		([path, wanted]) => path === '' || (has[path] ? has[path].version === wanted.version : wanted.optional)
	);
}

const SOURCES = ['src', 'data', 'static', 'scripts/braidwork', 'package-lock.json', 'package.json'].concat(
	'svelte.config.js',
	'vite.config.ts',
	'vite.cli.config.ts',
	'tsconfig.json'
);

function isBuilt() {
	const results = ['build/handler.js', 'build/braidwork/main.js'].map((name) => join(root, name));
	if (!results.every((path) => existsSync(path))) return false;
	const oldest = Math.min(...results.map((path) => statSync(path).mtimeMs));
	return SOURCES.every((name) => newestBelow(join(root, name)) < oldest);
}

/** Folders count too: a removed file leaves its mark there. */
function newestBelow(path) {
	if (!existsSync(path)) return 0;
	const own = statSync(path);
	if (!own.isDirectory()) return own.mtimeMs;
	return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => newestBelow(join(path, name))));
}

function seconds(since) {
	return ((Date.now() - since) / 1000).toFixed(1);
}
