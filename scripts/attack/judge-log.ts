import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS } from '$lib/server/access';
import type { Finding } from './finding';

/** Everything that a line of the server's log may say of an answered request, and of a fault. */
const FIELDS = ['level', 'at', 'request', 'method', 'route', 'status', 'ms', 'did', 'place', 'fault'];

/** Columns of the invented partnership that say who somebody is; a log must hold none of their values. */
const IDENTIFYING = ['first_name', 'last_name', 'ssn', 'birth_date'];

/** Holds the server's log against what it may never say: faults of ours, what visitors sent, and who people are. */
export function judgeLog(lines: string[], samples: string): Finding[] {
	const routes = new Set<string | null>([...ACCESS.map(({ route }) => route), null]);
	const people = peopleIn(samples);
	return lines.flatMap((line) => {
		const wrong =
			wrongWith(line, routes) ?? (people.some((one) => line.includes(one)) ? 'names a person' : null);
		return wrong === null
			? []
			: [{ tool: 'the log', place: 'stdout', kind: wrong, what: line.slice(0, 1500) } satisfies Finding];
	});
}

function wrongWith(text: string, routes: Set<string | null>): string | null {
	let line: Record<string, unknown>;
	try {
		line = JSON.parse(text) as Record<string, unknown>;
	} catch {
		return 'is no JSON';
	}
	if (Object.keys(line).some((name) => !FIELDS.includes(name))) return 'says more than it may';
	if ('fault' in line) return 'a fault';
	if (Number(line.status) >= 500) return 'a failed answer';
	return routes.has(line.route as string | null) ? null : 'names an address';
}

/** Names, numbers and birth dates of everybody in a folder of the samples. */
function peopleIn(folder: string): string[] {
	const files = readdirSync(folder).filter((name) => name.startsWith('participants'));
	const values = files.flatMap((name) => {
		const [head = '', ...rows] = readFileSync(join(folder, name), 'utf8').split(/\r?\n/);
		const places = IDENTIFYING.map((column) => head.split(',').indexOf(column)).filter((at) => at >= 0);
		return rows.flatMap((row) => places.map((at) => (row.split(',')[at] ?? '').replaceAll('"', '')));
	});
	const found = [...new Set(values)].filter((value) => value.length > 4);
	if (found.length === 0) throw new Error(`There are no people in ${folder} to look for.`);
	return found;
}
