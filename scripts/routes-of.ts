import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

const ROUTES = 'src/routes';

/** Every route of the application with the methods its files answer. */
export function routesOf(folder = ROUTES): { route: string; method: string }[] {
	const entries = readdirSync(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
	const route = `/${relative(ROUTES, folder)}`;
	const own = methodsIn(folder, names).map((method) => ({ route, method }));
	return own.concat(
		entries.filter((entry) => entry.isDirectory()).flatMap((entry) => routesOf(join(folder, entry.name)))
	);
}

function methodsIn(folder: string, names: string[]): string[] {
	const text = (name: string) => (names.includes(name) ? readFileSync(join(folder, name), 'utf8') : '');
	const endpoint = text('+server.ts').matchAll(/export\s+(?:const|async function|function)\s+([A-Z]+)\b/g);
	const page = names.includes('+page.svelte') ? ['GET'] : [];
	const actions = /export\s+const\s+actions\b/.test(text('+page.server.ts')) ? ['POST'] : [];
	return [...page, ...actions, ...[...endpoint].map((match) => match[1] ?? '')];
}

const TABLE = 'src/lib/server/access/route-access.ts';

/** Stops a build when a page or an endpoint has no line in the table of who may use it. */
export function refuseUndeclaredRoutes(): Plugin {
	return {
		name: 'braidwork-declared-routes',
		apply: 'build',
		buildStart() {
			const missing = undeclaredRoutes(readFileSync(TABLE, 'utf8'));
			if (missing.length > 0) throw new Error(`No line in ${TABLE} for ${missing.join(', ')}.`);
		}
	};
}

/** Routes that the text of the table does not name. */
export function undeclaredRoutes(table: string): string[] {
	const named = new Set([...table.matchAll(/\broute: '([^']+)'/g)].map((match) => match[1]));
	return [...new Set(routesOf().map(({ route }) => route))].filter((route) => !named.has(route));
}
