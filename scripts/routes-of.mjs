// Which routes the application has, read from its folders; for the build and for the tests of who may use them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROUTES = 'src/routes';
const TABLE = 'src/lib/server/access/route-access.ts';

/**
 * Every route of the application with the methods its files answer.
 * @param {string} [folder]
 * @returns {{ route: string, method: string }[]}
 */
export function routesOf(folder = ROUTES) {
	const entries = readdirSync(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
	const route = `/${relative(ROUTES, folder)}`;
	const own = methodsIn(folder, names).map((method) => ({ route, method }));
	return own.concat(
		entries.filter((entry) => entry.isDirectory()).flatMap((entry) => routesOf(join(folder, entry.name)))
	);
}

/**
 * @param {string} folder
 * @param {string[]} names
 * @returns {string[]}
 */
function methodsIn(folder, names) {
	const text = (/** @type {string} */ name) =>
		names.includes(name) ? readFileSync(join(folder, name), 'utf8') : '';
	const endpoint = text('+server.ts').matchAll(/export\s+(?:const|async function|function)\s+([A-Z]+)\b/g);
	const page = names.includes('+page.svelte') ? ['GET'] : [];
	const actions = /export\s+const\s+actions\b/.test(text('+page.server.ts')) ? ['POST'] : [];
	return [...page, ...actions, ...[...endpoint].map((match) => match[1] ?? '')];
}

/**
 * Stops a build when a page or an endpoint has no line in the table of who may use it.
 * @returns {import('vite').Plugin}
 */
export function refuseUndeclaredRoutes() {
	return {
		name: 'braidwork-declared-routes',
		apply: 'build',
		buildStart() {
			const missing = undeclaredRoutes(readFileSync(TABLE, 'utf8'));
			if (missing.length > 0) throw new Error(`No line in ${TABLE} for ${missing.join(', ')}.`);
		}
	};
}

/**
 * Routes that the text of the table does not name.
 * @param {string} table
 * @returns {string[]}
 */
export function undeclaredRoutes(table) {
	const named = new Set([...table.matchAll(/\broute: '([^']+)'/g)].map((match) => match[1]));
	return [...new Set(routesOf().map(({ route }) => route))].filter((route) => !named.has(route));
}
