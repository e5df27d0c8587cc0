// Builds one of the chores that use the application's rooms, and runs it on the Node that the project is tested with.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundledNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Runs `scripts/<chore>/main.ts` with the words of this command; ends this process with its exit code.
 * @param {string} chore
 */
export async function runBuilt(chore) {
	if (!existsSync(join(root, 'node_modules'))) {
		console.error('The packages are not installed yet. Run `npm ci`, then try again.');
		process.exit(1);
	}
	const node = existsSync(bundledNode) ? bundledNode : process.execPath;
	// The project's tsconfig.json extends one that SvelteKit writes; a fresh clone has none.
	if (!existsSync(join(root, '.svelte-kit', 'tsconfig.json')))
		execFileSync(node, [join(root, 'node_modules/@sveltejs/kit/svelte-kit.js'), 'sync'], { cwd: root });
	const main = await buildChore(chore, join(root, 'node_modules', '.cache', `braidwork-${chore}`));
	const child = spawn(node, [main, ...process.argv.slice(2)], {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, UV_THREADPOOL_SIZE: '16' }
	});
	child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * One file, because a chore starts the same file again in processes of their own; returns where it lies.
 * @param {string} chore
 * @param {string} out
 */
export async function buildChore(chore, out) {
	const { build } = await import(pathToFileURL(join(root, 'node_modules/vite/dist/node/index.js')).href);
	await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		resolve: { alias: { $lib: join(root, 'src/lib'), $data: join(root, 'data') } },
		build: {
			ssr: join(root, `scripts/${chore}/main.ts`),
			outDir: out,
			emptyOutDir: true,
			target: 'node22',
			rollupOptions: { output: { codeSplitting: false } }
		}
	});
	return join(out, 'main.js');
}
