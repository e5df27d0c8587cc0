// Builds the benchmark and runs it on the Node that the project is tested with.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'build', 'bench');
const bundledNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(join(root, 'node_modules'))) {
	console.error('The packages are not installed yet. Run `npm ci`, then try again.');
	process.exit(1);
}
await buildBench();
const node = existsSync(bundledNode) ? bundledNode : process.execPath;
const child = spawn(node, [join(out, 'main.js'), ...process.argv.slice(2)], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, UV_THREADPOOL_SIZE: '16' }
});
child.on('exit', (code) => process.exit(code ?? 1));

/** One file: a step starts the same file again in a process of its own. */
async function buildBench() {
	const { build } = await import(pathToFileURL(join(root, 'node_modules/vite/dist/node/index.js')).href);
	await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		resolve: { alias: { $lib: join(root, 'src/lib'), $data: join(root, 'data') } },
		build: {
			ssr: join(root, 'scripts/bench/main.ts'),
			outDir: out,
			emptyOutDir: true,
			target: 'node22',
			rollupOptions: { output: { codeSplitting: false } }
		}
	});
}
