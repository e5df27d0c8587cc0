/** So many things that were made of one owner are remembered; the one not asked for longest is forgotten. */
const REMEMBERED = 8;

const memories = new WeakMap<object, Map<string, unknown>>();

/**
 * What was made of something before, for as long as somebody holds that very thing; else `make` makes it. `way` is
 * everything else that it depends on. Neither the owner nor what is made of it may ever be changed.
 */
export function madeOnce<Made>(owner: object, way: unknown, make: () => Made): Made {
	const known = memories.get(owner) ?? new Map<string, unknown>();
	memories.set(owner, known);
	const name = JSON.stringify(way);
	const made = known.has(name) ? (known.get(name) as Made) : make();
	known.delete(name);
	known.set(name, made);
	const [oldest] = known.keys();
	if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
	return made;
}

const numbers = new WeakMap<object, number>();
let last = 0;

/** A number by which this very thing is known while the process runs, and no other. */
export function numberOf(thing: object): number {
	const known = numbers.get(thing) ?? (last += 1);
	numbers.set(thing, known);
	return known;
}
