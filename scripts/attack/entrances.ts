import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS, type RouteAccess } from '$lib/server/access';
import type { Attacker, Pass, Prey } from './make-home';
import { lookAt } from './look-at-page';
import type { Form } from './read-forms';

/** One request with everything in it that a visitor can choose: what sqlmap is given to turn over. */
export interface Entrance {
	route: string;
	by: Attacker;
	method: string;
	/** Path and query; a star stands behind each part of the path that a visitor chooses. */
	target: string;
	/** A head in which a star stands, when that is what is turned over. */
	head?: string;
	body: { type: string; text: string } | null;
}

const METHODS_THAT_READ = ['GET'];
const BOUNDARY = 'braidwork-attack';

/** Every route of the access table with its path, its query and its forms, as the least of those who may use it. */
export async function entrances(address: string, prey: Prey): Promise<Entrance[]> {
	const described = await describedQueries(address);
	const found: Entrance[] = [];
	for (const line of ACCESS) {
		const by = attackerOf(line);
		const path = pathOf(line.route, prey);
		if (line.route.includes('[') && line.methods.includes('GET'))
			found.push({ route: line.route, by, method: 'GET', target: starred(line.route, path), body: null });
		if (line.methods.includes('GET') || !line.route.startsWith('/api/'))
			found.push(...(await ofPage({ line, by, path, described }, address, prey.passes[by])));
		for (const method of line.methods)
			if (line.route.startsWith('/api/') && !METHODS_THAT_READ.includes(method))
				found.push(ofEndpoint(line.route, path, by, method));
	}
	return distinct([...found, ...ofHeads(prey), ...ofHidden()]);
}

/** What a session, a token and a known browser are known by is looked up, too. */
function ofHeads({ passes }: Prey): Entrance[] {
	const asked = { by: 'nobody', method: 'GET', body: null } as const;
	const { cookie, token } = passes.leader;
	return [
		{ ...asked, route: '/account', target: '/account', head: `Cookie: ${cookie}*` },
		{ ...asked, route: '/api/v1/states', target: '/api/v1/states', head: `Authorization: Bearer ${token}*` }
	];
}

/** The path of a route with what it names filled in. */
export function pathOf(route: string, prey: Prey): string {
	if (route.startsWith('/invitation/')) return prey.link;
	return route
		.replace('/measures/[id]', '/measures/people_served')
		.replace('[file]', 'people_served.csv')
		.replace('/callback/[id]', '/callback/county')
		.replace('[partner]', 'navigators')
		.replace('/loadings/[id]', '/loadings/no-such-loading')
		.replace('[job]', 'no-such-loading')
		.replace('[id]', prey.own);
}

function attackerOf({ roles }: RouteAccess): Attacker {
	if (roles === 'anyone') return 'nobody';
	return (['leader', 'analyst', 'administrator'] as const).find((role) => roles.includes(role)) ?? 'leader';
}

/** A star marks where sqlmap writes: behind each part that stands in brackets in the route. */
function starred(route: string, path: string): string {
	const parts = path.split('/');
	return route
		.split('/')
		.map((part, at) => (part.startsWith('[') ? `${parts[at]}*` : parts[at]))
		.join('/');
}

interface Page {
	line: RouteAccess;
	by: Attacker;
	path: string;
	described: Map<string, string[]>;
}

async function ofPage(
	{ line: { route }, by, path, described }: Page,
	address: string,
	pass: Pass
): Promise<Entrance[]> {
	const look = await lookAt(address, path, pass);
	const names = [...(described.get(route) ?? []), ...namesRead(route)];
	const queries = new Map<string, string>(names.map((name) => [name, 'words']));
	const shown = [
		...look.questions,
		...look.forms.filter(({ method }) => method === 'GET').map(({ fields }) => fields)
	];
	for (const [name, value] of shown.flat())
		if (!queries.has(name) || value) queries.set(name, value || 'words');
	const asking = queries.size === 0 ? [] : [`${path}?${new URLSearchParams([...queries])}`];
	return [
		...asking.map((target): Entrance => ({ route, by, method: 'GET', target, body: null })),
		...look.forms
			.filter(({ method, action }) => method === 'POST' && !action.startsWith('/sign-out'))
			.map((form): Entrance => ofForm(form, { route, by, path }))
	];
}

