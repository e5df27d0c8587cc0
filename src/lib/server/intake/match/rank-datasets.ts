import { datasets, type Dataset } from '$lib/catalog';
import type { IntakeQuestion } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { ownFormat } from '../detect';
import { mapColumns, type Known } from '../map-columns';
import type { Arriving } from '../stage';
import { profileFile } from './ask-likely';
import type { ColumnProfile } from './profile-columns';
import { suggestMatches } from './suggest';

/** A file of which nobody has said what it is about. */
export type UnsortedFile = Pick<Arriving, 'partner' | 'table' | 'kept' | 'folder'> & { year: number };

/** A dataset that the columns of a file may be, by likeness of names and values. */
interface Candidate {
	dataset: Dataset;
	/** The sender's headers that fit a column of it. */
	headers: string[];
	/** 0 to 1: how much of what every row needs, and of what was sent, is explained. */
	likeness: number;
}

/** Below this, or with another dataset this near, nothing is said to be likely. */
const LIKELY = 0.4;
const NEAR = 0.1;
const NEEDED = 0.6;

/** Puts the likeliest dataset first in the question what a file is about, and says why; it is never taken unasked. */
export async function putLikelyFirst(
	w: Warehouse,
	question: IntakeQuestion,
	file: UnsortedFile
): Promise<IntakeQuestion> {
	const ranked = await rankDatasets(w, file);
	const [best, next] = ranked;
	const order = ranked.map(({ dataset }) => String(dataset.id));
	const choices = [...question.choices].sort(
		(one, other) => order.indexOf(one.value) - order.indexOf(other.value)
	);
	const isLikely = best && best.likeness >= LIKELY && best.likeness - (next?.likeness ?? 0) >= NEAR;
	if (!isLikely) return { ...question, choices };
	const { dataset, headers } = best;
	const fitting = headers.map((header) => `"${header}"`).join(', ');
	const share = `${headers.length} of its ${file.table.headers.length} columns`;
	const why = `Most likely ${dataset.title}: ${share} fit it by their names or values (${fitting}).`;
	return { ...question, message: `${question.message} ${why}`, choices };
}

async function rankDatasets(w: Warehouse, file: UnsortedFile): Promise<Candidate[]> {
	const knowns = datasets().map((dataset) => knownAs(dataset, file));
	const [first] = knowns;
	if (!first) return [];
	const profiles = await profileFile(w, { ...file, known: first });
	const candidates = knowns.map((known) => weigh(known, file, profiles));
	return candidates.sort((one, other) => other.likeness - one.likeness);
}

function knownAs(dataset: Dataset, { table, year }: UnsortedFile): Known {
	const nothing = { given: {}, remembered: {}, before: [] };
	return { dataset, format: ownFormat(dataset.id), ...nothing, headerRow: table.layout.header.row, year };
}

function weigh(known: Known, { table }: UnsortedFile, profiles: ColumnProfile[]): Candidate {
	const mapping = mapColumns(table.headers, known);
	const explained = new Map([...mapping.cells].map(([column, cell]) => [column, { cell, certainty: 1 }]));
	for (const { column, cell, certainty } of suggestMatches(mapping, known, profiles))
		explained.set(column, { cell, certainty });
	const sum = (certainties: number[]) => certainties.reduce((all, one) => all + one, 0);
	const needed = known.dataset.columns.filter(({ required }) => required);
	const ofNeeded = sum(needed.map(({ name }) => explained.get(name)?.certainty ?? 0)) / needed.length;
	const ofSent = sum([...explained.values()].map(({ certainty }) => certainty)) / table.headers.length;
	const cells = [...explained.values()].map(({ cell }) => cell).sort((one, other) => one - other);
	return {
		dataset: known.dataset,
		headers: cells.flatMap((cell) => table.headers[cell] || []),
		likeness: NEEDED * ofNeeded + (1 - NEEDED) * ofSent
	};
}
