// `npm run verify`: everything that must hold, from a fresh clone. Its last line is the sum of both test runners.
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeSampleHome } from '../tests/make-sample-home.mjs';
import { checkNode, chore, collect, install, Missing, npm, quietly, root, step } from './steps.mjs';

const LAST_LINES = 200;
/** Both runs together never lay down a quarter of this at once. */
const ENOUGH_MEMORY = 4 * 1024 ** 3;
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_BROWSERS = ['Chromium', 'Google Chrome'].map(
	(name) => `/Applications/${name}.app/Contents/MacOS/${name}`
);

const reports = mkdtempSync(join(roomyMemory() ?? tmpdir(), 'braidwork-'));
const sum = { passed: 0, failed: 0 };
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

chore(async () => {
	checkNode();
	await install();
	const browser = await getBrowser();
	await check('Building', ...npmRun('build'));
	const checks = checkAside();
	const home = await sampleHome();
	await runner('Unit, integration and property tests', unitTests(home));
	await runner('Browser tests', browserTests(browser, home, await freePorts()));
	await checks;
	console.log(`${sum.passed} passed, ${sum.failed} failed`);
	return sum.failed === 0 ? 0 : 1;
});

/** Checks that read what is written, in the time that tests leave idle. */
async function checkAside() {
	await check('Types', ...npmRun('check'), { isAside: true });
	await check('Formatting', 'prettier', ['--check', '.'], { isAside: true });
	await check('Lint', 'eslint', ['.'], { isAside: true });
}

/** A check that is right or wrong as a whole; a wrong one counts as one failure. */
async function check(title, command, args, { isAside = false } = {}) {
	const holds = await step(title, () => quietly(command, args, {}, { isAside }));
	if (holds) return;
	console.error(`  ${title}: failed, see above.`);
	sum.failed += 1;
}

/** A home with the invented partnership that both runners copy; none where it cannot be made, and each then says why. */
async function sampleHome() {
	const home = join(reports, 'home');
	const load = async (...args) => {
		if (!(await quietly(process.execPath, [join(root, 'scripts', 'braidwork.mjs'), ...args])))
			throw new Error(`braidwork ${args[0]} failed, see above.`);
	};
	try {
		await step('Loading the invented partnership', () => makeSampleHome(home, load));
		await step('Protecting its tables', () => protectTables(home, load));
		return { SAMPLE_HOME: home };
	} catch (error) {
		console.error(`  ${error.message}`);
		sum.failed += 1;
		return {};
	}
}

/** One measure of each family of tables, which protects and keeps it: every copy of the home would do so again. */
async function protectTables(home, run) {
	const measures = [
		'employed_at_exit',
		'service_need',
		'unit_cost',
		'requests_granted',
		'cost_per_participant'
	];
	for (const measure of measures) await run('measure', measure, '--home', home);
}

/** A test runner: its own report says what passed; one that ran nothing or broke off has failed. */
async function runner(title, { command, args, env, report, read }) {
	const { code, text } = await step(title, () => collect(command, args, env));
	const { passed, failed } = existsSync(report)
		? read(JSON.parse(readFileSync(report, 'utf8')))
		: { passed: 0, failed: 0 };
	const isBroken = failed === 0 && (code !== 0 || passed === 0);
	if (code !== 0 || isBroken) console.error(text.split('\n').slice(-LAST_LINES).join('\n'));
	if (passed === 0) console.error(`  ${title}: no test ran.`);
	console.log(`  ${passed} passed, ${failed} failed`);
	sum.passed += passed;
	sum.failed += failed + (isBroken ? 1 : 0);
}

function unitTests(home) {
	const report = join(reports, 'unit.json');
	return {
		command: 'vitest',
		args: ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
		env: { ...home, TMPDIR: reports },
		report,
		read: (seen) => ({ passed: seen.numPassedTests, failed: seen.numFailedTests + brokenFiles(seen) })
	};
}

/** Where files lie in memory, if there is enough: hundreds of small homes wait for no disk there. */
function roomyMemory() {
	const memory = '/dev/shm';
	if (process.platform !== 'linux' || process.env.TMPDIR || !existsSync(memory)) return null;
	const { bavail, bsize } = statfsSync(memory);
	return bavail * bsize > ENOUGH_MEMORY ? memory : null;
}

/** A file that could not even be loaded has no test that failed. */
function brokenFiles(seen) {
	const files = seen.testResults ?? [];
	return files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
}

function browserTests(browser, home, port) {
	const report = join(reports, 'browser.json');
	return {
		command: 'playwright',
		args: ['test', '--reporter=line,json'],
		env: {
			...home,
			TMPDIR: reports,
			CHROMIUM_PATH: browser,
			JOURNEY_PORT: String(port),
			PLAYWRIGHT_JSON_OUTPUT_FILE: report,
			PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
			CI: '1'
		},
		report,
		read: ({ stats, errors }) => ({
			passed: stats.expected + stats.flaky,
			failed: stats.unexpected + (errors?.length && stats.unexpected === 0 ? 1 : 0)
		})
	};
}

/** The first of two free ports beside each other. */
async function freePorts(first = 4181) {
	const isFree = (port) =>
		new Promise((resolve) => {
			const probe = createServer().once('error', () => resolve(false));
			probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
		});
	return (await isFree(first)) && (await isFree(first + 1)) ? first : freePorts(first + 2);
}

function npmRun(script) {
	const [command, ...first] = npm();
	return [command, [...first, 'run', script]];
}

/** The system's Chromium, or the one the system's package manager brings, or the command that brings it. */
async function getBrowser() {
	const found = findBrowser();
	if (found) return found;
	if (process.getuid?.() === 0 && onPath('apt-get')) {
		await step('Installing Chromium with apt-get', async () => {
			await quietly('apt-get', ['update']);
			await quietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
				DEBIAN_FRONTEND: 'noninteractive'
			});
		});
	}
	const installed = findBrowser();
	if (installed) return installed;
	throw new Missing(`No Chromium was found. Install one with: ${howToInstall()}`);
}

function findBrowser() {
	const named = process.env.CHROMIUM_PATH;
	if (named && !existsSync(named))
		throw new Missing(`CHROMIUM_PATH names ${named}, and there is nothing there.`);
	return named ?? BROWSERS.map(onPath).find(Boolean) ?? MAC_BROWSERS.find((path) => existsSync(path));
}

function onPath(name) {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function howToInstall() {
	if (process.platform === 'darwin') return 'brew install --cask chromium';
	if (process.platform === 'win32') return 'winget install Google.Chrome';
	return onPath('dnf') ? 'sudo dnf install -y chromium' : 'sudo apt-get install -y chromium';
}
