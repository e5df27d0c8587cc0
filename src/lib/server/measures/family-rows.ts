import { orNobody } from './count-rows';
import { familySpec } from './families';
import type { Ask } from './measure';
import { keptFamily } from './prepare';
import { sliceFamily, type KeptRow } from './slice';

/** The kept rows that answer a question, and which tables had to be withheld whole. */
export async function familyRows(
	ask: Ask,
	family: string,
	carried: readonly string[] = []
): Promise<{ rows: KeptRow[]; notes: string[] }> {
	const kept = await keptFamily(ask.w, ask.facts.state, family, ask.context);
	const by = ask.by.filter((name) => !carried.includes(name));
	const rows = orNobody(sliceFamily(ask, kept, carried), by, familySpec(family).variables);
	const table = [...new Set([...by, ...Object.keys(ask.where)])]
		.filter((name) => !carried.includes(name))
		.sort();
	const isWhole = kept.content.withheldWhole.includes(table.join());
	return { rows, notes: isWhole ? [WITHHELD_WHOLE] : [] };
}

const WITHHELD_WHOLE =
	'This table is withheld whole: showing any part of it would give small numbers away. Its totals are shown.';
