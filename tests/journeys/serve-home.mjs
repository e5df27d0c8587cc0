// Makes a home of its own, `demo` with the invented partnership or `empty`, and serves the built application on it.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [kind, port] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'braidwork-journeys-'));
const home = join(folder, 'home');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The braidwork process at work now; a signal is for it. */
let working;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		isStopping = true;
		working?.kill(signal);
	});
}

if (kind === 'empty') await braidwork('init', '--demo', '--home', home);
// A home that was made before saves loading it again while a journey is being written.
else if (process.env.JOURNEY_HOME) cpSync(process.env.JOURNEY_HOME, home, { recursive: true });
else await loadSamples();
await braidwork('serve', '--home', home, '--port', port);

async function loadSamples() {
	const samples = join(root, 'data', 'samples');
	await braidwork('init', '--demo', '--settings', join(samples, 'partnership.json'), '--home', home);
	await braidwork('load', samples, '--publish', '--home', home);
}

function braidwork(...args) {
	if (isStopping) process.exit(0);
	return new Promise((resolve) => {
		working = spawn(process.execPath, [join(root, 'scripts', 'braidwork.mjs'), ...args], {
			stdio: 'inherit'
		});
		working.on('exit', (code) => (code === 0 && !isStopping ? resolve() : process.exit(code ?? 1)));
	});
}
