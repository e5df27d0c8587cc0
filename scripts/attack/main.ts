import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ffuf } from './ffuf';
import type { Finding } from './finding';
import { flood } from './flood';
import { judgeLog } from './judge-log';
import { ATTACKERS, makeHome, type Prey } from './make-home';
import { prove } from './prove';
import { report, type Tried } from './report';
import { isInstalled } from './run-program';
import { ServedHome } from './served-home';
import { slow } from './slow';
import { turnOver } from './turn-over';
import { wapiti } from './wapiti';

const TOOLS = ['ffuf', 'slowhttptest', 'wapiti', 'sqlmap'];
const MOST_MEMORY_MB = 1500;
const WAPITI_SECONDS = 1800;

const { values } = parseArgs({
	options: {
		only: { type: 'string', multiple: true, default: [...TOOLS, 'limits'] },
		route: { type: 'string', multiple: true, default: [] },
		port: { type: 'string', default: '4599' }
	}
});

process.exitCode = await attack();

/** Lets the tools loose on a home of their own, one after another; 1 when there was a finding, or a tool was missing. */
async function attack(): Promise<number> {
	if (!existsSync('build/handler.js')) {
		tell('Braidwork is not built yet. Run `npm run build`, then try again.');
		return 1;
	}
	const folder = mkdtempSync(join(tmpdir(), 'braidwork-attack-'));
	const served = new ServedHome(join(folder, 'made'), join(folder, 'home'), Number(values.port));
	try {
		tell('Looking whether the tools find what is weak on purpose ...');
		const blind = await prove(folder, values.only);
		const prey = await makeHome(served);
		const tried = [proof(blind), ...(await tryAll(served, prey, folder))];
		await served.end();
		tried.push(after(served));
		const found = report(tried, tell);
		const missing = TOOLS.filter((tool) => !isInstalled(tool));
		if (missing.length > 0)
			tell(
				`INCOMPLETE: ${missing.join(', ')} not installed. Run \`sudo apt-get install ${missing.join(' ')}\`.`
			);
		tell(
			found === 0 ? `No finding. The server never took more than ${served.peakMb} MB.` : `${found} findings.`
		);
		return found + missing.length > 0 ? 1 : 0;
	} finally {
		await served.end();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function tryAll(served: ServedHome, prey: Prey, folder: string): Promise<Tried[]> {
	const tried: Tried[] = [];
	const one = async (tool: string, what: string, work: () => Promise<Finding[]>) => {
		if (!values.only.includes(tool) || (tool !== 'limits' && !isInstalled(tool))) return;
		tell(`${tool}: ${what} ...`);
		await served.begin();
		const [began, before] = [Date.now(), served.answered];
		const findings = await work();
		const [seconds, requests] = [(Date.now() - began) / 1000, served.answered - before];
		const reached = reachedIn(served.log.slice(before));
		if (tool === 'wapiti' && reached.forms === 0)
			findings.push({ tool, place: what, kind: 'not tried', what: 'no form was sent' });
		if (requests === 0) findings.push({ tool, place: what, kind: 'not tried', what: 'no request came' });
		tried.push({
			tool,
			what: `${what}: ${reached.routes} routes, ${reached.forms} forms sent`,
			requests,
			seconds,
			findings
		});
	};
	const place = () => ({ address: served.address, folder, prey });
	for (const by of ['nobody', 'leader'] as const)
		await one('ffuf', `what must be refused to ${by}`, () => ffuf(by, place()));
	await one('slowhttptest', 'slow heads, bodies and reading', () => slow(place()));
	for (const by of ATTACKERS)
		await one('wapiti', `every page of ${by}`, () => wapiti(by, { ...place(), seconds: WAPITI_SECONDS }));
	await one('sqlmap', 'every query, path, head and form', () =>
		turnOver(served, { folder, prey, routes: values.route, tell })
	);
	await one('limits', 'one stranger without end', () => flood(served, prey));
	return tried;
}

function proof(findings: Finding[]): Tried {
	const what = 'each on a page that is weak on purpose';
	return { tool: 'the tools', what, requests: 0, seconds: 0, findings };
}

/** How far a tool came: routes that answered it with what they have, and forms that were taken and judged. */
function reachedIn(lines: string[]): { routes: number; forms: number } {
	const answered = lines.map(
		(line) => JSON.parse(line) as { route?: string; method?: string; status?: number }
	);
	const routes = new Set(answered.filter(({ status }) => status === 200).map(({ route }) => route));
	const isForm = ({ method, status = 0 }: (typeof answered)[number]) =>
		method === 'POST' && ![401, 403, 404, 405].includes(status);
	return { routes: routes.size, forms: answered.filter(isForm).length };
}

/** What the tools do not look at: the log, the memory, and the homes that they left behind. */
function after(served: ServedHome): Tried {
	const findings = judgeLog(served.log, join('data', 'samples', 'navigators', '2015Q1'));
	for (const what of served.damages)
		findings.push({ tool: 'check', place: 'a home after an attack', kind: 'damage', what });
	if (served.peakMb > MOST_MEMORY_MB)
		findings.push({ tool: 'memory', place: 'the server', kind: 'too much', what: `${served.peakMb} MB` });
	const what = `the log, memory and \`check\` after ${served.lives} lives`;
	return { tool: 'afterwards', what, requests: served.answered, seconds: 0, findings };
}

function tell(sentence: string): void {
	process.stdout.write(`${sentence}\n`);
}