/** Forms that a page of this home does not show: they need mail, or a password that was right a moment ago. */
function ofHidden(): Entrance[] {
	const asked = { by: 'nobody', method: 'POST' } as const;
	return [
		{
			route: '/sign-in/forgotten',
			...asked,
			target: '/sign-in/forgotten',
			body: urlencoded([['email', 'a@county.gov']])
		},
		{
			route: '/sign-in/code',
			...asked,
			target: '/sign-in/code',
			body: urlencoded([
				['code', '123456'],
				['back', '/']
			])
		}
	];
}

/** The names that the code of a route asks a query for. */
function namesRead(route: string): string[] {
	const folder = join('src', 'routes', route);
	const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
	const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
	const reads = texts.flatMap((text) => [
		...text.matchAll(/searchParams\s*\.(?:get|has|getAll)\('(\w+)'\)/g)
	]);
	return reads.map(([, name = '']) => name);
}

function ofForm(form: Form, { route, by, path }: { route: string; by: Attacker; path: string }): Entrance {
	const url = new URL(form.action, `http://here${path}`);
	const body = form.isMultipart ? multipart(form.fields) : urlencoded(form.fields);
	return { route, by, method: 'POST', target: url.pathname + url.search, body };
}

function ofEndpoint(route: string, path: string, by: Attacker, method: string): Entrance {
	const upload: [string, string][] = [
		['partner', 'navigators'],
		['dataset', 'needs'],
		['period', '2015Q2'],
		['calendar', 'calendar'],
		['publish', 'false'],
		['replace', 'false']
	];
	const isUpload = route === '/api/v1/submissions';
	const body = isUpload ? multipart(upload) : route === '/api/role' ? urlencoded([['role', 'leader']]) : null;
	const target = isUpload || body ? path : `${starred(route, path)}`;
	return { route, by, method, target, body };
}

function urlencoded(fields: [string, string][]): Entrance['body'] {
	return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() };
}

function multipart(fields: [string, string][]): Entrance['body'] {
	const parts = fields.map(
		([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
	);
	const file = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="needs.csv"\r\nContent-Type: text/csv\r\n\r\nneed_id,participant_id\r\n1,2\r\n`;
	const text = [...parts, file, `--${BOUNDARY}--\r\n`].join('');
	return { type: `multipart/form-data; boundary=${BOUNDARY}`, text };
}

/** The names of the queries that the interface describes, by route of the access table. */
async function describedQueries(address: string): Promise<Map<string, string[]>> {
	interface Described {
		paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
	}
	const { paths } = (await (await fetch(`${address}/api/v1/openapi.json`)).json()) as Described;
	return new Map(
		Object.entries(paths).map(([path, operations]) => [
			`/api/v1${path.replace('{id}.{kind}', '[file]').replace(/\{(\w+)\}/g, '[$1]')}`,
			Object.values(operations).flatMap(({ parameters }) =>
				parameters.filter((one) => one.in === 'query').map(({ name }) => name)
			)
		])
	);
}

/** A table has the same form in each of its lines; one of each kind is enough. */
function distinct(all: Entrance[]): Entrance[] {
	const kindOf = ({ method, target, head, body }: Entrance) =>
		`${method} ${target} ${head ?? ''} ${(body?.text ?? '').replace(/=[^&]*/g, '').replace(/\r\n\r\n[^\r]*/g, '')}`;
	return [...new Map(all.map((entrance) => [kindOf(entrance), entrance])).values()];
}
