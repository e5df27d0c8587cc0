import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS, mayUse } from '$lib/server/access';
import { pathOf } from './entrances';
import type { Finding } from './finding';
import type { Attacker, Prey } from './make-home';
import { runProgram } from './run-program';
import { LEADING_OUT, NOTHING_THERE, UNKNOWN_API } from './word-list';

const METHODS = [
	'GET',
	'HEAD',
	'POST',
	'PUT',
	'PATCH',
	'DELETE',
	'OPTIONS',
	'TRACE',
	'PROPFIND',
	'CONNECT',
	'FOO'
];
const SECONDS = 300;

interface Answered {
	input: { METHOD: string; PATH: string };
	status: number;
	length: number;
	redirectlocation: string;
}

/** What is asked: a method, and a path without the slash at its beginning. */
type Asked = [method: string, path: string];

/** Asks for everything that must be refused to a visitor; whatever is answered otherwise is a finding. */
export async function ffuf(
	by: Attacker,
	{ address, folder, prey }: { address: string; folder: string; prey: Prey }
): Promise<Finding[]> {
	const asked = [...nothingThere(), ...notTheirs(by, prey)];
	const lists = [join(folder, 'methods.txt'), join(folder, 'paths.txt')] as const;
	asked.forEach(
		(_, column) =>
			column < 2 && writeFileSync(lists[column as 0 | 1], asked.map((one) => one[column]).join('\n'))
	);
	const report = join(folder, `ffuf-${by}.json`);
	const words = [
		...[
			'-u',
			`${address}/PATH`,
			'-X',
			'METHOD',
			'-mode',
			'pitchfork',
			'-w',
			`${lists[0]}:METHOD`,
			'-w',
			`${lists[1]}:PATH`
		],
		...['-mc', 'all', '-t', '8', '-s', '-of', 'json', '-o', report],
		...['-H', `Origin: ${address}`, '-H', `Cookie: ${prey.passes[by].cookie}`, '-H', 'Accept: text/html']
	];
	const { said } = await runProgram('ffuf', words, { seconds: SECONDS });
	const results = readResults(report);
	if (results === null) {
		const what = `left no report: ${said.trim().slice(-300)}`;
		return [{ tool: 'ffuf', place: `as ${by}`, kind: 'not tried', what }];
	}
	return results.filter((one) => !isRefused(one)).map((one) => findingOf(one, by));
}

function nothingThere(): Asked[] {
	return [...NOTHING_THERE, ...LEADING_OUT, ...UNKNOWN_API].map((path) => ['GET', path]);
}

/** Every route by every method that the table does not give to this visitor. */
function notTheirs(by: Attacker, prey: Prey): Asked[] {
	const role = by === 'nobody' ? null : by;
	const routes = [...new Set(ACCESS.map(({ route }) => route))];
	return routes.flatMap((route) =>
		METHODS.filter((method) => !mayUse(role, route, method)).map((method): Asked => {
			return [method, pathOf(route, prey).slice(1)];
		})
	);
}

/** Not signed in, not for this role, not there, not a method, not understood, too much; or led to signing in. */
function isRefused({ status, redirectlocation }: Answered): boolean {
	if ([400, 401, 403, 404, 405, 501].includes(status)) return true;
	return status === 303 && /^\/sign-in(\?back=|$)/.test(redirectlocation);
}

function findingOf({ input, status, length, redirectlocation }: Answered, by: Attacker): Finding {
	const leads = redirectlocation ? `, leads to ${redirectlocation}` : '';
	return {
		tool: 'ffuf',
		place: `${input.METHOD} /${input.PATH} as ${by}`,
		kind: `answered ${status}`,
		what: `${length} bytes${leads}`
	};
}

function readResults(path: string): Answered[] | null {
	try {
		return (JSON.parse(readFileSync(path, 'utf8')) as { results: Answered[] }).results;
	} catch {
		return null;
	}
}
