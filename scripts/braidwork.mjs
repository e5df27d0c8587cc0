#!/usr/bin/env node
// Starts the command line on the Node that the project is tested with. Plain JavaScript: it must run before a build.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const bundle = join(root, 'build', 'braidwork', 'main.js');
const bundledNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

// Four concurrent DuckDB calls fill libuv's usual pool of four and block every file access; the pool is
// sized before its first use.
process.env.UV_THREADPOOL_SIZE ??= '16';

if (!existsSync(bundle))
	refuse('not_built', 'Braidwork is not built yet.', 'Run `npm ci`, then `npm run build`.');
else if (isAtLeast(24, 0)) await import(pathToFileURL(bundle).href);
else if (existsSync(bundledNode)) runWith(bundledNode);
else if (isAtLeast(22, 17)) await import(pathToFileURL(bundle).href);
else
	refuse(
		'old_node',
		`Node ${process.versions.node} is too old.`,
		'Run `npm ci`, or install Node 22.17 or newer.'
	);

function isAtLeast(major, minor) {
	const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
	return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function runWith(node) {
	const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc']
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function refuse(code, message, hint) {
	if (process.argv.includes('--json')) console.log(JSON.stringify({ error: { code, message, hint } }));
	console.error(`${message} ${hint}`);
	process.exitCode = 1;
}
