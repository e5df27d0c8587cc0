import {
	auditChange,
	auditFamily,
	cellKey,
	type Family,
	type FamilyDimension,
	type Protection
} from '$lib/server/disclosure';
import type { Warehouse } from '$lib/server/warehouse';
import { FAMILIES, linkedPlaces, type FamilySpec } from '../families';
import { auditLinks, type Audited } from './audit-links';
import { combinationNames, hiddenColumn, shareOf, type KeptColumns, type KeptContent } from './kept-family';
import { findKept, otherStates, policyName, type Policy } from './kept-store';
import { preparedState } from './prepare';
import { policyFor } from './threshold';

/** A kept family in which a reader of everything published could confirm small counts, and how many. */
export interface Exposure {
	family: string;
	state: number;
	/** Another state, beside which small changes are told. */
	beside?: number;
	counts: number;
}

/**
 * Audits every family of the latest prepared state, with those beside it, by the linear programmes of a reader; and what
 * it and each other state tell together, by subtraction. Apart from the chooser.
 */
export async function auditKept(w: Warehouse, settings: Policy): Promise<Exposure[]> {
	const state = await preparedState(w, settings);
	const policy = await policyFor(w, state, settings);
	const exposures: Exposure[] = [];
	for (const spec of state === 0 ? [] : FAMILIES) {
		const now = await systemOf(w, spec, state, policy);
		const unsafe = (await auditFamily(now.family, now.protection, policy)).filter(({ safe }) => !safe);
		if (unsafe.length > 0) exposures.push({ family: spec.id, state, counts: unsafe.length });
		for (const beside of await otherStates(w, { state, family: spec.id, policy: policyName(policy) })) {
			const counts = auditChange(await systemOf(w, spec, beside, policy), now, policy);
			if (counts.length > 0) exposures.push({ family: spec.id, state, beside, counts: counts.length });
		}
	}
	return exposures;
}

/** A family of a state, and those beside it, as they are kept. */
async function systemOf(w: Warehouse, spec: FamilySpec, state: number, policy: Policy): Promise<System> {
	const specs = FAMILIES.filter(({ id }) => id === spec.id || spec.beside?.includes(id));
	const published: Published[] = [];
	for (const one of specs) {
		const kept = await findKept(w, { state, family: one.id, policy: policyName(policy) });
		const places = one === spec ? undefined : linkedPlaces(one.id, [spec.id, ...(spec.beside ?? [])]);
		if (kept) published.push(asPublished(one, kept.content, places));
	}
	return asOneSystem(spec.id, published, policy);
}

interface System {
	family: Family;
	protection: Protection;
}

type Hidden = Record<string, number>;

type Crossing = NonNullable<FamilyDimension['crossed']>;

/** A kept family under names that no other family has. */
interface Published extends Audited {
	dimensions: Family['dimensions'];
	sums: Family['sums'];
	marks: { at: Record<string, string>; hidden: Hidden }[];
	mayBeZero: Set<string>;
}

/** All of a family, or, of one that stands beside another, what has to do with that. */
function asPublished(
	{ id, dimensions, sums, variables }: FamilySpec,
	content: KeptContent,
	places?: ReadonlySet<string>
): Published {
	const title = (name: string) => `${id}/${name}`;
	const placed = (at: Record<string, string>) => ({ [id]: 'family', ...retitled(at, title) });
	const kept = Object.entries(content.combinations).flatMap(([key, columns]) =>
		places?.has(key) === false ? [] : cellsOf(key, columns, variables)
	);
	return {
		id,
		cells: kept.map(({ at, counts }) => ({ at, counts })),
		marks: kept.map(({ at, hidden }) => ({ at, hidden })),
		titled: (variable, at) => ({ variable: title(variable), at: placed(at) }),
		dimensions: dimensions.map(({ id: name, kind, disjoint, nested, crossed }) => ({
			id: title(name),
			kind,
			...(disjoint?.within ? { disjoint: { ...disjoint, within: title(disjoint.within) } } : { disjoint }),
			...(nested ? { nested: nested.map(title) } : {}),
			...(crossed ? { crossed: titledCrossing(crossed, title) } : {})
		})),
		sums: sums.map((sum) => ({ ...sum, total: title(sum.total), parts: sum.parts.map(title) })),
		mayBeZero: new Set(content.mayBeZero)
	};
}

function titledCrossing({ with: other, within }: Crossing, title: (name: string) => string): Crossing {
	return { with: title(other), ...(within === undefined ? {} : { within: title(within) }) };
}

function retitled<Value>(
	record: Record<string, Value>,
	title: (name: string) => string
): Record<string, Value> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [title(name), value]));
}

/** Families beside each other, and what is nowhere told but can be subtracted: it is withheld, and may be zero. */
function asOneSystem(id: string, published: readonly Published[], { threshold }: Policy): System {
	const linked = auditLinks(published);
	const untold = linked.cells.flatMap(({ at, counts }) =>
		Object.keys(counts).map((name) => cellKey(name, at))
	);
	const marked = published.flatMap(({ titled, marks, mayBeZero }) =>
		marks.flatMap(({ at, hidden }) =>
			Object.entries(hidden).map(([name, mark]) => {
				const { variable, at: place } = titled(name, at);
				return { key: cellKey(variable, place), mark, isOpen: mayBeZero.has(cellKey(name, at)) };
			})
		)
	);
	const cells = published.flatMap(({ cells, titled }) =>
		cells.map(({ at, counts }) => ({
			at: titled('', at).at,
			counts: retitled(counts, (name) => titled(name, at).variable)
		}))
	);
	return {
		family: {
			id,
			dimensions: published.flatMap(({ dimensions }) => dimensions),
			tables: [],
			sums: published.flatMap(({ sums }) => sums),
			headline: [],
			cells: [...cells, ...linked.cells],
			links: linked.links
		},
		protection: {
			threshold,
			hidden: [...marked.filter(({ mark }) => mark > 0).map(({ key }) => key), ...untold],
			above: marked.flatMap(({ key, mark }) => {
				const share = shareOf(mark);
				return share === undefined ? [] : [{ key, share }];
			}),
			mayBeZero: [...marked.filter(({ isOpen }) => isOpen).map(({ key }) => key), ...untold],
			withheldWhole: [],
			released: []
		}
	};
}

function cellsOf(key: string, columns: KeptColumns, variables: readonly string[]) {
	const places = combinationNames(key);
	const names = variables.filter((variable) => variable in columns);
	const size = columns[names[0] ?? '']?.length ?? 0;
	return Array.from({ length: size }, (_, row) => ({
		at: Object.fromEntries(places.map((place) => [place, String(columns[place]?.[row])])),
		counts: Object.fromEntries(names.map((name) => [name, Number(columns[name]?.[row] ?? 0)])),
		hidden: Object.fromEntries(names.map((name) => [name, Number(columns[hiddenColumn(name)]?.[row] ?? 0)]))
	}));
}
