import type { CountAt, FamilyCell, FamilyLink } from '$lib/server/disclosure';
import { PEOPLE_LINKS, type PeopleLink } from '../families';

type Place = Record<string, string>;

/** Cells of a kept family as the audit reads them, and what its counts are called among those of other families. */
export interface Audited {
	id: string;
	cells: FamilyCell[];
	titled: (variable: string, at: Place) => CountAt;
}

/**
 * What a reader of several families gets by subtracting people of one from those of another. Written apart from the
 * chooser's `link-people`: from the cells of the whole, and by adding up the part where only some of it belongs there.
 */
export function auditLinks(families: readonly Audited[]): { cells: FamilyCell[]; links: FamilyLink[] } {
	const found = (id: string) => families.find((family) => family.id === id);
	const all = PEOPLE_LINKS.flatMap((link, at) => {
		const [whole, part] = [found(link.whole.family), found(link.part.family)];
		if (!whole || !part) return [];
		const pairs = link.places.flatMap((names) => pairsOf(link, names, whole.cells, part.cells));
		return pairs.some(({ left }) => left < 0) ? [] : [{ link, name: `subtracted ${at}`, whole, part, pairs }];
	});
	const cells: FamilyCell[] = [];
	const links: FamilyLink[] = [];
	for (const { link, name, whole, part, pairs } of all) {
		const held = ({ whole: { counts } }: Pair) => counts[link.holds ?? ''];
		const isHeld = pairs.every((pair) => (held(pair) ?? 0) <= pair.left);
		for (const pair of pairs) {
			const place = { [name]: JSON.stringify(pair.whole.at) };
			const own = isHeld ? held(pair) : undefined;
			const counts = {
				left: pair.left,
				belongs: pair.belongs,
				...(own === undefined ? {} : { others: pair.left - own })
			};
			cells.push({ at: place, counts, told: 'never' });
			const silent = (variable: string): CountAt => ({ variable, at: place });
			const parts = pair.parts.map((cell) => part.titled(link.part.variable, cell.at));
			const total = whole.titled(link.whole.variable, pair.whole.at);
			links.push({ total: silent('belongs'), parts }, { total, parts: [silent('belongs'), silent('left')] });
			if (own === undefined) continue;
			const within = whole.titled(link.holds ?? '', pair.whole.at);
			links.push({ total: silent('left'), parts: [within, silent('others')] });
		}
	}
	return { cells, links };
}

interface Pair {
	whole: FamilyCell;
	/** Cells of the part that together are among the whole. */
	parts: FamilyCell[];
	belongs: number;
	left: number;
}

function pairsOf(link: PeopleLink, names: string[], wholes: FamilyCell[], all: FamilyCell[]): Pair[] {
	const title = (name: string) => link.names?.[name] ?? name;
	const latest = wholes
		.map(({ at }) => at.quarter ?? '')
		.reduce((one, other) => (one > other ? one : other), '');
	const placed = names.map(title);
	const asked = link.isLatest ? [...placed, 'quarter'] : placed;
	const isAsked = (cell: FamilyCell) =>
		hasNames(cell, asked) &&
		link.whole.variable in cell.counts &&
		(!link.isLatest || cell.at.quarter === latest);
	const { known } = link;
	const split = known === undefined ? names : [...names, known];
	const isKnown = ({ at }: FamilyCell) =>
		known === undefined ||
		wholes.some((cell) => hasNames(cell, [title(known)]) && cell.at[title(known)] === at[known]);
	const candidates = all.filter(
		(cell) => hasNames(cell, split) && link.part.variable in cell.counts && isKnown(cell)
	);
	return wholes.filter(isAsked).flatMap((whole): Pair[] => {
		const parts = candidates.filter(({ at }) => names.every((name) => at[name] === whole.at[title(name)]));
		const isExcepted = names.some((name) => whole.at[title(name)] === link.except);
		if (parts.length === 0 || (link.except !== undefined && isExcepted)) return [];
		const belongs = parts.reduce((sum, { counts }) => sum + (counts[link.part.variable] ?? 0), 0);
		return [{ whole, parts, belongs, left: (whole.counts[link.whole.variable] ?? 0) - belongs }];
	});
}

function hasNames({ at }: FamilyCell, names: string[]): boolean {
	return Object.keys(at).length === names.length && names.every((name) => name in at);
}
