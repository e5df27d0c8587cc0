import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
	version?: string;
	resolved?: string;
	integrity?: string;
	hasInstallScript?: boolean;
	link?: boolean;
}

const REGISTRY = 'https://registry.npmjs.org/';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('what we depend on', () => {
	it('is asked for in one exact version', () => {
		const loose = Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
		expect(Object.keys(asked).length).toBeGreaterThan(30);
		expect(loose).toEqual([]);
	});

	it('is installed in the versions that are asked for, from the registry, by its hash', () => {
		for (const [name, version] of Object.entries(asked))
			expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
		const loose = locked.filter(
			([, { link, integrity, resolved = REGISTRY }]) =>
				link || !integrity?.startsWith('sha512-') || !resolved.startsWith(REGISTRY)
		);
		expect(loose.map(([path]) => path)).toEqual([]);
	});

	it('runs no script of its own while it is installed', () => {
		expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
	});
});
