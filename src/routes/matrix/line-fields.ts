import type { Column } from '$lib/catalog';
import type { OpenHome } from '$lib/server/desk';
import { readMatrix } from '$lib/server/desk';
import { partners } from '$lib/server/intake';
import { choicesOf, columnsOfOfferings } from './read-offering';

/** A field of the form: a column of the offerings, what may be chosen, and what is known already. */
export interface LineField {
	name: string;
	title: string;
	hint: string;
	isRequired: boolean;
	/** Choices of a list that is complete; null where anything may be written. */
	choices: { value: string; label: string }[] | null;
	/** What may be written and is known, like the ids of awards. */
	known: { value: string; label: string }[];
	kind: 'text' | 'long' | 'date' | 'yes' | 'number';
}

/** The fields of a line in the order of the template; the id of a line that stands is no field. */
export async function fieldsOf(
	w: OpenHome['warehouse'],
	{ isNew }: { isNew: boolean }
): Promise<LineField[]> {
	const { lines } = await readMatrix(w, { now: new Date() });
	const awards = new Map(
		lines.flatMap(({ award_id, award }) => (award_id ? [[award_id, award?.name ?? award_id] as const] : []))
	);
	const known: Record<string, LineField['known']> = {
		offering_partner: (await partners(w)).map(({ partner, name }) => ({ value: partner, label: name })),
		award_id: [...awards].map(([value, label]) => ({ value, label }))
	};
	return columnsOfOfferings()
		.filter(({ name }) => isNew || name !== 'offering_id')
		.map((column) => ({
			name: column.name,
			title: column.title,
			hint: column.description,
			isRequired: column.required,
			choices: choicesOf(column),
			known: known[column.name] ?? [],
			kind: kindOf(column)
		}));
}

function kindOf({ name, type }: Column): LineField['kind'] {
	if (type === 'date') return 'date';
	if (type === 'boolean') return 'yes';
	if (type === 'integer' || type === 'number') return 'number';
	return name === 'condition' ? 'long' : 'text';
}
