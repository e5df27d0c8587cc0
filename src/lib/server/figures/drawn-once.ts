import type { SafeTable } from '$lib/domain';

const drawings = new WeakMap<SafeTable, Map<string, string>>();

/** Ways in which one table is drawn that are remembered: widths of the pages, and a file. */
const WAYS = 6;

/**
 * The drawing of a table as it was drawn before, for as long as somebody holds this very table; else `draw` makes it.
 * `way` is everything beside the table that the drawing depends on. A safe table never changes.
 */
export function drawnOnce(table: SafeTable, way: unknown[], draw: () => string): string {
	const known = drawings.get(table) ?? new Map<string, string>();
	drawings.set(table, known);
	const name = JSON.stringify(way);
	const drawing = known.get(name) ?? draw();
	known.delete(name);
	known.set(name, drawing);
	const [oldest] = known.keys();
	if (known.size > WAYS && oldest !== undefined) known.delete(oldest);
	return drawing;
}
