import { createHash } from 'node:crypto';
import {
	cellKey,
	type CountAt,
	type Family,
	type FamilyCell,
	type FamilyDimension,
	type FamilySum,
	type ReleasedCell
} from '$lib/server/disclosure';
import { linkedPlaces, PEOPLE_LINKS, type FamilySpec } from '../families';
import { combinationNames, countsOf, releasedOf, type KeptContent } from './kept-family';
import { linkPeople, type Member } from './link-people';

/** A family of the same state that was protected before another one, whose people it has or is among. */
export interface Beside {
	spec: FamilySpec;
	content: KeptContent;
}

/** A family with those beside it, as the one system that a reader of all of them sees. */
export function linkFamily(own: Family, beside: readonly Beside[]): Family {
	if (beside.length === 0) return own;
	const together = [own.id, ...beside.map(({ spec }) => spec.id)];
	const guests = beside.map((one) => asGuest(one, linkedPlaces(one.spec.id, together)));
	const me: Member = { id: own.id, cells: own.cells, named: (variable, at) => ({ variable, at }) };
	const { cells, links } = linkPeople([...guests.map(({ member }) => member), me], PEOPLE_LINKS);
	return {
		...own,
		dimensions: [...own.dimensions, ...guests.flatMap(({ dimensions }) => dimensions)],
		sums: [...own.sums, ...guests.flatMap(({ sums }) => sums)],
		cells: [...guests.flatMap((guest) => guest.cells), ...own.cells, ...cells],
		links,
		settled: guests.flatMap(({ settled }) => settled)
	};
}

const prints = new WeakMap<KeptContent, Map<string, string>>();

/** Changes when anything is told otherwise at a place of a family beside at which its people are subtracted. */
export function printsOfBeside(own: string, beside: readonly Beside[]): string[] {
	const together = [own, ...beside.map(({ spec }) => spec.id)];
	return beside.map((one) => printOf(one, together));
}

function printOf({ spec, content }: Beside, together: string[]): string {
	const known = prints.get(content) ?? new Map<string, string>();
	prints.set(content, known);
	const name = together.join();
	const print = known.get(name) ?? hashOf(content, linkedPlaces(spec.id, together));
	known.set(name, print);
	return print;
}

function hashOf({ combinations, mayBeZero }: KeptContent, places: ReadonlySet<string>): string {
	const linked = Object.entries(combinations).filter(([key]) => places.has(key));
	return createHash('sha256')
		.update(JSON.stringify([linked, mayBeZero]))
		.digest('hex');
}

interface Guest {
	member: Member;
	dimensions: Family['dimensions'];
	sums: FamilySum[];
	cells: FamilyCell[];
	settled: ReleasedCell[];
}

function asGuest({ spec, content }: Beside, places: ReadonlySet<string>): Guest {
	const { title, placed, named } = namesIn(spec.id);
	const all = Object.values(content.combinations);
	const common = spec.variables.filter((variable) => all.every((columns) => variable in columns));
	const linked = Object.entries(content.combinations).filter(([key]) => places.has(key));
	const cells = linked.flatMap(([key, columns]) => countsOf(combinationNames(key), columns, common));
	const said = new Map(releasedOf(content, common).map((cell) => [cell.key, cell]));
	return {
		member: { id: spec.id, cells, named },
		dimensions: spec.dimensions.map((dimension) => retitledDimension(dimension, title)),
		sums: spec.sums.map(({ total, parts, ...sum }) => ({
			...sum,
			total: title(total),
			parts: parts.map(title)
		})),
		cells: cells.map(({ at, counts }) => ({
			at: placed(at),
			counts: renamed(counts, title),
			told: 'before'
		})),
		settled: cells.flatMap(({ at, counts }) =>
			Object.keys(counts).flatMap((variable) => {
				const { variable: name, at: place } = named(variable, at);
				const told = said.get(cellKey(variable, at));
				return told ? [{ ...told, key: cellKey(name, place) }] : [];
			})
		)
	};
}

function retitledDimension(
	{ disjoint, nested, crossed, ...dimension }: FamilyDimension,
	title: (name: string) => string
): FamilyDimension {
	const { within } = disjoint ?? {};
	return {
		...dimension,
		id: title(dimension.id),
		...(disjoint
			? { disjoint: { ...disjoint, ...(within === undefined ? {} : { within: title(within) }) } }
			: {}),
		...(nested ? { nested: nested.map(title) } : {}),
		...(crossed
			? {
					crossed: {
						with: title(crossed.with),
						...(crossed.within === undefined ? {} : { within: title(crossed.within) })
					}
				}
			: {})
	};
}

/** A guest's breakdowns and counts bear its name, since other families have some of the same name. */
function namesIn(id: string) {
	const title = (name: string) => `${id}.${name}`;
	const placed = (at: Record<string, string>) => ({ [id]: 'told', ...renamed(at, title) });
	const named = (variable: string, at: Record<string, string>): CountAt => ({
		variable: title(variable),
		at: placed(at)
	});
	return { title, placed, named };
}

function renamed<Value>(
	record: Record<string, Value>,
	title: (name: string) => string
): Record<string, Value> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [title(name), value]));
}
