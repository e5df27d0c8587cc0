import { writeDay } from '$lib/domain';
import { rowsRemovedOn, unlessWritten, type Warehouse } from '$lib/server/warehouse';

/** Says of an older state that rows behind it were removed since; its tables are those that were kept. */
export async function removedNotes(w: Warehouse, state: number): Promise<string[]> {
	const at = await unlessWritten(w, `removed ${state}`, () => rowsRemovedOn(w, state));
	if (at === null) return [];
	return [
		`Rows behind these figures were removed on ${writeDay(at)}, at the end of their retention; the figures are as they were kept.`
	];
}
