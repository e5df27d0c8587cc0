// `npm run demo`: from a fresh clone to the sample partnership in a browser. May be run again at any time.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join, relative } from 'node:path';
import {
	begin,
	build,
	checkNode,
	chore,
	filesBelow,
	install,
	Missing,
	root,
	step,
	toolEnvironment
} from './steps.mjs';

const HOST = '127.0.0.1';
const home = join(root, 'demo-home');
const stamp = join(home, 'made-from');
const samples = join(root, 'data', 'samples');

chore(async () => {
	const port = readPort(process.argv.slice(2));
	checkNode();
	await refuseSecondDemo();
	await refuseTakenPort(port);
	await install();
	await build();
	await makeHome();
	return serve(port);
});

function readPort(args) {
	const [name, value] = args.flatMap((arg) => (arg.startsWith('--port=') ? ['--port', arg.slice(7)] : [arg]));
	if (name === undefined) return 4173;
	if (name === '--port' && /^\d{1,5}$/.test(value ?? '') && Number(value) < 65536) return Number(value);
	console.error(`The demo does not know "${args.join(' ')}". Write: npm run demo -- --port 4199`);
	process.exit(2);
}

/** A home that is being served must not be made anew beneath its server. */
function refuseSecondDemo() {
	return new Promise((resolve, reject) => {
		const socket = connect(relative(process.cwd(), join(home, 'console.sock')));
		socket.once('error', () => resolve());
		socket.once('connect', () => socket.write('{"hello":true}\n'));
		socket.once('data', (line) => {
			socket.destroy();
			const { address, pid } = JSON.parse(String(line)).holder;
			reject(
				new Missing(`The demo already runs at ${address}. Open it there, or stop process ${pid} first.`)
			);
		});
	});
}

function refuseTakenPort(port) {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', () =>
			reject(
				new Missing(
					`Port ${port} is taken by another program. Choose another: npm run demo -- --port ${port + 1}`
				)
			)
		);
		probe.listen(port, HOST, () => probe.close(() => resolve()));
	});
}

/** Loads the sample partnership, unless this home was made from the same samples by the same version. */
async function makeHome() {
	const origin = fingerprint();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === origin) return;
	if (existsSync(home)) console.log('- The samples or the version changed: the demo home is made anew.');
	rmSync(home, { recursive: true, force: true });
	await step('Making a home for the invented partnership', async () => {
		const beginning = ['--settings', join(samples, 'partnership.json')];
		const outlines = ['--boundaries', join(samples, 'zip-codes.geojson')];
		await braidwork('init', '--demo', ...beginning, ...outlines);
		await braidwork('load', samples, '--publish');
	});
	writeFileSync(stamp, origin);
}

function fingerprint() {
	const hash = createHash('sha256');
	const folders = ['data', 'src/lib/server/warehouse', 'src/lib/server/intake', 'src/lib/server/people'];
	for (const file of ['package.json', ...folders].flatMap((name) => filesBelow(join(root, name))))
		hash.update(relative(root, file)).update('\0').update(readFileSync(file));
	return hash.digest('hex');
}

async function braidwork(...args) {
	const code = await run([...args, '--home', home], ['ignore', 'ignore', 'inherit']);
	if (code !== 0) throw new Missing('The sample partnership could not be loaded: see above.');
}

async function serve(port) {
	console.log('- Starting. Stop with Ctrl+C.');
	return run(
		['serve', '--home', home, '--host', HOST, '--port', String(port)],
		['inherit', 'inherit', 'inherit', 'ipc']
	);
}

/** Runs the command line on the project's own Node. */
function run(args, stdio) {
	return new Promise((resolve) => {
		const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
		const node = existsSync(own) ? own : process.execPath;
		const launcher = join(root, 'scripts', 'braidwork.mjs');
		const child = begin(node, [launcher, ...args], {
			stdio,
			env: { BRAIDWORK_LOG: 'error', ...toolEnvironment() }
		});
		child.on('exit', (code) => resolve(code ?? 1));
	});
}
