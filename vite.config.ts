import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { refuseUndeclaredRoutes } from './scripts/routes-of.mjs';

export default defineConfig({
	plugins: [sveltekit(), refuseUndeclaredRoutes()],
	ssr: { external: ['@duckdb/node-api', '@duckdb/node-bindings', '@resvg/resvg-js', 'highs'] },
	test: {
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/journeys/**'],
		environment: 'node',
		pool: 'forks',
		// Loading the application once for each file would take a tenth of the whole; tests tidy up after themselves.
		isolate: false,
		maxWorkers: 3,
		// Whoever waits for a second thread of the database keeps a processor busy, and here there is little to share.
		env: { BRAIDWORK_THREADS: '1' },
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
