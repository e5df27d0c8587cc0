import { writeDay } from '$lib/domain';
import { removedOn, unlessWritten, type Warehouse } from '$lib/server/warehouse';

/**
 * Says of an older state that rows behind it were removed since; its tables are those that were kept. Where ages are
 * told apart it says of any state that birth dates were removed.
 */
export async function removedNotes(
	w: Warehouse,
	state: number,
	{ byAge }: { byAge: boolean }
): Promise<string[]> {
	const removed = (kind: 'rows' | 'identifiers') =>
		unlessWritten(w, `removed ${kind} ${state}`, () => removedOn(w, state, kind));
	const rows = await removed('rows');
	const births = byAge ? await removed('identifiers') : null;
	const notes: string[] = [];
	if (rows !== null)
		notes.push(
			`Rows behind these figures were removed on ${writeDay(rows)}, at the end of their retention; the figures are as they were kept.`
		);
	if (births !== null)
		notes.push(
			`Identifiers behind these figures were removed on ${writeDay(births)}, at the end of their retention; figures counted since then have people whose birth date went with them under an unknown age.`
		);
	return notes;
}
