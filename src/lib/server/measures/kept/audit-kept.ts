import { auditFamily, cellKey, type Family, type Protection } from '$lib/server/disclosure';
import type { Warehouse } from '$lib/server/warehouse';
import { FAMILIES, type FamilySpec } from '../families';
import { combinationNames, hiddenColumn, shareOf, type KeptColumns, type KeptContent } from './kept-family';
import { findKept, policyName, type Policy } from './kept-store';
import { preparedState } from './prepare';
import { policyFor } from './threshold';

/** A kept family in which a reader of everything published could confirm small counts, and how many. */
export interface Exposure {
	family: string;
	state: number;
	counts: number;
}

/** Audits every family of the latest prepared state by the linear programmes of a reader; apart from the chooser. */
export async function auditKept(w: Warehouse, settings: Policy): Promise<Exposure[]> {
	const state = await preparedState(w, settings);
	const policy = await policyFor(w, state, settings);
	const exposures: Exposure[] = [];
	for (const spec of state === 0 ? [] : FAMILIES) {
		const kept = await findKept(w, { state, family: spec.id, policy: policyName(policy) });
		if (!kept) continue;
		const { family, protection } = asPublished(spec, kept.content, policy);
		const unsafe = (await auditFamily(family, protection, policy)).filter(({ safe }) => !safe);
		if (unsafe.length > 0) exposures.push({ family: spec.id, state, counts: unsafe.length });
	}
	return exposures;
}

function asPublished(
	{ id, dimensions, tables, sums, headline, variables }: FamilySpec,
	content: KeptContent,
	{ threshold }: Policy
): { family: Family; protection: Protection } {
	const kept = Object.entries(content.combinations).flatMap(([key, columns]) =>
		cellsOf(key, columns, variables)
	);
	const keysWith = (mark: (hidden: number) => boolean) =>
		kept.flatMap(({ at, hidden }) =>
			Object.keys(hidden).flatMap((name) => (mark(hidden[name] ?? 0) ? [cellKey(name, at)] : []))
		);
	const { mayBeZero, withheldWhole } = content;
	return {
		family: { id, dimensions, tables, sums, headline, cells: kept },
		protection: {
			threshold,
			hidden: keysWith((mark) => mark > 0),
			above: kept.flatMap(({ at, hidden }) =>
				Object.entries(hidden).flatMap(([name, mark]) => {
					const share = shareOf(mark);
					return share === undefined ? [] : [{ key: cellKey(name, at), share }];
				})
			),
			mayBeZero,
			withheldWhole,
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
