import type { Warehouse } from './open-warehouse';

interface Memory {
	writes: number;
	answers: Map<string, Promise<unknown>>;
}

const memories = new WeakMap<Warehouse, Memory>();

/**
 * A small answer that many ask for, as it was read before; read again as soon as something was written since. Whoever
 * asks gets the same value, so nobody may change it. `name` tells it from the other answers of every room.
 */
export function unlessWritten<T>(w: Warehouse, name: string, read: () => Promise<T>): Promise<T> {
	const known = memories.get(w);
	const memory =
		known?.writes === w.writes()
			? known
			: { writes: w.writes(), answers: new Map<string, Promise<unknown>>() };
	memories.set(w, memory);
	const found = memory.answers.get(name) ?? read();
	memory.answers.set(name, found);
	found.catch(() => memory.answers.delete(name));
	return found as Promise<T>;
}
