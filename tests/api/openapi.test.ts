import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeApi } from '../../src/routes/api/v1/openapi.json/describe-api';
import { ACCESS } from '$lib/server/access';

const ROOT = 'src/routes/api/v1';

function endpoints(folder = ROOT): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return endpoints(path);
		return entry.name === '+server.ts'
			? methodsIn(path).map((method) => `${method} ${described(folder)}`)
			: [];
	});
}

function methodsIn(file: string): string[] {
	const exported = readFileSync(file, 'utf8').matchAll(/export\s+const\s+([A-Z]+)\b/g);
	return [...exported].map((match) => (match[1] ?? '').toLowerCase());
}

/** The one address whose file name carries two words is the figures'. */
function described(folder: string): string {
	return `/${relative(ROOT, folder)}`.replace('[file]', '{id}.{kind}').replace(/\[(\w+)\]/g, '{$1}');
}

const api = describeApi(['people_served'], '0.0.0') as {
	openapi: string;
	paths: Record<string, Record<string, { parameters: { in: string; name: string }[]; operationId: string }>>;
	components: { schemas: Record<string, object> };
};
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
);

describe('the description of the interface', () => {
	it('names every endpoint, and only endpoints that exist', () => {
		const named = operations.map(({ path, method }) => `${method} ${path}`);
		expect(named.sort()).toEqual(endpoints().sort());
		expect(api.openapi).toMatch(/^3\.1\./);
	});

	it('declares every word in braces as a parameter', () => {
		for (const { path, operation } of operations) {
			const inBraces = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
			const declared = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
			expect(declared).toEqual(inBraces);
		}
	});

	it('refers to documents that it describes, and bears each name once', () => {
		const references = JSON.stringify(api).matchAll(/"#\/components\/schemas\/(\w+)"/g);
		for (const [, name = ''] of references) expect(api.components.schemas).toHaveProperty(name);
		const ids = operations.map(({ operation }) => operation.operationId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('describes as many endpoints as the access table admits', () => {
		const admitted = ACCESS.filter((entry) => entry.route.startsWith('/api/v1/')).flatMap(
			(entry) => entry.methods
		);
		expect(admitted.length).toBe(operations.length);
	});
});
