import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entrance } from './entrances';
import type { Finding } from './finding';
import type { Prey } from './make-home';
import { runProgram } from './run-program';

const LONGEST_SECONDS = 240;

/** Risk 2 adds heavy questions that take time; every value of a query, a path or a form is tried at level 1. */
const HOW = ['--batch', '--ignore-stdin', '--level=1', '--risk=2', '--ignore-code=*', '--disable-coloring'];

/** A form with more fields has many of one kind: each is tried briefly, and thoroughly where that shows anything. */
const MANY_FIELDS = 12;

/** Turns over every value of one request. Returns what sqlmap says can be injected, and what kept it from trying. */
export async function sqlmap(
	entrance: Entrance,
	{ address, folder, prey }: { address: string; folder: string; prey: Prey }
): Promise<Finding[]> {
	const own = join(folder, `sqlmap-${randomUUID()}`);
	mkdirSync(own, { recursive: true });
	const [asked, results] = [join(own, 'request.txt'), join(own, 'results.csv')];
	writeFileSync(asked, requestOf(entrance, address, prey));
	const words = [
		...HOW,
		'-l',
		asked,
		'--results-file',
		results,
		'--output-dir',
		own,
		...(fieldsOf(entrance) > MANY_FIELDS ? ['--smart'] : [])
	];
	const { said, wasStopped } = await runProgram('sqlmap', words, { seconds: LONGEST_SECONDS });
	const place = `${entrance.method} ${entrance.target} ${entrance.head?.split(':')[0] ?? ''}`.trim();
	const found = existsSync(results) ? readFileSync(results, 'utf8').trim().split('\n').slice(1) : [];
	const kept = [
		...(wasStopped ? ['was not done in time'] : []),
		...(/all tested parameters do not appear to be injectable|is vulnerable|identified the following/.test(
			said
		)
			? []
			: [`tried nothing: ${said.trim().split('\n').slice(-4).join(' ').slice(0, 400)}`])
	];
	return [
		...found.map((line): Finding => ({ tool: 'sqlmap', place, what: line.trim(), kind: 'injection' })),
		...(found.length > 0 ? [] : kept).map((what): Finding => ({
			tool: 'sqlmap',
			place,
			what,
			kind: 'not tried'
		}))
	];
}

function fieldsOf({ target, body }: Entrance): number {
	return `${target}&${body?.text ?? ''}`.split(/[&]|name="/).length;
}

/** A request as it would be on the line. */
function requestOf({ by, method, target, head, body }: Entrance, address: string, prey: Prey): string {
	const { cookie } = prey.passes[by];
	const lines = [
		`${method} ${target} HTTP/1.1`,
		`Host: ${new URL(address).host}`,
		`Origin: ${address}`,
		'Accept: text/html,application/json',
		...(cookie ? [`Cookie: ${cookie}`] : []),
		...(head ? [head] : []),
		...(body ? [`Content-Type: ${body.type}`, `Content-Length: ${Buffer.byteLength(body.text)}`] : [])
	];
	return `${lines.join('\r\n')}\r\n\r\n${body?.text ?? ''}`;
}
