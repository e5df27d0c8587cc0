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
	return { rows, notes: [...kept.content.withheldWhole] };
}
