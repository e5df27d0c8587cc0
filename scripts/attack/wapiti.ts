import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ACCESS, mayUse } from '$lib/server/access';
import { pathOf } from './entrances';
import type { Finding } from './finding';
import { guide } from './guide';
import type { Attacker, Prey } from './make-home';
import { runProgram } from './run-program';

/** All of its modules that need nothing from outside; `nikto` and `wapp` fetch lists, and guessing passwords has a test of its own. */
const MODULES =
	'backup,blindsql,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe';

/** What would end the visit that the tool comes with, so that it would see nothing more; sqlmap tries these. */
const SPARED: Record<Attacker, string[]> = {
	nobody: [],
	leader: ['/sign-out'],
	analyst: ['/sign-out'],
	administrator: ['/sign-out', '/users', '/users/rules']
};

const LONGEST_MODULE_SECONDS = 60;

/** A matching has sixty fields and would take all of a module's time; sqlmap turns it over. */
const MOST_FIELDS = '25';

interface Report {
	vulnerabilities: Record<string, Entry[]>;
	anomalies: Record<string, Entry[]>;
}

interface Entry {
	method: string;
	path: string;
	info: string;
	parameter: string;
}

/** Crawls and attacks everything that a visitor may open, with every module that makes sense. */
export async function wapiti(
	by: Attacker,
	{ address, folder, prey, seconds }: { address: string; folder: string; prey: Prey; seconds: number }
): Promise<Finding[]> {
	const [report, store] = [join(folder, `wapiti-${by}.json`), join(folder, `wapiti-${by}`)];
	rmSync(report, { force: true });
	const called: string[] = [];
	const led = await guide(address, { cookie: prey.passes[by].cookie, spared: SPARED[by] });
	const listener = await listenForCalls(called);
	const words = [
		...['-u', `${address}/`, '--scope', 'folder', '-m', MODULES, '-f', 'json', '-o', report],
		...['--flush-session', '--store-session', store, '--store-config', store, '--no-bugreport', '-v', '0'],
		...['-S', 'normal', '-d', '3', '--max-links-per-page', '40', '--max-files-per-dir', '30'],
		...[
			'--max-parameters',
			MOST_FIELDS,
			'--max-scan-time',
			'60',
			'--max-attack-time',
			String(LONGEST_MODULE_SECONDS),
			'--endpoint',
			listener.address
		],
		...['-p', led.address],
		...startsOf(by, prey).flatMap((path) => ['-s', address + path])
	];
	const { said, code } = await runProgram('wapiti', words, { seconds, env: { HOME: folder } });
	listener.stop();
	led.stop();
	const findings = called.map((path): Finding => ({
		tool: 'wapiti',
		place: `as ${by}`,
		kind: 'call from the server',
		what: path
	}));
	return [...findings, ...readReport(report, by, { said, code })];
}

/** The pages and documents that a visitor may read; files of figures are the same for all. */
function startsOf(by: Attacker, prey: Prey): string[] {
	const role = by === 'nobody' ? null : by;
	const routes = ACCESS.filter(({ route, methods }) => methods.includes('GET') && mayUse(role, route, 'GET'));
	return routes.map(({ route }) => pathOf(route, prey));
}

function readReport(
	path: string,
	by: Attacker,
	{ said, code }: { said: string; code: number | null }
): Finding[] {
	let report: Report;
	try {
		report = JSON.parse(readFileSync(path, 'utf8')) as Report;
	} catch {
		const what = `left no report (${code}): ${said.trim().slice(-300)}`;
		return [{ tool: 'wapiti', place: `as ${by}`, kind: 'not tried', what }];
	}
	return [...Object.entries(report.vulnerabilities), ...Object.entries(report.anomalies)].flatMap(
		([kind, entries]) =>
			entries.map(({ method, path: where, info, parameter }): Finding => {
				const what = `${info}${parameter ? ` (${parameter})` : ''}`;
				return { tool: 'wapiti', place: `${method} ${where} as ${by}`, kind, what };
			})
	);
}

/** What a server that can be made to call elsewhere would call; the tool itself asks it what came. */
async function listenForCalls(called: string[]): Promise<{ address: string; stop(): void }> {
	const listener = createServer(({ url = '' }, response) => {
		if (!/\/get_(ssrf|xxe)\.php/.test(url)) called.push(url);
		response.setHeader('content-type', 'application/json');
		response.end('{}');
	});
	await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
	const { port } = listener.address() as AddressInfo;
	return { address: `http://127.0.0.1:${port}/`, stop: () => listener.close() };
}
