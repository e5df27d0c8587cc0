import type { Column } from '$lib/catalog';
import type { Known, Mapping } from '../map-columns';
import { nameLikeness } from './name-likeness';
import type { ColumnProfile } from './profile-columns';
import { valueLikeness } from './value-likeness';

/** A likely match of a header that nothing else explains. It is shown, never used unasked. */
export interface Suggestion {
	cell: number;
	column: string;
	/** 0 to 1. */
	certainty: number;
	/** Sentences. */
	reasons: string[];
}

/** Below this a match is not worth being shown. */
const LIKELY = 0.5;
/** What the name and the values weigh. */
const NAME = 0.55;
const VALUES = 1 - NAME;
/** Two candidates this near each other leave doubt. */
const NEAR = 0.05;

/** The likeliest of our open columns for each header that is left out: by likeness of name and of values, one to one. */
export function suggestMatches(mapping: Mapping, known: Known, profiles: ColumnProfile[]): Suggestion[] {
	const { dataset } = known;
	const open = dataset.columns.filter(({ name }) => !mapping.cells.has(name));
	const cells = mapping.columns.flatMap(({ how }, cell) => (how === 'left out' ? [cell] : []));
	const candidates = cells
		.flatMap((cell) => open.map((column) => weigh(cell, column, { mapping, known, profiles })))
		.filter(({ certainty }) => certainty >= LIKELY)
		.sort((one, other) => other.certainty - one.certainty);
	const taken: Suggestion[] = [];
	for (const candidate of candidates) {
		if (taken.some(({ cell, column }) => cell === candidate.cell || column === candidate.column)) continue;
		taken.push(doubted(candidate, { candidates, dataset: dataset.columns }));
	}
	return taken;
}

function weigh(
	cell: number,
	column: Column,
	{ mapping, known, profiles }: { mapping: Mapping; known: Known; profiles: ColumnProfile[] }
): Suggestion {
	const { dataset, format, year } = known;
	const header = mapping.columns[cell]?.header ?? '';
	const name = nameLikeness(header, column, dataset.id);
	const profile = profiles[cell];
	const isKey = dataset.primary_key.length === 1 && dataset.primary_key[0] === column.name;
	const values = profile
		? valueLikeness(profile, { column, codes: format.codes[column.name] ?? {}, isKey, year })
		: { score: null, reason: '', isTelling: false };
	const reasons = [name.score >= 0.5 ? `Its name is like "${name.name}".` : '', values.reason];
	return {
		cell,
		column: column.name,
		certainty: round(together(name.score, values.score, values.isTelling)),
		reasons: reasons.filter(Boolean)
	};
}

/** A name without fitting values is no match, nor are values that many columns hold without a like name. */
function together(name: number, values: number | null, isTelling: boolean): number {
	if (values === null) return name * 0.8;
	if (values < 0.2) return name * 0.4;
	const both = NAME * name + VALUES * values;
	if (isTelling && values >= 0.8) return Math.max(both, 0.65 * values + 0.35 * name);
	return name < 0.3 ? Math.min(both, 0.45) : both;
}

function doubted(
	one: Suggestion,
	{ candidates, dataset }: { candidates: Suggestion[]; dataset: Column[] }
): Suggestion {
	const rival = candidates.find(
		({ cell, column, certainty }) =>
			cell === one.cell && column !== one.column && one.certainty - certainty < NEAR
	);
	if (!rival) return one;
	const title = dataset.find(({ name }) => name === rival.column)?.title ?? rival.column;
	return {
		...one,
		certainty: round(one.certainty * 0.8),
		reasons: [...one.reasons, `It may be ${title} as well.`]
	};
}

function round(certainty: number): number {
	return Math.round(certainty * 100) / 100;
}
