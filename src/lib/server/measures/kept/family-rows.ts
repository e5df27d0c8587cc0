import { orNobody } from '../rows/count-rows';
import { dimension } from '../dimensions';
import { familySpec } from '../families';
import { combinationKey } from './kept-family';
import type { Ask } from '../measure';
import { keptFamily } from './prepare';
import { sliceFamily, type KeptRow } from './slice';

/** The kept rows that answer a question, and a note where its table had to be withheld whole. */
export async function familyRows(
	ask: Ask,
	family: string,
	carried: readonly string[] = []
): Promise<{ rows: KeptRow[]; notes: string[] }> {
	const kept = await keptFamily(ask.w, ask.facts.state, family, ask.context);
	const by = ask.by.filter((name) => !carried.includes(name));
	const rows = orNobody(sliceFamily(ask, kept, carried), by, familySpec(family).variables);
	const asked = [...new Set([...by, ...Object.keys(ask.where)])].filter((name) => !carried.includes(name));
	return { rows, notes: wholeNotes(kept.content.withheldWhole, asked) };
}

/** Said of a table that could not be shown without giving small numbers away. */
function wholeNotes(withheldWhole: string[], asked: string[]): string[] {
	if (!withheldWhole.includes(combinationKey(asked))) return [];
	const names = asked.map((name) => dimension(name).label.toLowerCase()).join(' and ');
	return [
		`Some of this table by ${names} is withheld whole, zeros included, because part of it would give small numbers away.`
	];
}
