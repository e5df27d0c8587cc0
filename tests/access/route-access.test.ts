import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '$lib/domain';
import { ACCESS, mayUse, rolesFor } from '$lib/server/access';

const ROUTES = 'src/routes';

/** Every route of the application with the methods its files answer. */
function routesOf(folder = ROUTES): { route: string; method: string }[] {
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

const routes = routesOf();

describe('the access table', () => {
	it('has an entry for every page, action and endpoint', () => {
		const known = ({ route, method }: { route: string; method: string }) =>
			ACCESS.some((entry) => entry.route === route && entry.methods.some((one) => one === method));
		expect(routes.length).toBeGreaterThan(15);
		expect(routes.filter((route) => !known(route))).toEqual([]);
	});

	it('has no entry for a route that is gone', () => {
		const gone = ACCESS.flatMap((entry) => entry.methods.map((method) => ({ route: entry.route, method })));
		const exists = (asked: { route: string; method: string }) =>
			routes.some(({ route, method }) => route === asked.route && method === asked.method);
		expect(gone.filter((asked) => !exists(asked))).toEqual([]);
	});

	it('refuses what it does not name, and every role it does not name', () => {
		expect(mayUse('administrator', '/no-such-page', 'GET')).toBe(false);
		expect(mayUse('administrator', null, 'GET')).toBe(false);
		expect(mayUse('administrator', '/coverage', 'DELETE')).toBe(false);
		for (const entry of ACCESS)
			for (const role of ROLES)
				for (const method of entry.methods) {
					const named = entry.roles === 'anyone' || entry.roles.includes(role);
					expect([entry.route, role, method, mayUse(role, entry.route, method)]).toEqual([
						entry.route,
						role,
						method,
						named
					]);
				}
	});

	it('shows nothing of the partnership to a visitor without a role', () => {
		const open = routes.filter(({ route, method }) => mayUse(null, route, method)).map(({ route }) => route);
		expect([...new Set(open)].sort()).toEqual([
			'/api/role',
			'/api/v1/health',
			'/api/v1/openapi.json',
			'/invitation/[token]',
			'/sign-in',
			'/sign-out'
		]);
	});

	it('lets analysts and administrators alone file, publish and withdraw', () => {
		const writing = routes.filter(({ route, method }) => method !== 'GET' && route.includes('submissions'));
		expect(writing.length).toBeGreaterThan(2);
		for (const { route, method } of writing)
			expect(rolesFor(route, method)).toEqual(['analyst', 'administrator']);
	});
});
