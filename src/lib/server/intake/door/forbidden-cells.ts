import { dataset, formats, sameHeader } from '$lib/catalog';
import type { Agreement, DatasetId } from '$lib/domain';
import { detect } from '../detect';
import { standardOf } from '../transform';
import { forbiddenIn } from './forbidden-headers';

/** What tells which column of ours a header is. */
export interface HeaderHints {
	partner: string;
	/** As claimed or answered. */
	dataset: DatasetId | undefined;
	/** Answers now and remembered, by dataset: `column.ssn` -> header. */
	answers: Partial<Record<DatasetId, Record<string, string>>>;
}

/** So surely a dataset must be recognised for only its own columns to be looked at. */
const SURE = 0.5;

/**
 * Which cells of a header an agreement leaves out. A column that another dataset may not hold is left out as well, when
 * the file's own dataset has no column of that name and so needs it for nothing. Of an outside standard it is every
 * column that would go into one that is not allowed, or that only a dataset needs which is not.
 */
export function forbiddenCells(headers: string[], agreement: Agreement, hints: HeaderHints): number[] {
	const { not_allowed } = agreement;
	const standard = standardOf(headers);
	const isTheirs = standard ? forbiddenIn(standard.transform, standard.table, agreement) : () => false;
	const [best] = detect(headers, { partner: hints.partner });
	const own = hints.dataset ?? (best && best.certainty >= SURE ? best.format.dataset : undefined);
	const needed = new Set(own === undefined ? [] : dataset(own).columns.map(({ name }) => name));
	const cells = new Set(headers.flatMap((header, cell) => (isTheirs(header) ? [cell] : [])));
	for (const [id, columns] of Object.entries(not_allowed) as [DatasetId, string[]][]) {
		const meant = id === own ? columns : columns.filter((column) => !needed.has(column));
		const names = new Set(meant.flatMap((column) => namesOf(id, column, hints)));
		headers.forEach((header, cell) => {
			if (names.has(sameHeader(header)) || names.has(`#${cell + 1}`)) cells.add(cell);
		});
	}
	return [...cells].sort((one, other) => one - other);
}

/** Everything that a header of this column may be: its own name and title, what any layout calls it, what was answered. */
function namesOf(id: DatasetId, name: string, { answers }: HeaderHints): string[] {
	const column = dataset(id).columns.find((one) => one.name === name);
	if (!column) return [sameHeader(name)];
	const layouts = formats()
		.filter((format) => format.dataset === id)
		.flatMap(({ headers }) => Object.entries(headers).filter(([, ours]) => ours === name));
	const answered = answers[id]?.[`column.${name}`];
	const place = answered?.startsWith('#') ? [answered] : [];
	const texts = [name, column.title, ...layouts.map(([theirs]) => theirs), answered ?? name];
	return [...texts.map(sameHeader).filter((text) => text !== ''), ...place];
}
