import type { Command } from './command';

const files = import.meta.glob<Command>('./commands/*.ts', { eager: true, import: 'default' });

/** Every command by its name, in the order of a quarter's walk. */
export function commands(): Map<string, Command> {
	const known = new Map(Object.values(files).map((command) => [command.name, command]));
	const ordered = WALK.filter((name) => known.has(name));
	const others = [...known.keys()].filter((name) => !WALK.includes(name)).sort();
	return new Map([...ordered, ...others].map((name) => [name, known.get(name) as Command]));
}

const WALK = [
	'init',
	'serve',
	'read',
	'load',
	'submissions',
	'publish',
	'withdraw',
	'states',
	'measures',
	'measure',
	'figure',
	'check'
];
