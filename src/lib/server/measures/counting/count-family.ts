import type { Quarter } from '$lib/domain';
import { fillQuarters, type Aside, type AskMarts, type CountedCell, type FamilySpec } from '../families';
import type { CountedCurves } from '../kept/curves';
import type { CountedStrata } from '../kept/strata';
import type { CountedSupport } from '../kept/supports';

/** A family as counted, before protection. */
export interface CountedFamily {
	spec: FamilySpec;
	cells: CountedCell[];
	curves: CountedCurves;
	supports: CountedSupport[];
	strata: CountedStrata[];
	asides: Aside[];
}

/** Counts every cell of a family's tables and margins, with a row in every published quarter where the family says so. */
export function countFamily(ask: AskMarts, spec: FamilySpec): Promise<CountedFamily> {
	return ask.whole(spec.id, (own) => countAnew(own, spec));
}

async function countAnew(ask: AskMarts, spec: FamilySpec): Promise<CountedFamily> {
	const [cells, curves, supports, strata, asides] = await Promise.all([
		spec.count(ask),
		spec.curves?.(ask) ?? [],
		spec.supports?.(ask) ?? [],
		spec.strata?.(ask) ?? [],
		spec.asides?.(ask) ?? []
	]);
	if (!spec.fillsQuarters) return { spec, cells, curves, supports, strata, asides };
	const rows = await ask.rows<{ quarter: Quarter }>(
		'SELECT quarter FROM mart.dim_quarters WHERE is_published'
	);
	const quarters = rows.map((row) => row.quarter);
	return { spec, cells: fillQuarters(cells, spec, quarters), curves, supports, strata, asides };
}
