import { cellKey, type FamilyCell, type FamilyDimension } from '../family';
import { breakdownsOf, Tables, type Line } from './tables';

type Counted = Pick<FamilyCell, 'at' | 'counts'>;

/** People in no table, of whom a reader gets the number by adding some counts and subtracting others. */
export interface Leftover<Cell extends Counted> {
	at: Record<string, string>;
	name: string;
	plus: Cell[];
	minus: Cell[];
	count: number;
}

/** The name of a leftover; no cell has it. */
export function keyOf({ name, at }: Pick<Leftover<Counted>, 'name' | 'at'>): string {
	return cellKey(name, at);
}

/**
 * Every leftover of a total and its parts in breakdowns that overlap: who is not in a part, who is in several of them (as
 * often as that), and who is in neither of two. Where a count contradicts that in some place it is no count of people.
 */
export function leftoversOf<Cell extends Counted>(
	cells: Iterable<Cell>,
	dimensions: readonly FamilyDimension[]
): Leftover<Cell>[] {
	const tables = new Tables(cells);
	const overlapping = dimensions.filter(({ kind }) => kind === 'overlapping');
	return overlapping.flatMap((dimension) =>
		tables.along(dimension.id).flatMap((lines) => leftoversAlong(lines, { dimension, dimensions, tables }))
	);
}

interface Setting<Cell extends Counted> {
	dimension: FamilyDimension;
	dimensions: readonly FamilyDimension[];
	tables: Tables<Cell>;
}

function leftoversAlong<Cell extends Counted>(lines: Line<Cell>[], setting: Setting<Cell>): Leftover<Cell>[] {
	const { nested } = setting.dimension;
	const names = Object.keys(lines[0]?.parts[0]?.counts ?? {});
	return names
		.filter((name) => nested?.includes(name) ?? true)
		.flatMap((name) => {
			const counted = lines.filter(({ total }) => name in total.counts);
			return [outside, inSeveral, inOthers, inNeither].flatMap((found) => {
				const left = found(counted, name, setting);
				return left.some(({ count }) => count < 0) ? [] : left;
			});
		});
}

function leftover<Cell extends Counted>(
	place: Record<string, string>,
	name: string,
	{ plus, minus }: Pick<Leftover<Cell>, 'plus' | 'minus'>
): Leftover<Cell> {
	const sum = (some: Cell[]) => some.reduce((running, { counts }) => running + (counts[name] ?? 0), 0);
	return { at: place, name, plus, minus, count: sum(plus) - sum(minus) };
}

function outside<Cell extends Counted>(
	lines: Line<Cell>[],
	name: string,
	{ dimension: { id } }: Setting<Cell>
): Leftover<Cell>[] {
	return lines.flatMap(({ total, parts }) =>
		parts
			.filter(({ counts }) => (counts[name] ?? 0) > 0)
			.map((part) =>
				leftover({ ...total.at, [id]: `not ${part.at[id]}` }, name, { plus: [total], minus: [part] })
			)
	);
}

function inSeveral<Cell extends Counted>(
	lines: Line<Cell>[],
	name: string,
	{ dimension: { id } }: Setting<Cell>
): Leftover<Cell>[] {
	return lines.map(({ total, parts }) =>
		leftover({ ...total.at, [id]: 'several' }, name, { plus: parts, minus: [total] })
	);
}

/** Nobody of "none" is in another part: the others but one are the total less both. */
function inOthers<Cell extends Counted>(
	lines: Line<Cell>[],
	name: string,
	{ dimension: { id, disjoint } }: Setting<Cell>
): Leftover<Cell>[] {
	const { values = [], within } = disjoint ?? {};
	return lines.flatMap(({ total, parts }) => {
		if (within !== undefined && !(within in total.at)) return [];
		const some = parts.filter(({ counts }) => (counts[name] ?? 0) > 0);
		const alone = some.filter(({ at }) => values.includes(at[id] ?? ''));
		return alone.flatMap((one, place) =>
			some
				.filter((part) => !alone.slice(0, place + 1).includes(part))
				.map((part) =>
					leftover({ ...total.at, [id]: `neither ${one.at[id]} nor ${part.at[id]}` }, name, {
						plus: [total],
						minus: [one, part]
					})
				)
		);
	});
}

/** Of two breakdowns that are told together: whoever is in both was subtracted twice. */
function inNeither<Cell extends Counted>(
	lines: Line<Cell>[],
	name: string,
	{ dimension: { id, crossed }, dimensions, tables }: Setting<Cell>
): Leftover<Cell>[] {
	const other = dimensions.find((one) => one.id === crossed?.with);
	const [first] = lines;
	if (!crossed || !other || !first || !(other.nested?.includes(name) ?? true)) return [];
	const names = breakdownsOf(first.total.at);
	const isFast = crossed.within === undefined || names.includes(crossed.within);
	const isTold = name in (tables.of([...names, id, other.id])[0]?.counts ?? {});
	if (!isFast || !isTold || names.includes(other.id)) return [];
	const beside = Map.groupBy(tables.of([...names, other.id]), ({ at }) => tables.find(without(at, other.id)));
	return lines.flatMap(({ total, parts }) =>
		parts.flatMap((part) =>
			(beside.get(total) ?? [])
				.filter(({ counts }) => (counts[name] ?? 0) > 0 && (part.counts[name] ?? 0) > 0)
				.map((one) => {
					const both = tables.find({ ...part.at, ...one.at });
					const place = { ...total.at, [id]: `not ${part.at[id]}`, [other.id]: `not ${one.at[other.id]}` };
					return leftover(place, name, { plus: both ? [total, both] : [total], minus: [part, one] });
				})
		)
	);
}

function without(at: Record<string, string>, dimension: string): Record<string, string> {
	return Object.fromEntries(Object.entries(at).filter(([name]) => name !== dimension));
}
