import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The command line: a second server bundle beside the application's, so that `?raw` and globs work there too. */
export default defineConfig({
	publicDir: false,
	resolve: { alias: { $lib: at('./src/lib'), $data: at('./data') } },
	build: {
		ssr: at('./scripts/braidwork/main.ts'),
		outDir: at('./build/braidwork'),
		emptyOutDir: true,
		target: 'node22',
		rollupOptions: {
			external: builtinModules.flatMap((name) => [name, `node:${name}`]),
			// One folder: `serve` finds the application's handler.js beside it.
			output: { chunkFileNames: '[name]-[hash].js' }
		}
	},
	logLevel: 'warn'
});
