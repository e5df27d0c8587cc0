import { cellKey, type CountAt, type Earlier, type ReleasedCell } from '$lib/server/disclosure';
import type { Warehouse } from '$lib/server/warehouse';
import { familySpec, linkedPlaces, PEOPLE_LINKS, type FamilySpec } from '../families';
import type { Beside } from './beside';
import { combinationKey } from './kept-family';
import { contentOf, otherStates, type KeptKey } from './kept-store';
import { linkPeople, type Member } from './link-people';
import { toldCells } from './told-cells';

const told = new WeakMap<Warehouse, Map<string, ReleasedCell[]>>();

/** What other states of a family and of those beside it left over of one another, by the name of that count: each number once. */
export async function toldTogether(w: Warehouse, key: KeptKey): Promise<Earlier> {
	const spec = familySpec(key.family);
	if (!spec.beside) return new Map();
	const mine = told.get(w) ?? new Map<string, ReleasedCell[]>();
	told.set(w, mine);
	const said = new Map<string, ReleasedCell[]>();
	for (const state of await otherStates(w, key)) {
		const name = JSON.stringify({ ...key, state });
		const rests = mine.get(name) ?? (await restsOf(w, { ...key, state }, spec));
		if (!rests) continue;
		mine.set(name, rests);
		for (const rest of rests) {
			const before = said.get(rest.key) ?? [];
			if (!before.some(({ value }) => value === rest.value)) said.set(rest.key, [rest, ...before]);
		}
	}
	return said;
}

async function restsOf(w: Warehouse, key: KeptKey, spec: FamilySpec): Promise<ReleasedCell[] | undefined> {
	const all = await Promise.all(
		[spec.id, ...(spec.beside ?? [])].map(async (family) => {
			const content = await contentOf(w, { ...key, family });
			return content && { spec: familySpec(family), content };
		})
	);
	return all.every((one) => one !== undefined) ? tellRests(spec.id, all) : undefined;
}

/** What readers of kept families get by subtracting people of one from those of another, where all it hangs on is shown. */
export function tellRests(own: string, all: readonly Beside[]): ReleasedCell[] {
	const together = all.map(({ spec }) => spec.id);
	const shown = new Set<string>();
	const members = all.map(({ spec, content }): Member => {
		const { id } = spec;
		const named =
			id === own ? asOwn : (variable: string, at: Place) => ({ variable, at: { ...at, [id]: 'told' } });
		const places = linkedPlaces(id, together);
		const { cells: told } = toldCells(content, spec);
		const cells = told.filter(({ at }) => places.has(combinationKey(Object.keys(at))));
		for (const { at, counts, hidden } of cells)
			for (const name of Object.keys(counts)) if (!hidden.has(name)) shown.add(keyAt(named(name, at)));
		return { id, cells, named };
	});
	const { cells, links } = linkPeople(members, PEOPLE_LINKS);
	for (const { total, parts } of links) {
		const [only, ...others] = [total, ...parts].map(keyAt).filter((key) => !shown.has(key));
		if (only !== undefined && others.length === 0) shown.add(only);
	}
	return cells.flatMap(({ at, counts }) =>
		Object.entries(counts)
			.map(([name, value]) => ({ key: cellKey(name, at), value, hidden: false }))
			.filter(({ key }) => shown.has(key))
	);
}

type Place = Record<string, string>;

function asOwn(variable: string, at: Place): CountAt {
	return { variable, at };
}

function keyAt({ variable, at }: CountAt): string {
	return cellKey(variable, at);
}
