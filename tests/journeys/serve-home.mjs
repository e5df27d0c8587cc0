// Makes a home of its own, `demo` with the invented partnership or `empty`, and serves the built application on it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSampleHome } from '../make-sample-home.mjs';

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
else await makeSampleHome(home, braidwork);
await braidwork('serve', '--home', home, '--port', port);

function braidwork(...args) {
	if (isStopping) process.exit(0);
	return new Promise((resolve) => {
		working = spawn(process.execPath, [join(root, 'scripts', 'braidwork.mjs'), ...args], {
			stdio: 'inherit',
			env: { BRAIDWORK_LOG: 'error', BRAIDWORK_THREADS: '1', ...process.env }
		});
		working.on('exit', (code) => (code === 0 && !isStopping ? resolve() : process.exit(code ?? 1)));
	});
}
