import { dirname, posix } from 'node:path';

/** A room: where its files lie, which rooms it may open, and which libraries it alone may import. */
export interface Room {
	name: string;
	folder: string;
	opens: string[];
	owns: RegExp[];
}

const ROUTE_DOORS = [
	'ui',
	'charts',
	'catalog',
	'domain',
	'intake',
	'people',
	'measures',
	'planning',
	'figures',
	'desk',
	'agreements',
	'access',
	'audit',
	'accounts'
];

/** The rooms of ARCHITECTURE.md. The first folder that fits a file is its room. */
export const ROOMS: Room[] = [
	room('domain', 'src/lib/domain/', [], []),
	room('catalog', 'src/lib/catalog/', ['domain'], [/^valibot$/]),
	room('charts', 'src/lib/charts/', ['domain'], [/^@observablehq\/plot$/]),
	room('ui', 'src/lib/ui/', ['charts', 'catalog', 'domain'], [/^papaparse$/, /^bits-ui/, /^@tanstack\//]),
	room(
		'intake',
		'src/lib/server/intake/',
		['agreements', 'warehouse', 'people', 'catalog', 'domain'],
		[/^iconv-lite$/, /^hucre/]
	),
	room('warehouse', 'src/lib/server/warehouse/', ['catalog', 'domain'], [/^@duckdb\//]),
	room('people', 'src/lib/server/people/', ['warehouse', 'domain'], []),
	room(
		'measures',
		'src/lib/server/measures/',
		['agreements', 'warehouse', 'people', 'planning', 'disclosure', 'catalog', 'domain'],
		[/^arquero$/]
	),
	room('solver', 'src/lib/server/solver/', ['domain'], [/^highs/]),
	room('disclosure', 'src/lib/server/disclosure/', ['solver', 'domain'], []),
	room('planning', 'src/lib/server/planning/', ['solver', 'domain'], []),
	room(
		'figures',
		'src/lib/server/figures/',
		['charts', 'domain'],
		[/^linkedom$/, /^@resvg\//, /^docx$/, /^pptxgenjs$/]
	),
	room('desk', 'src/lib/server/desk/', ['warehouse', 'domain'], []),
	room('agreements', 'src/lib/server/agreements/', ['desk', 'catalog', 'domain'], []),
	room('access', 'src/lib/server/access/', ['domain'], []),
	room('audit', 'src/lib/server/audit/', ['domain'], [/^pino$/]),
	room(
		'accounts',
		'src/lib/server/accounts/',
		['domain'],
		[/^better-auth/, /^node:sqlite$/, /^nodemailer$/, /^uqr$/]
	),
	room('routes', 'src/', ROUTE_DOORS, [/^@sveltejs\/kit/, /^\$app\//]),
	room('scripts', 'scripts/', ROUTE_DOORS, [/^citty$/, /^cli-progress$/])
];

/** Libraries that more than their owner may import, and why. */
const LENT: Record<string, string[]> = {
	valibot: ['desk', 'access', 'agreements', 'intake', 'routes'],
	'$app/': ['ui']
	// A copy of any SQLite file of the home, for backups.
};

/** Rooms whose door on the warehouse is only its instance and its types: they ask no SQL. */
export const NO_SQL_ROOMS = ['routes', 'scripts', 'ui', 'charts', 'figures', 'access', 'audit'];

/** Names that say nothing about what lies inside; no folder or file may bear one. */
export const DRAWERS =
	/(^|\/)(utils?|common|helpers?|services?|managers?|types|stores?|constants|misc|shared)(\/|\.(ts|js|mjs|svelte)$)/;

function room(name: string, folder: string, opens: string[], owns: RegExp[]): Room {
	return { name, folder, opens, owns };
}

/** The room that a project file belongs to, or none for files outside all rooms. */
export function roomOf(file: string): Room | undefined {
	return ROOMS.find((candidate) => file.startsWith(candidate.folder));
}

/** Where an import of `file` leads: a project path, or the library's name as written. */
export function resolveImport(file: string, specifier: string): string {
	if (specifier.startsWith('$lib/')) return `src/lib/${specifier.slice(5)}`;
	if (specifier.startsWith('$data/')) return `data/${specifier.slice(6)}`;
	if (specifier.startsWith('/')) return specifier.slice(1);
	if (specifier.startsWith('.')) return posix.normalize(posix.join(dirname(file), specifier));
	return specifier;
}

/** What is wrong with one import, as a sentence; nothing when it keeps to the house. */
export function trespass(file: string, specifier: string): string | null {
	const from = roomOf(file);
	if (!from) return null;
	const target = resolveImport(file, specifier);
	const to = roomOf(target.endsWith('/') ? target : `${target}/`);
	if (to) return doorTrespass(file, from, target, to);
	return libraryTrespass(file, from, specifier);
}

function doorTrespass(file: string, from: Room, target: string, to: Room): string | null {
	if (from === to) return null;
	if (!from.opens.includes(to.name)) return `${file}: ${from.name} may not open ${to.name} (${target})`;
	const inside = `${target}/`.slice(to.folder.length).replace(/\/+$/, '');
	const isDoor = ['', 'index', 'index.ts'].includes(inside) || OPEN_ROOMS.includes(to.name);
	return isDoor ? null : `${file}: enter ${to.name} by its door, not by ${target}`;
}

/** Rooms of independent pieces: each file is a door of its own. */
const OPEN_ROOMS = ['ui', 'charts'];

function libraryTrespass(file: string, from: Room, specifier: string): string | null {
	const owner = ROOMS.find((candidate) => candidate.owns.some((pattern) => pattern.test(specifier)));
	if (!owner || owner === from) return null;
	const lent = Object.entries(LENT).find(([name]) => specifier.startsWith(name))?.[1] ?? [];
	return lent.includes(from.name) ? null : `${file}: ${specifier} belongs to ${owner.name}`;
}
