import type { Reader } from './reader';
import type { Node } from './rules';

/** So many counts are told at once at first; twice as many after each time that none of them exposed anything. */
const AT_ONCE = 16;
const MOST_AT_ONCE = 1024;

/** After one that did, a part of them is told at once. */
const LESS = 4;

/** Tells counts in their order, many at once as long as nothing is exposed; of each that is refused, it says what it would expose. */
export async function tellInTurn(
	reader: Reader,
	nodes: readonly Node[],
	{ breathe, refused }: { breathe: () => Promise<void>; refused: (node: Node, exposed: Node) => unknown }
): Promise<void> {
	let size = AT_ONCE;
	for (let at = 0; at < nodes.length; await breathe()) {
		const some = nodes.slice(at, at + size);
		const [first] = some;
		if (first && some.length === 1) {
			const exposed = reader.tell(first);
			if (exposed) refused(first, exposed);
		} else if (!reader.tellAll(some)) {
			size = Math.ceil(some.length / LESS);
			continue;
		}
		at += some.length;
		size = Math.min(size * 2, MOST_AT_ONCE);
	}
}
