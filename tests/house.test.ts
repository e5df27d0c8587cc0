import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRAWERS, NO_SQL_ROOMS, ROOMS, roomOf, trespass } from './house/doors';

const IMPORT = /(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;
const SOURCE = /\.(ts|js|mjs|svelte)$/;

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : [path];
	});
}

const files = [...filesBelow('src'), ...filesBelow('scripts')].filter((file) => SOURCE.test(file));
const text = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

function importsOf(file: string): string[] {
	return [...(text.get(file) ?? '').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
}

describe('the house', () => {
	it('lets every import keep to its room', () => {
		const wrong = files.flatMap((file) => importsOf(file).map((target) => trespass(file, target)));
		expect(files.length).toBeGreaterThan(100);
		expect(wrong.filter(Boolean)).toEqual([]);
	});

	it('notices a door that is broken on purpose', () => {
		const screen = 'src/routes/coverage/+page.server.ts';
		expect(trespass(screen, '$lib/server/disclosure')).toContain('may not open disclosure');
		expect(trespass('src/lib/server/intake/stage.ts', '$lib/server/warehouse/connect')).toContain(
			'by its door'
		);
		expect(trespass(screen, '@duckdb/node-api')).toContain('belongs to warehouse');
		expect(trespass('src/lib/charts/pathway.ts', '$lib/server/measures')).toContain('may not open');
		expect(trespass('src/lib/domain/finding.ts', '../catalog')).toContain('may not open catalog');
		expect(trespass('src/lib/server/intake/load.ts', '../people/keys')).toContain('by its door');
		expect(trespass('src/lib/ui/Figure.svelte', '@observablehq/plot')).toContain('belongs to charts');
	});

	it('lets a screen ask the measures and nothing behind them', () => {
		expect(trespass('src/routes/+page.server.ts', '$lib/server/measures')).toBeNull();
		expect(trespass('src/routes/+page.server.ts', '$lib/server/solver')).not.toBeNull();
	});

	it('keeps SQL out of screens, charts, figures and the command line', () => {
		const sql =
			/\b(select\s[\s\S]{1,200}?\sfrom\s+(main|mart|staging|vault)\.|insert\s+into\s|\.read\(\s*[`'"]|\.transaction\()/i;
		const asking = files.filter((file) => NO_SQL_ROOMS.includes(roomOf(file)?.name ?? ''));
		const benchmark = (file: string) => file.startsWith('scripts/bench');
		expect(asking.filter((file) => !benchmark(file) && sql.test(text.get(file) ?? ''))).toEqual([]);
	});

	it('lets the people room alone name the vault', () => {
		const naming = files.filter((file) => /\bvault\.\w/.test(text.get(file) ?? ''));
		const allowed = ['people', 'warehouse'];
		expect(naming.filter((file) => !allowed.includes(roomOf(file)?.name ?? ''))).toEqual([]);
	});

	it('has one cast to a safe table, in the disclosure room', () => {
		const cast = /\bas\s+(unknown\s+as\s+)?SafeTable\b/g;
		const casts = files.flatMap((file) => [...(text.get(file) ?? '').matchAll(cast)].map(() => file));
		expect(casts).toHaveLength(1);
		expect(roomOf(casts[0] ?? '')?.name).toBe('disclosure');
	});

	it('has no drawer rooms and no file over 250 lines', () => {
		expect(files.filter((file) => DRAWERS.test(file))).toEqual([]);
		const long = files.filter((file) => (text.get(file) ?? '').split('\n').length > 251);
		expect(long).toEqual([]);
	});

	it('writes the grain on the first line of every mart and staging statement', () => {
		const sql = filesBelow('src/lib/server/warehouse').filter((file) => file.endsWith('.sql'));
		const silent = sql.filter((file) => !readFileSync(file, 'utf8').startsWith('-- '));
		expect(sql.length).toBeGreaterThan(5);
		expect(silent).toEqual([]);
	});

	it('names every room in ARCHITECTURE.md', () => {
		const page = readFileSync('ARCHITECTURE.md', 'utf8');
		expect(ROOMS.map((room) => room.name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
	});
});
