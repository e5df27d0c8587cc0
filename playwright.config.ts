import { defineConfig } from '@playwright/test';
import { DEMO, EMPTY } from './tests/journeys/addresses';

/** Loading the whole invented partnership on a slow machine. */
const START_MS = 8 * 60 * 1000;

export default defineConfig({
	testDir: 'tests/journeys',
	outputDir: 'test-results',
	timeout: 90_000,
	expect: { timeout: 15_000 },
	workers: 3,
	// In three rounds, each long enough for all workers: a project waits for all of the round before it.
	projects: [
		{ name: 'who changes a home', testMatch: /(analyst|first-run)\.spec\.ts/ },
		{
			name: 'who matches',
			testMatch: /matching\.spec\.ts/,
			dependencies: ['who changes a home']
		},
		{
			name: 'who changes the matrix',
			testMatch: /matrix-changes\.spec\.ts/,
			dependencies: ['who changes a home']
		},
		{
			name: 'who comes in',
			testMatch: /coming-in\.spec\.ts/,
			dependencies: ['who changes a home']
		},
		{
			name: 'who sends scripts',
			testMatch: /payloads\.spec\.ts/,
			dependencies: ['who matches']
		},
		{
			name: 'who reads',
			testMatch: /(leader|navigator|writer|agreements|pages|audit|matrix|brief|plans)\.spec\.ts/,
			dependencies: ['who changes a home', 'who matches', 'who changes the matrix'],
			fullyParallel: true
		}
	],
	forbidOnly: true,
	use: {
		baseURL: DEMO.address,
		viewport: { width: 1280, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	webServer: [DEMO, EMPTY].map(({ kind, port, address }) => ({
		command: `node tests/journeys/serve-home.mjs ${kind} ${port}`,
		url: `${address}/api/v1/health`,
		timeout: START_MS,
		reuseExistingServer: false,
		stdout: 'pipe' as const,
		gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 }
	}))
});
