import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROLES } from '$lib/domain';
import { ACCESS, mayUse, rolesFor } from '$lib/server/access';
import { routesOf, undeclaredRoutes } from '../../scripts/routes-of.mjs';

const routes = routesOf();

describe('the access table', () => {
	it('has an entry for every page, action and endpoint', () => {
		const known = ({ route, method }: { route: string; method: string }) =>
			ACCESS.some((entry) => entry.route === route && entry.methods.some((one) => one === method));
		expect(routes.length).toBeGreaterThan(15);
		expect(routes.filter((route) => !known(route))).toEqual([]);
	});

	it('stops the build when a route has no line', () => {
		const table = readFileSync('src/lib/server/access/route-access.ts', 'utf8');
		expect(undeclaredRoutes(table)).toEqual([]);
		expect(undeclaredRoutes(table.replace("route: '/coverage'", "route: '/elsewhere'"))).toEqual([
			'/coverage'
		]);
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
			'/sign-in/code',
			'/sign-in/forgotten',
			'/sign-in/provider',
			'/sign-in/provider/callback/[id]',
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
