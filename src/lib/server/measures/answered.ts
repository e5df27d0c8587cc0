import type { SafeTable } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/** So many answers stay in memory. */
const REMEMBERED = 300;

interface Memory {
	writes: number;
	answers: Map<string, Promise<SafeTable>>;
}

const memories = new WeakMap<Warehouse, Memory>();

/**
 * The answer to a question as it was given before, as long as nothing was written since; else `work` gives it. Whoever
 * asks the same at the same time waits for the same answer. The one not asked for longest is forgotten first.
 */
export function answered(w: Warehouse, question: string, work: () => Promise<SafeTable>): Promise<SafeTable> {
	const { answers } = memoryOf(w);
	const found = answers.get(question) ?? work();
	answers.delete(question);
	answers.set(question, found);
	found.catch(() => answers.delete(question));
	const [oldest] = answers.keys();
	if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest);
	return found;
}

function memoryOf(w: Warehouse): Memory {
	const known = memories.get(w);
	if (known?.writes === w.writes()) return known;
	const fresh = { writes: w.writes(), answers: new Map<string, Promise<SafeTable>>() };
	memories.set(w, fresh);
	return fresh;
}
